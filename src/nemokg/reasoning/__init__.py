"""What follows from a dataset, and what in it contradicts itself."""
