"""Custom actions: slots → guidance → response, one file per topic."""
