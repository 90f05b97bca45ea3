"""Answers and reports as text, for people and programs."""
