"""What is wrong in a sheet is one finding, at its line and column, that says what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import yaml
from paths import FIXTURES

from nemokg.sheets.checking import check_sheet

if TYPE_CHECKING:
    from pathlib import Path

SHEETS = FIXTURES / "sheets"
TERN = (SHEETS / "tern.sheet.yaml").read_text(encoding="utf-8")
CASES = yaml.safe_load((SHEETS / "broken.yaml").read_text(encoding="utf-8"))
HERE = "‸"


@pytest.mark.parametrize("name", CASES)
def test_a_broken_sheet_has_one_finding_at_its_place(tmp_path: Path, name: str) -> None:
    """The finding is the only one, stands where the fault is, and says what to do."""
    case = CASES[name]
    assert case["old"] in TERN
    text = TERN.replace(case["old"], case["new"], 1)
    before, mark, _ = text.partition(HERE)
    sheet = tmp_path / "broken.sheet.yaml"
    sheet.write_text(text.replace(HERE, ""), encoding="utf-8")
    problems = check_sheet(sheet).problems
    shown = [str(problem) for problem in problems]
    assert len(problems) == 1, shown
    if mark:
        place = (before.count("\n") + 1, len(before) - before.rfind("\n"))
        assert (problems[0].place.line, problems[0].place.column) == place, shown
    assert case["says"], name
    assert case["says"] in problems[0].message, shown


def test_there_are_many_cases() -> None:
    """At least sixty faults are tried, and the sheet that they break has none."""
    assert len(CASES) >= 60
    assert check_sheet(SHEETS / "tern.sheet.yaml").problems == ()
