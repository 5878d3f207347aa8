"""The one seam to Rasa's Python API."""
