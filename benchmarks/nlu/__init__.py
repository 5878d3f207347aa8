"""Measures how well messages are understood: `make bench-nlu`."""
