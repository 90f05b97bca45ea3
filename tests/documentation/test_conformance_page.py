"""The page on conformance: its figures are those that the suites are held to."""

from __future__ import annotations

from paths import ROOT
from suites import expected

PAGE = (ROOT / "docs/conformance.md").read_text(encoding="utf-8")


def rows(name: str) -> list[list[str]]:
    """Return the rows of a marked table, without its head."""
    table = PAGE.partition(f"<!-- {name} -->\n")[2].partition("<!-- end -->")[0]
    return [[cell.strip() for cell in line.split("|")[1:-1]] for line in table.splitlines()[2:]]


def test_the_figures_are_those_expected() -> None:
    """Each row has the number of cases, of those that passed before, and of those that pass."""
    suites = [row[0].partition(",")[0] for row in rows("suites")]
    assert list(dict.fromkeys(suites)) == list(expected.COLLECTED)
    for (name, cases, before, now), suite in zip(rows("suites"), suites, strict=True):
        count = expected.COLLECTED[suite]
        failing = len(expected.FAILURES.get(suite, ()))
        assert (cases, now) == (str(count), str(count - failing)), name
        assert before == expected.BEFORE.get(name, "")


def test_each_case_that_fails_is_explained() -> None:
    """The page lists the cases that are expected to fail, with their reasons."""
    failures = {
        f"`{case}`": reason
        for cases in expected.FAILURES.values()
        for case, reason in cases.items()
    }
    assert dict(rows("failures")) == failures
