"""Canned queries, competency questions and counts."""
