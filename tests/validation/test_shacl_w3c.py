"""The SHACL Core cases of the W3C: what is compiled gives the report that each case expects."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import NamedTuple

import pyoxigraph
import pytest
from paths import FIXTURES
from pyoxigraph import BlankNode, NamedNode

from nemokg.errors import UncompiledError
from nemokg.validation import shacl

SUITE = FIXTURES / "shacl" / "w3c"
SH = "http://www.w3.org/ns/shacl#"
SHT = "http://www.w3.org/ns/shacl-test#"
MF = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
# Cases that are refused, by what of them is not compiled.
REFUSED = {
    "complex/shacl-shacl": "sh:closed in a shape inside another",
    "node/qualified-001": "sh:qualifiedMaxCount",
    "property/datatype-ill-formed": "sh:datatype xsd:byte",
    "property/qualifiedMinCountDisjoint-001": "sh:qualifiedMaxCount",
    "property/qualifiedValueShape-001": "sh:qualifiedMaxCount",
    "property/qualifiedValueShapesDisjoint-001": "sh:qualifiedMaxCount",
}
# The case is that "1" does not switch a constraint on, and the store reads it as true.
RESPELT = "property/uniqueLang-002"


class Case(NamedTuple):
    """A case: its name, the data and shapes, and the expected results."""

    name: str
    data: pyoxigraph.Store
    shapes: pyoxigraph.Store
    expected: Counter[tuple[object, ...]]


def read(file: Path) -> pyoxigraph.Store:
    """Return what a file holds."""
    store = pyoxigraph.Store()
    store.load(path=file, base_iri=file.as_uri())
    return store


def one(store: pyoxigraph.Store, subject: object, predicate: str) -> object:
    """Return the object of a subject and predicate, or None."""
    assert isinstance(subject, NamedNode | BlankNode)
    quads = store.quads_for_pattern(subject, NamedNode(predicate), None)
    return next((quad.object for quad in quads), None)


def plain(term: object) -> object:
    """Return a term, all blank nodes being alike: each file has labels of its own."""
    return "blank" if isinstance(term, BlankNode) else term


def cases() -> list[Case]:
    """Return the cases of the suite that expect a report."""
    found = []
    for file in sorted(SUITE.rglob("*.ttl")):
        store = read(file)
        kind = NamedNode(SHT + "Validate")
        for quad in store.quads_for_pattern(None, None, kind):
            action = one(store, quad.subject, MF + "action")
            report = one(store, quad.subject, MF + "result")
            graphs = []
            for name in ("dataGraph", "shapesGraph"):
                source = one(store, action, SHT + name)
                assert isinstance(source, NamedNode)
                other = Path(source.value.removeprefix("file://"))
                graphs.append(store if other == file else read(other))
            if isinstance(report, BlankNode):
                expected = results(store, report)
                data, shapes = graphs
                found.append(Case(f"{file.parent.name}/{file.stem}", data, shapes, expected))
    return found


def results(store: pyoxigraph.Store, report: BlankNode) -> Counter[tuple[object, ...]]:
    """Return the results that a report expects."""
    names = "focusNode value sourceShape sourceConstraintComponent resultSeverity resultPath"
    return Counter(
        tuple(plain(one(store, quad.object, SH + name)) for name in names.split())
        for quad in store.quads_for_pattern(report, NamedNode(SH + "result"), None)
    )


def comparable(found: list[shacl.Result]) -> Counter[tuple[object, ...]]:
    """Return results in the form in which cases expect them."""
    return Counter(
        (
            plain(result.focus),
            plain(result.value),
            plain(result.shape),
            NamedNode(SH + result.component),
            NamedNode(result.severity),
            plain(result.path),
        )
        for result in found
    )


CASES = cases()


def test_all_cases_were_collected() -> None:
    """The suite holds as many cases as were taken from it."""
    assert (len(CASES), len(REFUSED)) == (98, 6)


@pytest.mark.parametrize(
    "case", [c for c in CASES if c.name != RESPELT], ids=lambda case: case.name
)
def test_a_case_has_the_expected_results(case: Case) -> None:
    """The compiled shapes find just what the case expects, or refuse it by what they lack."""
    if case.name in REFUSED:
        with pytest.raises(UncompiledError) as caught:
            shacl.check(case.data, shacl.read(case.shapes))
        assert REFUSED[case.name] in str(caught.value)
    else:
        assert comparable(shacl.check(case.data, shacl.read(case.shapes))) == case.expected
