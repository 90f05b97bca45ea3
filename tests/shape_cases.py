"""The constraints of the shapes, data that break each of them, and what a validation finds."""

from __future__ import annotations

import re
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pyoxigraph
from oxrdflib import OxigraphStore
from paths import FIXTURES, ROOT
from pyshacl import validate
from rdflib import SH, BNode, Graph
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rdflib.term import Node

SMALL = FIXTURES / "shapes" / "small.ttl"
BROKEN = FIXTURES / "shapes" / "broken"
ONTOLOGY = ROOT / "ontology" / "nemokg.ttl"
NEMOSH = "https://w3id.org/nemokg/shapes#"

_PARAMETER_NAMES = (
    "class datatype nodeKind minCount maxCount minExclusive minInclusive maxExclusive"
    " maxInclusive minLength maxLength pattern languageIn uniqueLang equals disjoint lessThan"
    " lessThanOrEquals not and or xone node qualifiedValueShape closed hasValue in sparql"
)
CONSTRAINT_PARAMETERS = {SH[name] for name in _PARAMETER_NAMES.split()}


class Constraint(NamedTuple):
    """A constraint by the shape or SPARQL constraint that a finding names, and its component."""

    shape: str
    component: str


class Case(NamedTuple):
    """An update that breaks the small graph, and the one constraint that it breaks."""

    name: str
    constraint: Constraint
    store: str
    update: str


@cache
def shapes() -> Graph:
    """Return the shapes graph, parsed once."""
    graph = Graph()
    for file in sorted((ROOT / "shapes").glob("*.ttl")):
        graph.parse(file)
    return graph


def constraint_triples() -> dict[Constraint, tuple[Node, Node, Node]]:
    """Return every constraint of a named shape with the triple that declares it."""
    found = {}
    for triple in shapes():
        shape, parameter, value = triple
        if isinstance(shape, BNode) or parameter not in CONSTRAINT_PARAMETERS:
            continue
        name = str(parameter).removeprefix(str(SH))
        if parameter == SH.sparql:
            constraint = Constraint(str(value), "SPARQLConstraintComponent")
        else:
            constraint = Constraint(str(shape), f"{name[0].upper()}{name[1:]}ConstraintComponent")
        assert constraint not in found, f"{constraint} is declared twice"
        found[constraint] = triple
    return found


CONSTRAINTS = constraint_triples()


def read_case(file: Path) -> Case:
    """Read what is expected from the first lines of an update."""
    update = file.read_text(encoding="utf-8")
    expected = re.match(r"# expects: nemosh:([\w-]+) (\w+)\n# \S.*\.\n", update)
    assert expected, f"{file.name}: the first two lines say what is expected and what is broken"
    store = "rdflib" if "\n# store: rdflib" in update else "oxigraph"
    return Case(file.stem, Constraint(NEMOSH + expected[1], expected[2]), store, update)


CASES = [read_case(file) for file in sorted(BROKEN.glob("*.ru"))]


def owner(constraint: Constraint) -> Node:
    """Return the shape with targets to which a constraint belongs."""
    shape = CONSTRAINTS[constraint][0]
    return next(shapes().subjects(SH.property, shape), shape)


def representatives() -> Iterator[tuple[Case, pyoxigraph.Store]]:
    """Yield for each kind of thing its first case that lies in the data, and those data.

    Data alone may refer to what nobody describes.
    """
    seen = {"Together"}
    for case in CASES:
        if case.constraint not in CONSTRAINTS:
            continue  # a test of its own says so
        shape = str(owner(case.constraint)).removeprefix(NEMOSH).partition("-")[0]
        store = pyoxigraph.Store()
        store.load(path=SMALL)
        whole = set(store)
        store.update(case.update)
        if shape not in seen and case.store == "oxigraph" and set(store) != whole:
            seen.add(shape)
            yield case, store


REPRESENTATIVES = list(representatives())


def small_store(*updates: str) -> pyoxigraph.Store:
    """Return ontology and small graph, updated, in the store that the package uses."""
    store = pyoxigraph.Store()
    for file in (ONTOLOGY, SMALL):
        store.load(path=file)
    for update in updates:
        store.update(update)
    return store


def sized(store: pyoxigraph.Store) -> Graph:
    """Return a store as rdflib sees it: pySHACL asks there much faster than in rdflib's own."""
    size = len(store)

    class Sized(Graph):
        # pySHACL asks a graph for its length at every result, and the store counts each time.
        def __len__(self) -> int:
            return size

    return Sized(OxigraphStore(store=store), DATASET_DEFAULT_GRAPH_ID)


def broken(case: Case) -> Graph:
    """Return the small graph as the case breaks it, in the store that the case needs."""
    if case.store == "oxigraph":
        return sized(small_store(case.update))
    # Such a case is about the spelling of a literal, for which the ontology says nothing.
    graph = Graph().parse(SMALL)
    graph.update(case.update)
    return graph


def findings(data: Graph, *only: Node) -> set[Constraint]:
    """Return which constraints the data break, of all shapes or of the given ones."""
    use = [str(part) for shape in only for part in (shape, *shapes().objects(shape, SH.property))]
    _, report, _ = validate(data, shacl_graph=shapes(), inplace=True, use_shapes=use or None)
    assert isinstance(report, Graph)
    return {
        Constraint(
            str(report.value(result, SH.sourceConstraint) or report.value(result, SH.sourceShape)),
            str(component).removeprefix(str(SH)),
        )
        for result, component in report.subject_objects(SH.sourceConstraintComponent)
    }


@contextmanager
def without(constraint: Constraint) -> Iterator[None]:
    """Take exactly one constraint out of the shapes graph for a while."""
    triple = CONSTRAINTS[constraint]
    shapes().remove(triple)
    try:
        yield
    finally:
        shapes().add(triple)
