"""Sheets: a pipeline written down as YAML, from which canonical Turtle is built."""
