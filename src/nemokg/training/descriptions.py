"""What the data say about claims and what these refer to, fetched in one query for many claims.

A store that is asked over HTTP takes as long for a query as for a hundred rows, so all that
explaining or citing a claim needs comes at once.
"""

from __future__ import annotations

from itertools import islice

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from nemokg.rdf.formats import bare_text
from nemokg.rdf.results import python_value
from nemokg.rdf.vocab import PREFIXES, RDFS_LABEL, prefixed_name
from nemokg.training.names import preferred_label

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import TypeAlias

    from nemokg.engine.protocol import Engine
    from nemokg.rdf.results import Term

    Properties: TypeAlias = dict[str, list[Term]]

_PROLOGUE = "".join(
    f"PREFIX {p}: <{PREFIXES[p]}>\n" for p in ("dcterms", "nemo", "owl", "rdf", "rdfs")
)
_OBJECT = "(rdf:object|owl:targetIndividual)"
# The ways from a claim to what is described with it. Of all else, only the label is needed.
_WAYS = (
    "nemo:evidence",
    "nemo:evidence/dcterms:source",
    "nemo:conflict",
    _OBJECT,
    f"{_OBJECT}/nemo:part",
    f"{_OBJECT}/nemo:unit",
    f"{_OBJECT}/nemo:part/nemo:unit",
)
# So many claims are asked for at once, since stores limit the length of a query and of its answer.
_AT_ONCE = 20


class Descriptions:
    """The properties of claims and of what they refer to, in the order of their values.

    >>> from nemokg.engine.oxigraph import OxigraphEngine
    >>> from pyoxigraph import RdfFormat, Store
    >>> store = Store()
    >>> store.load('''
    ... @prefix nemo: <https://w3id.org/nemokg/ontology#> .
    ... <urn:x:claim> a nemo:Claim ; nemo:evidence <urn:x:evidence> .
    ... <urn:x:evidence> nemo:locator "p. 3" .
    ... ''', RdfFormat.TURTLE)
    >>> descriptions = describe_claims(OxigraphEngine(store), ["urn:x:claim"])
    >>> descriptions.first_value("urn:x:evidence", PREFIXES["nemo"] + "locator")
    'p. 3'
    >>> len(descriptions.described_triples("urn:x:claim")), descriptions.label("urn:x:claim")
    (2, 'urn:x:claim')
    """

    def __init__(self, rows: Iterable[Iterable[Term | None]]) -> None:
        self._nodes: dict[str, NamedNode | BlankNode] = {}
        self._properties: dict[str, Properties] = {}
        self._labels: dict[str, list[Term]] = {}
        for node, predicate, value, label in rows:
            if label is not None:
                self._labels.setdefault(bare_text(node), []).append(label)
            if value is not None and isinstance(node, NamedNode | BlankNode):
                self._nodes[bare_text(node)] = node
                properties = self._properties.setdefault(bare_text(node), {})
                properties.setdefault(bare_text(predicate), []).append(value)
        for properties in self._properties.values():
            for values in properties.values():
                values.sort(key=_place)

    def property_values(self, node: str, property_: str) -> list[str]:
        """Return the values of a property of a node as bare texts."""
        return [bare_text(term) for term in self._properties.get(node, {}).get(property_, ())]

    def first_value(self, node: str, property_: str) -> str | None:
        """Return the first value of a property of a node, or None."""
        return next(iter(self.property_values(node, property_)), None)

    def label(self, node: str) -> str:
        """Return the label of a node: the first in English, else the first, else its name."""
        labels = self._properties.get(node, {}).get(RDFS_LABEL, ()) or self._labels.get(node, ())
        return preferred_label(labels) if labels else prefixed_name(node)

    def described_triples(self, node: str) -> list[Triple]:
        """Return the triples whose subject is a described node."""
        return [
            Triple(self._nodes[node], NamedNode(property_), value)
            for property_, values in self._properties.get(node, {}).items()
            for value in values
        ]


def describe_claims(engine: Engine, claims: Iterable[str]) -> Descriptions:
    """Return what the data say of claims, given by their IRIs, and of what these refer to."""
    names = iter(dict.fromkeys(claims))
    rows: dict[tuple[Term | None, ...], None] = {}  # claims that refer to the same have rows alike
    while some := tuple(islice(names, _AT_ONCE)):
        rows.update(dict.fromkeys(engine.select(_query(some)).rows))
    return Descriptions(rows)


def _query(claims: Iterable[str]) -> str:
    listed = " ".join(str(NamedNode(claim)) for claim in claims)
    # The rows are sorted here: a store that looks up the text of each term takes ten times as long.
    alternatives = "\n  UNION ".join(_branches(listed))
    return f"{_PROLOGUE}SELECT DISTINCT ?node ?p ?o ?label WHERE {{\n  {alternatives}\n}}"


def _branches(claims: str) -> Iterator[str]:
    """Yield the alternatives; each names the claims, so that no store looks through all triples."""
    yield f"{{ VALUES ?node {{ {claims} }} ?node ?p ?o }}"
    from_claim = f"VALUES ?claim {{ {claims} }} ?claim"
    for way in _WAYS:
        yield f"{{ {from_claim} {way} ?node . ?node ?p ?o }}"
    yield f"{{ {from_claim} ?any ?node . ?node rdfs:label ?label }}"


def _place(value: Term) -> tuple[int, float, str]:
    """Return what values of a property are sorted by: names before numbers, these before texts."""
    if not isinstance(value, Literal):
        return 0, 0, bare_text(value)
    number = python_value(value)
    return (
        (2, 0, bare_text(value))
        if isinstance(number, str | bool)
        else (1, number or 0, bare_text(value))
    )
