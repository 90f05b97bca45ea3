"""Views of a dataset: the same facts under a stricter criterion."""

from __future__ import annotations

from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Quad, Store, Triple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pyoxigraph import QuerySolutions

# Denials have no rdf:subject: they assert no plain triple that could be kept or dropped. A refuted
# claim asserts nothing.
_CLAIMED = """
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX nemo: <https://w3id.org/nemokg/ontology#>
SELECT ?s ?p ?o ?status ?refuted WHERE {
  ?claim rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ; nemo:status ?status .
  FILTER(ISIRI(?p))
  OPTIONAL { ?claim nemo:rank ?refuted FILTER(?refuted = nemo:deprecated) }
}
"""
_STATED = NamedNode("https://w3id.org/nemokg/ontology#stated")


def stated_only_store(store: Store) -> Store:
    """Return a new store without the plain triples that no claim states.

    A triple goes when it has a ``nemo:Claim`` and none of its claims is stated and not refuted. The
    claims themselves stay, so that one can still ask what was left out; so do triples that no claim
    is about. The store given is not changed.

    >>> from pyoxigraph import RdfFormat, Store
    >>> store = Store()
    >>> store.load('''
    ... @prefix : <https://w3id.org/nemokg/ontology#> .
    ... @prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
    ... :a :judges :b , :c .
    ... :x rdf:subject :a ; rdf:predicate :judges ; rdf:object :b ; :status :inferred .
    ... ''', RdfFormat.TURTLE)
    >>> len(store), len(stated_only_store(store))
    (6, 5)
    """
    dropped = {Quad(*triple) for triple in unstated_triples(store)}
    view = Store()
    asserted = store.quads_for_pattern(None, None, None, DefaultGraph())
    view.extend(quad for quad in asserted if quad not in dropped)
    return view


def unstated_triples(store: Store) -> set[Triple]:
    """Return the triples that have a claim, but none that states them and is not refuted.

    >>> unstated_triples(Store())
    set()
    """
    claims: QuerySolutions = store.query(_CLAIMED)  # type: ignore[assignment]
    stated: set[Triple] = set()
    unstated: set[Triple] = set()
    for subject, predicate, obj, status, refuted in claims:
        if isinstance(subject, NamedNode | BlankNode):  # of which alone there can be a triple
            triple = Triple(subject, predicate, obj)
            (stated if status == _STATED and refuted is None else unstated).add(triple)
    return unstated - stated
