"""Who trains whom: edges and the claims about them, lineage, names of models."""
