"""Filling stores: one on disk, or one that somebody else runs."""
