"""Whether a dataset conforms to its shapes."""
