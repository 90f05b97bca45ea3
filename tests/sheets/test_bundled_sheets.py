"""Each sheet in `data/` has no problem, and the Turtle beside it is what is built from it."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from paths import FIXTURES, ROOT

from nemokg.sheets.checking import check_sheet

if TYPE_CHECKING:
    from pathlib import Path


def sheet_faults(data: Path) -> list[str]:
    """Return what is wrong with the sheets in the folders of pipelines, and with their Turtle."""
    faults = []
    for sheet in sorted(data.glob("*/*.sheet.yaml")):
        checked = check_sheet(sheet)
        faults += [f"{sheet.name}:{problem}" for problem in checked.problems]
        turtle = sheet.with_name(sheet.name.replace(".sheet.yaml", ".ttl"))
        if not turtle.exists() or turtle.read_text(encoding="utf-8") != checked.turtle:
            faults.append(f"{turtle.name} is not what nemokg sheet build writes; build it again.")
    return faults


def test_the_bundled_sheets_are_built() -> None:
    """No sheet of a bundled pipeline has a problem or Turtle that is out of date."""
    assert sheet_faults(ROOT / "data") == []


def test_stale_turtle_and_broken_sheets_are_found(tmp_path: Path) -> None:
    """Turtle that is missing or of before is told, and so is a problem in a sheet."""
    folder = tmp_path / "tern-2"
    folder.mkdir()
    sheet = folder / "tern-2.sheet.yaml"
    shutil.copy(FIXTURES / "sheets/tern.sheet.yaml", sheet)
    stale = "tern-2.ttl is not what nemokg sheet build writes; build it again."
    assert sheet_faults(tmp_path) == [stale]
    built = folder / "tern-2.ttl"
    built.write_text(check_sheet(sheet).turtle, encoding="utf-8")
    assert sheet_faults(tmp_path) == []
    text = sheet.read_text(encoding="utf-8")
    sheet.write_text(text.replace("sure: low", "sure: medium"), encoding="utf-8")
    assert sheet_faults(tmp_path) == [stale]
    sheet.write_text("sheet: 2\n", encoding="utf-8")
    assert any(fault.startswith("tern-2.sheet.yaml:1:8: ") for fault in sheet_faults(tmp_path))
