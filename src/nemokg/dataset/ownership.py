"""What is one's own in a dataset, and which shared terms it carries when it is published.

Own is what neither the ontology nor the shared data say. Carried are the shared resources that own
triples speak of, and those that the former need: broader techniques, evidence and its sources,
units, claims. Triples of ours that nothing of one's own leads to are neither.
"""

from __future__ import annotations

from pyoxigraph import BlankNode, NamedNode, Store

from nemokg.dataset.views import recount_entailments
from nemokg.rdf.results import Value
from nemokg.rdf.vocab import PREFIXES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyoxigraph import Quad

# Claims and denials hang on what they are about: an edge that is carried is nothing without them.
_ABOUT = (
    NamedNode(PREFIXES["rdf"] + "subject"),
    NamedNode(PREFIXES["owl"] + "sourceIndividual"),
)


class Ownership(Value):
    """The triples that are one's own, and the shared ones that are carried with them."""

    __slots__ = ("carried", "own")
    own: Store
    carried: Store

    def __init__(self, own: Store, carried: Store) -> None:
        self._fill(own=own, carried=carried)

    def written_store(self) -> Store:
        """Return what is written of a dataset that is published: its own, and what it carries."""
        return _store_of([*self.own, *self.carried]) if len(self.carried) else self.own


def divided_store(store: Store, beneath: Store, shared: Store) -> Ownership:
    """Return whose the triples of a store are, given what lies beneath, and which of it is shared.

    >>> from pyoxigraph import Quad
    >>> unit, one = NamedNode("urn:x:unit"), NamedNode("urn:x:one")
    >>> shared, store = Store(), Store()
    >>> shared.extend([Quad(one, unit, one), Quad(unit, unit, unit)])
    >>> store.extend([*shared, Quad(NamedNode("urn:x:mine"), NamedNode("urn:x:in"), one)])
    >>> divided = divided_store(store, shared, shared)
    >>> len(divided.own), len(divided.carried)
    (1, 1)
    """
    known = {*beneath}
    own = _store_of(quad for quad in store if quad not in known and not _has_blank_node(quad))
    axioms = {_without_names(part) for part in _blank_parts(beneath)}
    for part in _blank_parts(store):
        if _without_names(part) not in axioms:  # each reading names blank nodes anew
            own.extend(part)
    used = _used_subjects(shared, (term for quad in own for term in (quad.subject, quad.object)))
    return Ownership(
        own, _store_of(quad for quad in store if quad.subject in used and quad in known)
    )


def published_store(store: Store, shared: Store, carried: Store) -> Store:
    """Return a store without the shared terms that are not carried; it still has the ontology.

    >>> len(published_store(Store(), Store(), Store()))
    0
    """
    unused = {quad.subject for quad in shared} - {quad.subject for quad in carried}
    return _store_of(quad for quad in store if quad.subject not in unused)


def _used_subjects(shared: Store, terms: Iterable[object]) -> set[object]:
    """Return the subjects of the shared data that terms name, and those that these need."""
    subjects = {quad.subject for quad in shared}
    used: set[object] = set()
    frontier = subjects.intersection(terms)
    while frontier:
        used |= frontier
        reached: set[object] = set()
        for subject in frontier:
            reached |= {quad.object for quad in shared.quads_for_pattern(subject, None, None)}
            for about in _ABOUT:
                reached |= {quad.subject for quad in shared.quads_for_pattern(None, about, subject)}
        frontier = subjects.intersection(reached) - used
    return used


def _has_blank_node(quad: Quad) -> bool:
    return isinstance(quad.subject, BlankNode) or isinstance(quad.object, BlankNode)


def _blank_parts(store: Store) -> list[list[Quad]]:
    """Return the quads with blank nodes, those together that blank nodes join."""
    parts: dict[BlankNode, list[Quad]] = {}
    for quad in filter(_has_blank_node, store):
        joined = [node for node in (quad.subject, quad.object) if isinstance(node, BlankNode)]
        known = {id(parts[node]): parts[node] for node in joined if node in parts}
        part = max(known.values(), key=len, default=[])
        part.append(quad)
        for other in known.values():
            if other is not part:
                part += other
                for each in other:
                    for node in (each.subject, each.object):
                        if isinstance(node, BlankNode):
                            parts[node] = part
        for node in joined:
            parts[node] = part
    return list({id(part): part for part in parts.values()}.values())


def _without_names(part: Iterable[Quad]) -> tuple[str, ...]:
    """Return quads in an order that does not depend on the names of their blank nodes."""
    return tuple(
        sorted(
            " ".join("_" if isinstance(term, BlankNode) else str(term) for term in quad)
            for quad in part
        )
    )


def _store_of(quads: Iterable[Quad]) -> Store:
    store = Store()
    store.bulk_extend(quads)
    recount_entailments(store)
    return store
