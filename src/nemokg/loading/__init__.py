"""Filling stores, on disk or remote."""
