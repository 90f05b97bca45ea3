"""Reasoning: the triples that follow from the data by the axioms of the ontology.

The rules are those of OWL 2 RL that the ontology uses: subproperties, inverses, symmetric and
transitive properties (prp-spo1, prp-inv, prp-symp, prp-trp), domains, ranges and subclasses
(prp-dom, prp-rng, cax-sco). Conclusions are kept in a graph of their own. They are about the
individuals of the data, not about the classes and properties of the ontology, and leave out what
holds of everything.
"""

from __future__ import annotations

from pyoxigraph import DefaultGraph, NamedNode, Quad

from nemokg.axioms import Axioms
from nemokg.vocab import BASE, PREFIXES, RDF_TYPE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyoxigraph import QuerySolutions, Store

    from nemokg.model import Term

    Classes = frozenset[str]
    Pair = tuple[Term, Term]

ENTAILED = NamedNode(PREFIXES["graph"] + "entailed")
ENTAILED_STATED = NamedNode(PREFIXES["graph"] + "entailed-stated")
_A = NamedNode(RDF_TYPE)
_OWL = PREFIXES["owl"]
_INDIVIDUAL = {f"{_OWL}NamedIndividual", f"{_OWL}NegativePropertyAssertion"}
_NONE: Classes = frozenset()


def entail(store: Store, graph: NamedNode = ENTAILED) -> int:
    """Write what follows from the default graph into `graph`; return the number of triples there.

    The graph is emptied first. See `conclusions` for what it holds. The store must be writable.

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
    store.clear_graph(graph)
    found = list(conclusions(store, graph))
    store.bulk_extend(found)
    return len(found)


def conclusions(store: Store, graph: NamedNode = ENTAILED) -> Iterator[Quad]:
    """Yield what follows from the default graph of a store, each triple once, as quads of `graph`.

    No triple stands in the default graph, none has a literal as its subject, and each has a subject
    of nemokg. In memory are the classes of the resources, not the triples.

    >>> from pyoxigraph import Store
    >>> list(conclusions(Store()))
    []
    """
    axioms = Axioms(store)
    kinds, schema = _kinds(store)
    yield from _relations(store, axioms, graph, schema)
    yield from _types(store, axioms, graph, kinds, schema)


def _kinds(store: Store) -> tuple[dict[str, Classes], set[str]]:
    """Return the classes of the individuals, and the terms that are none but of an ontology."""
    kinds: dict[str, Classes] = {}
    widened: dict[tuple[Classes, str], Classes] = {}  # so that equal sets are one object
    for quad in store.quads_for_pattern(None, _A, None, DefaultGraph()):
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode):
            step = kinds.get(quad.subject.value, _NONE), quad.object.value
            if step not in widened:
                widened[step] = step[0] | {step[1]}
            kinds[quad.subject.value] = widened[step]
    ontological = {
        classes
        for classes in set(kinds.values())
        if not classes & _INDIVIDUAL and any(name.startswith(_OWL) for name in classes)
    }
    schema = {name for name, classes in kinds.items() if classes in ontological}
    return {n: c for n, c in kinds.items() if n.startswith(BASE) and n not in schema}, schema


def _relations(store: Store, axioms: Axioms, graph: NamedNode, schema: set[str]) -> Iterator[Quad]:
    """Yield the triples that follow from others by their property."""
    for name in axioms.properties():
        property_ = NamedNode(name)
        written = any(True for _ in store.quads_for_pattern(None, property_, None, DefaultGraph()))
        for x, y in _pairs(store, axioms, name):
            if (
                isinstance(x, NamedNode)
                and x.value.startswith(BASE)
                and x.value not in schema
                and not (written and Quad(x, property_, y) in store)
            ):
                yield Quad(x, property_, y, graph)


def _pairs(store: Store, axioms: Axioms, name: str) -> Iterator[Pair]:
    """Yield each pair of terms once of which a property holds, but perhaps not what is written."""
    steps = axioms.steps(name)
    transitive = [(step, forward) for step, forward in steps if step in axioms.transitive]
    others = steps - {(name, True)}
    if len(others) < 2 and not transitive:  # where no pair can come twice, none need be kept
        yield from _direct(store, others)
        return
    found = dict.fromkeys(_direct(store, others))
    for step, forward in transitive:
        for x, y in _chains(_direct(store, axioms.steps(step))):
            found[(x, y) if forward else (y, x)] = None
    yield from found


def _direct(store: Store, steps: Iterable[tuple[str, bool]]) -> Iterator[Pair]:
    for name, forward in sorted(steps):
        for quad in store.quads_for_pattern(None, NamedNode(name), None, DefaultGraph()):
            yield (quad.subject, quad.object) if forward else (quad.object, quad.subject)


def _chains(pairs: Iterable[Pair]) -> Iterator[Pair]:
    """Yield each pair of terms that a chain of pairs leads from and to."""
    after: dict[Term, list[Term]] = {}
    for x, y in pairs:
        after.setdefault(x, []).append(y)
    for start in after:
        seen: set[Term] = set()
        waiting = [start]
        while waiting:
            for there in after.get(waiting.pop(), ()):
                if there not in seen:
                    seen.add(there)
                    waiting.append(there)
                    yield start, there


def _types(
    store: Store, axioms: Axioms, graph: NamedNode, kinds: dict[str, Classes], schema: set[str]
) -> Iterator[Quad]:
    """Yield the classes that follow from properties and from other classes."""
    above: dict[Classes, Classes] = {_NONE: _NONE}  # all classes that follow, of those met
    for classes in set(kinds.values()):
        above[classes] = _closed(axioms, classes)
    implied: dict[str, set[str]] = {}
    for pattern, classes in sorted(_ends(axioms).items()):
        ends: QuerySolutions = store.query(f"SELECT DISTINCT ?x WHERE {{ {pattern} }}")  # type: ignore[assignment]
        for (x,) in ends:
            if isinstance(x, NamedNode) and not classes <= above[kinds.get(x.value, _NONE)]:
                implied.setdefault(x.value, set()).update(classes)
    for name in kinds.keys() | implied.keys():
        if name.startswith(BASE) and name not in schema:
            own = kinds.get(name, _NONE)
            for kind in (above[own] | implied.get(name, set())) - own:
                yield Quad(NamedNode(name), _A, NamedNode(kind), graph)


def _ends(axioms: Axioms) -> dict[str, Classes]:
    """Return the patterns of a triple that imply classes of its end `?x`, and those classes."""
    found: dict[str, Classes] = {}
    for axiom, at_subject in ((axioms.domains, True), (axioms.ranges, False)):
        for name, classes in axiom.items():
            for step, forward in axioms.steps(name):
                pattern = f"?x <{step}> ?y" if forward == at_subject else f"?y <{step}> ?x"
                found[pattern] = found.get(pattern, _NONE) | _closed(axioms, classes)
    return found


def _closed(axioms: Axioms, classes: Classes | set[str]) -> Classes:
    return frozenset(classes).union(*(axioms.superclasses.get(name, ()) for name in classes))
