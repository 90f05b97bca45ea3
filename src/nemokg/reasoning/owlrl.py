"""The closure by owlrl, a complete OWL 2 RL reasoner, with which the rules are compared."""

from __future__ import annotations

import pyoxigraph

from nemokg.rdf.vocab import PREFIXES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pyoxigraph import Store, Triple

_OWL = PREFIXES["owl"]
_AXIOMATIC = tuple(PREFIXES[name] for name in ("rdf", "rdfs", "owl", "xsd"))
_SCHEMA = {
    _OWL + kind
    for kind in ("Class", "ObjectProperty", "DatatypeProperty", "AnnotationProperty", "Ontology")
}


def owlrl_closure(store: Store) -> set[Triple]:
    """Return what owlrl concludes from the default graph of a store about its individuals.

    Left out are triples that the graph has already, those about classes and properties (those of
    RDF and OWL themselves included), and those that hold of everything: ``owl:sameAs`` itself and
    ``owl:Thing``. It takes minutes for hundreds
    of thousands of triples; `nemokg.entailment.rules` gives the same triples at once.
    """
    import owlrl
    import rdflib
    from rdflib import OWL, RDF

    from nemokg.engine.rdflib import default_graph

    graph = default_graph(store)
    asserted, nodes = set(graph), graph.all_nodes()
    schema = {s for s, _, kind in graph.triples((None, RDF.type, None)) if str(kind) in _SCHEMA}
    # Its own conversions of datatypes would stay in rdflib for the rest of the process.
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics, improved_datatypes=False).expand(graph)
    found = [
        " ".join(term.n3() for term in triple) + " ."
        for triple in set(graph) - asserted
        if triple[0] in nodes  # owlrl notes what is wrong at blank nodes of its own
        and isinstance(triple[0], rdflib.URIRef | rdflib.BNode)
        and not str(triple[0]).startswith(_AXIOMATIC)
        and triple[0] not in schema
        and triple[1] != OWL.sameAs
        and triple[2] != OWL.Thing
    ]
    parsed = pyoxigraph.parse("\n".join(found), format=pyoxigraph.RdfFormat.N_TRIPLES)
    return {quad.triple for quad in parsed}
