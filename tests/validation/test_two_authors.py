"""Two authors about one model: their files conform together, or findings name both places."""

from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING

import pytest
from author_pairs import EGRET, HERON_7B, PAIRS, PREFIXES, heron_described
from paths import FIXTURES
from pyoxigraph import RdfFormat, parse, serialize

from nemokg.dataset.opening import open_dataset
from nemokg.text.reports import json_text, report_text
from nemokg.validation.validate import validate_dataset

if TYPE_CHECKING:
    from pathlib import Path

    from author_pairs import Pair

    from nemokg.validation.report import Finding, ValidationReport

HERON = FIXTURES / "authors" / "heron.ttl"


def second_file(folder: Path, text: str) -> Path:
    """Write the second author's file."""
    file = folder / "egret.ttl"
    file.write_text(EGRET + PREFIXES + text, encoding="utf-8")
    return file


def check(*files: Path) -> ValidationReport:
    return validate_dataset(open_dataset(files))


def places(finding: Finding) -> set[tuple[str | None, int | None]]:
    further = {(place.file, place.line) for place in finding.further_places}
    return {(finding.file, finding.line), *further}


def test_there_are_enough_pairs() -> None:
    """There are more than twenty pairs, of which some agree and most do not."""
    assert len(PAIRS) == len({one.name for one in PAIRS}) == 28
    assert sum(1 for one in PAIRS if one.rules) == 20


def test_the_first_author_conforms_alone() -> None:
    """The file of the first author conforms without that of any other."""
    assert check(HERON).findings == ()


@pytest.mark.parametrize("one", PAIRS, ids=lambda one: one.name)
def test_two_authors(one: Pair, tmp_path: Path) -> None:
    """The second file conforms alone, and whatever both together break names a line of each."""
    second = second_file(tmp_path, one.text)
    assert check(second).findings == ()
    findings = check(HERON, second).findings
    assert {finding.rule for finding in findings} == one.rules
    for finding in findings:
        assert {file for file, _ in places(finding)} == {str(HERON), str(second)}
        assert all(line for _, line in places(finding))


@pytest.mark.parametrize("ending", [".jsonld", ".nt", ".ttl.gz"])
def test_a_place_without_a_line_is_a_file(ending: str, tmp_path: Path) -> None:
    """Where a format has no lines to go to the file is named, and N-Triples have lines."""
    text = EGRET + PREFIXES + heron_described("Heron 7B", "A bird.")
    second = tmp_path / f"egret{ending}"
    if ending == ".ttl.gz":
        second.write_bytes(gzip.compress(text.encode()))
    else:
        form = RdfFormat.JSON_LD if ending == ".jsonld" else RdfFormat.N_TRIPLES
        serialize(parse(text, RdfFormat.TURTLE), str(second), form)
    (finding,) = check(HERON, second).findings
    (first,) = finding.further_places
    assert (finding.rule, finding.file, first.file) == (
        "Defined-definition",
        str(second),
        str(HERON),
    )
    assert (finding.line is not None) == (ending == ".nt")
    assert first.line is not None


def test_the_report_for_people_names_both_places(tmp_path: Path) -> None:
    """The text has a line for each place, the later file first."""
    second = second_file(tmp_path, heron_described("Heron 7B", "A bird."))
    report = check(HERON, second)
    lines = second.read_text(encoding="utf-8").splitlines()
    here = next(n for n, line in enumerate(lines, 1) if line.startswith("model:heron-7b"))
    heron = HERON.read_text(encoding="utf-8").splitlines()
    there = next(n for n, line in enumerate(heron, 1) if line.startswith("model:heron-7b"))
    assert f"  at    {second}:{here}\n  and   {HERON}:{there}\n" in report_text(report)
    (finding,) = json.loads(json_text(report.as_dict()))["findings"]
    assert (finding["file"], finding["line"]) == (str(second), here)
    assert finding["further_places"] == [{"file": str(HERON), "line": there}]


def test_a_copy_of_a_file_says_nothing_new(tmp_path: Path) -> None:
    """A dataset conforms beside a copy of itself, in the same format or another."""
    copy = tmp_path / "copy.nt"
    serialize(parse(path=HERON), str(copy), RdfFormat.N_TRIPLES)
    assert check(HERON, copy).findings == ()


def test_whatever_is_referred_to_is_described_where_all_lies_together(tmp_path: Path) -> None:
    """With the bundled data beneath, a reference to what nobody describes is a finding."""
    second = second_file(tmp_path, HERON_7B)
    assert check(second).findings == ()
    together = validate_dataset(open_dataset([second], with_bundled=True))
    (finding,) = together.findings
    assert (finding.rule, finding.focus) == (
        "Together-described",
        "https://w3id.org/nemokg/model/heron-7b",
    )
