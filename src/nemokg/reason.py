"""Reasoning: the triples that follow from the data by the axioms of the ontology.

The rules are those of OWL 2 RL that the ontology uses, run as SPARQL inside the store:
subproperties, inverses, symmetric and transitive properties (prp-spo1, prp-inv, prp-symp,
prp-trp), domains, ranges and subclasses (prp-dom, prp-rng, cax-sco). Conclusions are kept in a
graph of their own. They are about the individuals of the data, not about the classes and
properties of the ontology, and leave out what holds of everything.
"""

from __future__ import annotations

from pyoxigraph import NamedNode, Store

from nemokg.axioms import Axioms
from nemokg.vocab import BASE, PREFIXES

ENTAILED = NamedNode(PREFIXES["graph"] + "entailed")
ENTAILED_STATED = NamedNode(PREFIXES["graph"] + "entailed-stated")


def entail(store: Store, graph: NamedNode = ENTAILED) -> int:
    """Write what follows from the default graph into `graph`; return the number of triples there.

    The graph is emptied first. No triple in it stands in the default graph, none has a literal as
    its subject, and each has a subject of nemokg. The store must be writable.

    >>> from pyoxigraph import RdfFormat, Store
    >>> store = Store()
    >>> store.load('''
    ... @prefix nemo: <https://w3id.org/nemokg/ontology#> .
    ... @prefix owl: <http://www.w3.org/2002/07/owl#> .
    ... @prefix model: <https://w3id.org/nemokg/model/> .
    ... nemo:weightAncestor a owl:TransitiveProperty .
    ... model:c nemo:weightAncestor model:b . model:b nemo:weightAncestor model:a .
    ... ''', RdfFormat.TURTLE)
    >>> entail(store)
    1
    """
    axioms = Axioms(store)
    store.clear_graph(graph)
    for name in axioms.properties():
        path = axioms.path(name)
        if path != f"<{name}>":
            _insert(store, graph, f"?x <{name}> ?y", f"?x {path} ?y")
    for variable, axiom in (("?x", axioms.domains), ("?y", axioms.ranges)):
        for name, classes in sorted(axiom.items()):
            for pattern in (f"?x <{name}> ?y", f"GRAPH {graph} {{ ?x <{name}> ?y }}"):
                _insert(store, graph, _typed(variable, classes), pattern)
    for name, classes in sorted(axioms.superclasses.items()):
        for pattern in (f"?x a <{name}>", f"GRAPH {graph} {{ ?x a <{name}> }}"):
            _insert(store, graph, _typed("?x", classes), pattern)
    schema = f"?s a ?kind FILTER(STRSTARTS(STR(?kind), '{PREFIXES['owl']}'))"
    for noise in (
        "?s ?p ?o",  # said already
        f"FILTER(!ISIRI(?s) || !STRSTARTS(STR(?s), '{BASE}'))",
        f"{schema} FILTER NOT EXISTS {{ ?s a <{PREFIXES['owl']}NamedIndividual> }} "
        f"FILTER NOT EXISTS {{ ?s a <{PREFIXES['owl']}NegativePropertyAssertion> }}",
    ):
        store.update(
            f"DELETE {{ GRAPH {graph} {{ ?s ?p ?o }} }} "
            f"WHERE {{ GRAPH {graph} {{ ?s ?p ?o }} {noise} }}"
        )
    return sum(1 for _ in store.quads_for_pattern(None, None, None, graph))


def _typed(variable: str, classes: set[str]) -> str:
    return " . ".join(f"{variable} a <{name}>" for name in sorted(classes))


def _insert(store: Store, graph: NamedNode, template: str, pattern: str) -> None:
    store.update(f"INSERT {{ GRAPH {graph} {{ {template} }} }} WHERE {{ {pattern} }}")
