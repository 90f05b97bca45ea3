"""The OWL 2 RL profile, as far as the ontology uses it."""

from __future__ import annotations

# Every axiom of these kinds whose classes are named and whose datatypes are in the OWL 2 map
# is inside OWL 2 RL (OWL 2 Profiles, section 4.2).
RL_AXIOMS = {
    "AnnotationAssertion", "AsymmetricObjectProperty", "ClassAssertion", "DataPropertyDomain",
    "DataPropertyRange", "DeclareAnnotationProperty", "DeclareClass", "DeclareDataProperty",
    "DeclareNamedIndividual", "DeclareObjectProperty", "DisjointClasses",
    "InverseObjectProperties", "IrreflexiveObjectProperty", "ObjectPropertyDomain",
    "ObjectPropertyRange", "OntologyAnnotation", "OntologyID", "SubClassOf",
    "SubObjectPropertyOf", "SymmetricObjectProperty", "TransitiveObjectProperty",
}  # fmt: skip
