"""The edges of the training graph: the claim shown for each, the direction of influence, the key.

An edge is a triple whose property has a ``nemo:influenceKind``. Of several claims about it, the one
of the highest rank speaks for it; of these, the one whose status is best; of these, the first by
IRI. Everything that shows an edge takes this from here.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import zip_longest

from pyoxigraph import BlankNode, NamedNode

from nemokg.errors import QueryError, suggestion_clause
from nemokg.rdf.formats import bare_text
from nemokg.rdf.vocab import PREFIXES, local_name
from nemokg.training.lookups import values_clauses

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from typing import TypeAlias

    from nemokg.engine.protocol import Engine

    Triple: TypeAlias = tuple[str, str, str]

WEIGHTS, VALUE_MODEL = "weights", "value model"
STATUSES = ("stated", "attributed", "inferred")
# Influence runs from subject to object, but in these kinds from object to subject: a model is
# initialised from the one whose weights it gets.
AGAINST_PROPERTY = frozenset({WEIGHTS, VALUE_MODEL})
INITIALIZED_FROM, WEIGHT_PARENT = (
    PREFIXES["nemo"] + name for name in ("initializedFrom", "weightParent")
)
_RANKS = ("preferred", "normal", "", "deprecated")
_PROLOGUE = "".join(f"PREFIX {p}: <{PREFIXES[p]}>\n" for p in ("nemo", "rdf"))


@dataclass(frozen=True)
class EdgeClaim:
    """A claim about a triple; rank and status are local names, empty if it has none."""

    iri: str
    rank: str
    status: str
    shortcut: bool = False

    @property
    def sort_key(self) -> tuple[int, int, str]:
        """What claims about one triple are sorted by: the first speaks for it.

        >>> a, b = (EdgeClaim(name, "normal", "stated") for name in ("urn:a", "urn:b"))
        >>> EdgeClaim("urn:c", "preferred", "inferred").sort_key < a.sort_key < b.sort_key
        True
        """
        return _place(_RANKS, self.rank), _place(STATUSES, self.status), self.iri


@dataclass(frozen=True)
class Edge:
    """An asserted triple, its kind of influence, and what the claim that speaks for it says.

    Rank and status are local names; they and `claim` are empty if no claim is about the edge.
    `label` says the edge in words; only `nemokg.training.graph` fills it in.
    """

    subject: str
    predicate: str
    object: str
    kind: str
    claim: str = ""
    rank: str = ""
    status: str = ""
    shortcut: bool = False
    label: str = ""

    @property
    def influencer(self) -> str:
        """The participant that the influence comes from."""
        return self.object if self.kind in AGAINST_PROPERTY else self.subject

    @property
    def influenced(self) -> str:
        """The participant that is trained.

        >>> Edge("urn:child", "urn:initializedFrom", "urn:parent", WEIGHTS).influenced
        'urn:child'
        """
        return self.subject if self.kind in AGAINST_PROPERTY else self.object

    @property
    def short_name(self) -> str:
        """The local name of the claim, or that which a claim about the edge would have.

        >>> Edge("urn:x/a", "urn:x#judges", "urn:x/b", "judging").short_name
        'a--judges--b'
        """
        triple = (self.subject, self.predicate, self.object)
        return local_name(self.claim) if self.claim else "--".join(map(local_name, triple))


def unique_names(edges: Iterable[Edge]) -> dict[Edge, str]:
    """Return the key of each edge; with whole IRIs where edges of several namespaces share one.

    >>> here, there = (Edge(f"urn:{x}/a", "urn:x/judges", "urn:x/b", "") for x in "yz")
    >>> unique_names([here, there])[there]
    'urn:z/a--urn:x/judges--urn:x/b'
    >>> unique_names([there])[there]
    'a--judges--b'
    """
    edges = list(edges)
    uses = Counter(edge.short_name for edge in edges)
    return {
        edge: edge.short_name
        if uses[edge.short_name] == 1
        else edge.claim or "--".join((edge.subject, edge.predicate, edge.object))
        for edge in edges
    }


def influence_kinds(engine: Engine) -> dict[str, str]:
    """Return the kind of influence of each property that has one, weights first."""
    rows = engine.select(
        f"{_PROLOGUE}SELECT DISTINCT ?property ?kind WHERE {{ ?property nemo:influenceKind ?kind }}"
        " ORDER BY ?property ?kind"
    )
    kinds = {
        property_.value: bare_text(kind)
        for property_, kind in rows
        if isinstance(property_, NamedNode)  # no query can name any other
    }
    return dict(sorted(kinds.items(), key=lambda pair: (pair[1] != WEIGHTS, pair[1], pair[0])))


def select_kinds(
    kind_by_property: Mapping[str, str], wanted_kinds: Iterable[str]
) -> dict[str, str]:
    """Return those properties of `influence_kinds` whose kind is wanted.

    Raises QueryError for a kind that does not exist, and where none is wanted.

    >>> select_kinds({"urn:judges": "judging"}, ["judgin"])
    Traceback (most recent call last):
    nemokg.errors.QueryError: There is no kind of influence "judgin"; the kinds are judging. ...
    """
    chosen = set(wanted_kinds)
    if not chosen:
        raise QueryError("Name at least one kind of influence, such as weights.")
    for kind in sorted(chosen - set(kind_by_property.values()) - {WEIGHTS}):
        choices = sorted(set(kind_by_property.values()))
        raise QueryError(
            f'There is no kind of influence "{kind}"; the kinds are {", ".join(choices)}.'
            f"{suggestion_clause(kind, choices)}"
        )
    return {property_: kind for property_, kind in kind_by_property.items() if kind in chosen}


def all_edges(engine: Engine, kind_by_property: Mapping[str, str]) -> list[Edge]:
    """Return the edges of the properties that have these kinds of influence, by their triples.

    >>> from nemokg.dataset.opening import open_dataset
    >>> engine = open_dataset().engine
    >>> kinds = select_kinds(influence_kinds(engine), ["judging"])
    >>> {edge.kind for edge in all_edges(engine, kinds)}
    {'judging'}
    """
    return _spoken_for(
        claims_by_triple(engine, Scope("predicate", list(kind_by_property))), kind_by_property
    )


def incoming_influences(
    engine: Engine, models: Iterable[str], kind_by_property: Mapping[str, str]
) -> list[Edge]:
    """Return the edges of these kinds by which models are influenced, by their triples."""
    return _edges_at(engine, models, kind_by_property, influenced=True)


def outgoing_influences(
    engine: Engine, models: Iterable[str], kind_by_property: Mapping[str, str]
) -> list[Edge]:
    """Return the edges of these kinds by which models influence others, by their triples."""
    return _edges_at(engine, models, kind_by_property, influenced=False)


@dataclass(frozen=True)
class Scope:
    """The triples of which one part (``subject``, ``predicate``, ``object``) is among some IRIs.

    Where `predicates` are given, the predicate is one of them besides.
    """

    part: str
    iris: Sequence[str]
    predicates: Sequence[str] = ()


def claims_by_triple(engine: Engine, *scopes: Scope) -> dict[Triple, list[EdgeClaim]]:
    """Return the asserted triples of the scopes, sorted, each with the claims about it.

    The first of the claims speaks for the triple. Claims about what is not asserted are left out,
    and so are triples whose object is a literal, since no resource is at that end.
    """
    asserted: set[Triple] = set()
    claims: dict[Triple, dict[str, EdgeClaim]] = {}
    for patterns in _batches(scopes):
        rows = engine.select(
            f"{_PROLOGUE}SELECT DISTINCT ?subject ?predicate ?object ?claim ?rank ?status ?shortcut"
            f" WHERE {{ {' UNION '.join(patterns)} }} ORDER BY ?subject ?predicate ?object ?claim"
        )
        for row in rows:
            if not isinstance(row[2], NamedNode | BlankNode):
                continue
            subject, predicate, object_, name, rank, status, shortcut = map(bare_text, row)
            triple = (subject, predicate, object_)
            if not name:
                asserted.add(triple)
            if not name or name.startswith("_:"):  # a claim without a name cannot speak
                continue
            claim = EdgeClaim(name, local_name(rank), local_name(status), shortcut in ("true", "1"))
            about = claims.setdefault(triple, {})
            about[name] = min(claim, about.get(name, claim), key=lambda each: each.sort_key)
    return {
        triple: sorted(claims.get(triple, {}).values(), key=lambda claim: claim.sort_key)
        for triple in sorted(asserted)
    }


def decisive_claims(engine: Engine, claims: Iterable[str]) -> dict[str, EdgeClaim]:
    """Return, for each of some claims, the one that speaks for the triple that it is about.

    A claim about a triple that is not asserted is left out.
    """
    wanted = set(claims)
    subjects: set[str] = set()
    for values in values_clauses(wanted):
        rows = engine.select(
            f"{_PROLOGUE}SELECT DISTINCT ?subject WHERE {{ VALUES ?claim {{ {values} }}"
            " ?claim rdf:subject ?subject } ORDER BY ?subject"
        )
        subjects.update(bare_text(subject) for (subject,) in rows)
    by_triple = claims_by_triple(engine, Scope("subject", sorted(subjects)))
    return {
        claim.iri: about[0]
        for about in by_triple.values()
        for claim in about
        if claim.iri in wanted
    }


def _batches(scopes: Sequence[Scope]) -> Iterator[list[str]]:
    """Yield graph patterns for the triples of the scopes and the claims about them.

    Triples and claims are rows of their own: to join them, stores read all claims.
    """
    for lists in zip_longest(*(values_clauses(scope.iris) for scope in scopes)):
        yield [
            pattern
            for scope, values in zip(scopes, lists, strict=True)
            if values
            for pattern in _patterns(scope, values)
        ]


def _patterns(scope: Scope, values: str) -> Iterator[str]:
    bound = f"VALUES ?{scope.part} {{ {values} }}"
    choice = ", ".join(f"<{predicate}>" for predicate in scope.predicates)
    filtered = f" FILTER(?predicate IN ({choice}))" if choice else ""
    yield f"{{ {bound} ?subject ?predicate ?object{filtered} }}"
    optional = " ".join(
        f"OPTIONAL {{ ?claim nemo:{name} ?{name} }}" for name in ("rank", "status", "shortcut")
    )
    reified = "?claim rdf:subject ?subject ; rdf:predicate ?predicate ; rdf:object ?object"
    yield f"{{ {bound} {reified}{filtered} {optional} }}"


def _edges_at(
    engine: Engine, models: Iterable[str], kinds: Mapping[str, str], *, influenced: bool
) -> list[Edge]:
    against = [property_ for property_, kind in kinds.items() if kind in AGAINST_PROPERTY]
    along = [property_ for property_ in kinds if property_ not in against]
    of_subject, of_object = (against, along) if influenced else (along, against)
    models = list(models)
    scopes = [
        Scope(part, models, properties)
        for part, properties in (("subject", of_subject), ("object", of_object))
        if properties
    ]
    return _spoken_for(claims_by_triple(engine, *scopes), kinds)


def _spoken_for(
    claims: Mapping[Triple, Sequence[EdgeClaim]], kinds: Mapping[str, str]
) -> list[Edge]:
    # Without a claim of its own, a step of no known kind says nothing beside one of a known kind.
    known_steps = {
        (subject, object_)
        for subject, predicate, object_ in claims
        if kinds[predicate] == WEIGHTS and predicate != WEIGHT_PARENT
    }
    edges = []
    for triple, about in claims.items():
        if triple[1] == WEIGHT_PARENT and not about and triple[::2] in known_steps:
            continue
        kind = kinds[triple[1]]
        if about:
            claim = about[0]
            edges.append(Edge(*triple, kind, claim.iri, claim.rank, claim.status, claim.shortcut))
        else:
            edges.append(Edge(*triple, kind))
    return edges


def _place(order: Sequence[str], name: str) -> int:
    return order.index(name) if name in order else len(order)
