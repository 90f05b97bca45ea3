"""What follows from triples by the axioms of their ontology."""
