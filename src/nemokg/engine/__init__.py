"""Engines answer SPARQL: one protocol, and an adapter for each kind of store."""
