"""A dataset: opening it, reading its files, its cached copy and its views."""
