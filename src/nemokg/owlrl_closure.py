"""The closure by owlrl, a complete OWL 2 RL reasoner: the reference for `reason.entail`."""

from __future__ import annotations

from nemokg.vocab import BASE, PREFIXES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

_OWL = PREFIXES["owl"]
_SCHEMA = {
    _OWL + kind
    for kind in ("Class", "ObjectProperty", "DatatypeProperty", "AnnotationProperty", "Ontology")
}


def owlrl_closure(files: Iterable[str]) -> set[tuple[str, str, str]]:
    """Return, as N-Triples terms, what owlrl concludes from Turtle files about our individuals.

    Left out are triples that the files say already, those about classes and properties, and those
    that hold of everything: ``owl:sameAs`` itself and ``owl:Thing``. It takes minutes for hundreds
    of thousands of triples; `reason.entail` gives the same triples at once.
    """
    import owlrl
    import rdflib
    from rdflib import OWL, RDF

    graph = rdflib.Graph()
    for file in files:
        graph.parse(file, format="turtle")
    said = set(graph)
    schema = {s for s, _, kind in graph.triples((None, RDF.type, None)) if str(kind) in _SCHEMA}
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    return {
        (s.n3(), p.n3(), o.n3())
        for s, p, o in set(graph) - said
        if isinstance(s, rdflib.URIRef)
        and s.startswith(BASE)
        and s not in schema
        and p != OWL.sameAs
        and o != OWL.Thing
    }
