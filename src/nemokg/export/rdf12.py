"""Turtle 1.2: each claim reifies its triple, in place of the RDF 1.1 reification.

The IRI of a claim is the reifier, so that everything said of the claim is said of the triple. What
is refuted or denied is reified and not asserted.
"""

from __future__ import annotations

from itertools import product

from pyoxigraph import BlankNode, NamedNode, RdfFormat, Triple

from nemokg.export.rdf import serialize_in_blocks, triples_by_subject
from nemokg.rdf.vocab import PREFIXES, RDF_TYPE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from nemokg.dataset.opening import Dataset

_RDF, _OWL = PREFIXES["rdf"], PREFIXES["owl"]
_REIFIES = NamedNode(_RDF + "reifies")
_STATEMENT = NamedNode(_RDF + "Statement")
_CLAIM = tuple(_RDF + name for name in ("subject", "predicate", "object"))
_DENIAL = tuple(
    _OWL + name for name in ("sourceIndividual", "assertionProperty", "targetIndividual")
)


def render_rdf12(dataset: Dataset) -> str:
    r"""Return the default graph as Turtle 1.2, with a reifier for each claim and denial.

    >>> from nemokg.dataset.opening import Dataset
    >>> from pyoxigraph import Store
    >>> store = Store()
    >>> store.load('''
    ... @prefix : <https://w3id.org/nemokg/ontology#> .
    ... @prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
    ... :x rdf:subject :a ; rdf:predicate :judges ; rdf:object :b ; :status :inferred .
    ... ''', RdfFormat.TURTLE)
    >>> print("\n".join(render_rdf12(Dataset(store)).splitlines()[-2:]))
    nemo:x rdf:reifies <<( nemo:a nemo:judges nemo:b )>> ;
        nemo:status nemo:inferred .
    """
    triples = triples_by_subject(dataset.ownership.written_store())
    return serialize_in_blocks(_reified(triples), RdfFormat.TURTLE)


def _reified(triples: Iterable[Triple]) -> list[Triple]:
    blocks: dict[object, list[Triple]] = {}
    for triple in triples:
        blocks.setdefault(triple.subject, []).append(triple)
    return [triple for own in blocks.values() for triple in _block(own)]


def _block(triples: list[Triple]) -> list[Triple]:
    """Return the triples of a subject, what it says of a triple as a triple term."""
    for names in (_CLAIM, _DENIAL):
        parts = [[t.object for t in triples if t.predicate.value == name] for name in names]
        terms = [
            Triple(subject, predicate, object_)
            for subject, predicate, object_ in product(*parts)
            if isinstance(subject, NamedNode | BlankNode) and isinstance(predicate, NamedNode)
        ]
        if len(terms) == 1:  # of several parts none can tell which belong together
            reifies = Triple(triples[0].subject, _REIFIES, terms[0])
            first = sum(t.predicate.value == RDF_TYPE for t in triples)
            triples = [*triples[:first], reifies, *triples[first:]]
            if names == _CLAIM:
                triples = [t for t in triples if not _is_old(t)]
    return triples


def _is_old(triple: Triple) -> bool:
    return triple.predicate.value in _CLAIM or (
        triple.predicate.value == RDF_TYPE and triple.object == _STATEMENT
    )
