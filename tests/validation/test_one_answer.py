"""One answer for each pair of data and shapes, whatever checks them and however large they are."""

from __future__ import annotations

import re
from typing import NamedTuple

import pytest
from paths import FIXTURES

from nemokg.dataset.opening import open_dataset
from nemokg.errors import ShapesError
from nemokg.validation.validate import validate_dataset

OWN = FIXTURES / "shacl" / "own"
EX = "https://example.org/"
# Findings that pySHACL alone gives otherwise: what it does not see as SHACL and TopBraid do.
PYSHACL_DIFFERS = {
    "ill-formed-dates": "a date with a time of day is a date to rdflib",
    "incomparable-values": "a date is less than a dateTime to rdflib, and an IRI than an IRI",
    "query-with-this-in-a-union": "rdflib passes over the filter of an alternative without pattern",
}


class Case(NamedTuple):
    """Data and shapes in one file, the focus nodes that break them, and which validator says so."""

    name: str
    file: str
    finds: list[str]
    refused: str
    by: str


def read_cases() -> list[Case]:
    """Return the cases, as the first lines of their files describe them."""
    cases = []
    for file in sorted(OWN.glob("*.ttl")):
        text = file.read_text(encoding="utf-8")
        head = re.match(r"# \S.*\.\n# finds: (?:(refused): )?(.+)\n# by: (.+)\n", text)
        assert head, f"{file.name}: the first three lines say what is right"
        finds = [] if head[1] or head[2] == "nothing" else sorted(head[2].split())
        cases.append(Case(file.stem, str(file), finds, head[2] if head[1] else "", head[3]))
    return cases


CASES = read_cases()
FOUND = [case for case in CASES if not case.refused]
REFUSED = [case for case in CASES if case.refused]


def test_all_were_collected() -> None:
    """Cases that find something and cases that are refused are as many as are written."""
    assert (len(FOUND), len(REFUSED)) == (51, 18)


@pytest.mark.filterwarnings("ignore:.* but not that datatype")
@pytest.mark.parametrize("case", FOUND, ids=lambda case: case.name)
def test_the_default_finds_what_is_right(case: Case) -> None:
    """By default just the focus nodes that break a shape are found, by the validator named."""
    report = validate_dataset(open_dataset([case.file], alone=True), [case.file])
    found = sorted(finding.focus.removeprefix(EX) for finding in report.findings)
    assert found == case.finds
    assert report.validator == case.by
    assert report.conforms == (not case.finds)


@pytest.mark.filterwarnings("ignore:.* but not that datatype")
@pytest.mark.parametrize("case", FOUND, ids=lambda case: case.name)
def test_the_reference_finds_the_same(case: Case) -> None:
    """Whatever is compiled, pySHACL over the plain graph finds too, but for what is listed."""
    report = validate_dataset(open_dataset([case.file], alone=True), [case.file], "pyshacl")
    found = sorted(finding.focus.removeprefix(EX) for finding in report.findings)
    assert (found == case.finds) == (case.name not in PYSHACL_DIFFERS)


@pytest.mark.parametrize("case", REFUSED, ids=lambda case: case.name)
def test_what_no_validator_knows_is_refused(case: Case) -> None:
    """What would be passed over is one sentence that names it, whichever validator is asked."""
    for validator in ("auto", "compiled", "pyshacl"):
        with pytest.raises(ShapesError) as caught:
            validate_dataset(open_dataset([case.file], alone=True), [case.file], validator)
        assert "\n" not in str(caught.value)
        if validator == "auto":
            assert case.refused in str(caught.value)
