"""Annotate: an article to its names, times and statements. Start at `annotator.py`."""
