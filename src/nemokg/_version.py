"""The version of the package, kept in one place and importable at no cost."""

__version__ = "0.1.0"
