"""The SHACL Core cases of the W3C by the default path: the report that each case expects."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

import pytest
from paths import FIXTURES
from pyoxigraph import BlankNode, NamedNode, RdfFormat, Triple, parse, serialize
from reports import SH, comparable, objects, results

from nemokg.dataset.opening import open_dataset
from nemokg.validation.validate import validate_dataset

if TYPE_CHECKING:
    from pathlib import Path

SUITE = FIXTURES / "shacl" / "w3c"
SHT = "http://www.w3.org/ns/shacl-test#"
MF = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"


class Case(NamedTuple):
    """A case: its name, the triples of its data and shapes, and the expected results."""

    name: str
    data: list[Triple]
    shapes: list[Triple]
    expected: Counter[tuple[object, ...]]


def read(file: Path) -> list[Triple]:
    """Return the triples of a file, whose IRIs are relative to it."""
    quads = parse(path=file, format=RdfFormat.TURTLE, base_iri=file.as_uri())
    return [quad.triple for quad in quads]


def cases() -> list[Case]:
    """Return the cases of the suite that expect a report."""
    files = {file.as_uri(): read(file) for file in sorted(SUITE.rglob("*.ttl"))}
    found = []
    for uri, triples in files.items():
        for triple in triples:
            if triple.object != NamedNode(SHT + "Validate"):
                continue
            (action,) = objects(triples, triple.subject, MF + "action")
            (report,) = objects(triples, triple.subject, MF + "result")
            data, shapes = (
                files[str(objects(triples, action, SHT + name)[0]).strip("<>")]
                for name in ("dataGraph", "shapesGraph")
            )
            if isinstance(report, BlankNode):
                folder, name = uri.removesuffix(".ttl").split("/")[-2:]
                expected = comparable(results(triples, report))
                found.append(Case(f"{folder}/{name}", data, shapes, expected))
    return found


CASES = cases()


def test_all_cases_were_collected() -> None:
    """The suite holds as many cases as were taken from it."""
    assert len(CASES) == 98


@pytest.mark.filterwarnings("ignore:.* but not that datatype")
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_case_has_the_expected_results(case: Case, tmp_path: Path) -> None:
    """The default finds just what the case expects, by compiled shapes."""
    files = [tmp_path / "data.nt", tmp_path / "shapes.nt"]
    for file, triples in zip(files, (case.data, case.shapes), strict=True):
        serialize(triples, file, RdfFormat.N_TRIPLES)
    report = validate_dataset(open_dataset([files[0]], alone=True), [str(files[1])])
    found = [quad.triple for quad in parse(report.turtle, RdfFormat.TURTLE)]
    (whole,) = (one.subject for one in found if one.object == NamedNode(SH + "ValidationReport"))
    assert comparable(results(found, whole)) == case.expected
    assert report.conforms == (not case.expected)
    assert (report.validator, report.notes) == ("compiled", ())
