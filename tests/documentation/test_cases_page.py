"""The page of cases: each names tests and files that exist."""

from __future__ import annotations

import re

import pytest
from paths import FIXTURES, ROOT

PAGE = (ROOT / "docs/decisions/cases.md").read_text(encoding="utf-8")
ROWS = [line.split(" | ") for line in PAGE.splitlines() if line.startswith("| ")][2:]


def test_the_rows_are_there() -> None:
    """Each row has a case, at least one test, and a kind."""
    assert len(ROWS) >= 28
    assert all(len(row) == 3 and "`" in row[1] for row in ROWS)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0].strip("| "))
def test_each_case_has_its_tests(row: list[str]) -> None:
    """What a row names is a file of tests, a test in it, or a pair of shapes and data."""
    for named in re.findall(r"`([^`]+)`", row[1]):
        file, _, test = named.partition("::")
        if file.startswith("own/"):
            assert (FIXTURES / "shacl" / file).is_file(), named
        else:
            text = (ROOT / "tests" / file).read_text(encoding="utf-8")
            assert not test or f"\ndef {test}(" in text, named
