"""Drawings of who trains whom."""
