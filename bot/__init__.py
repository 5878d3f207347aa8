"""Wegwijzer: guidance for people who may have been registered or alerted."""
