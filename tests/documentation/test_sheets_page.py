"""The page about sheets names every key, and its blocks are a sheet."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from paths import ROOT

from nemokg.sheets import vocabulary as words
from nemokg.sheets.checking import check_sheet

if TYPE_CHECKING:
    from pathlib import Path

PAGE = (ROOT / "docs/sheets.md").read_text(encoding="utf-8")
TABLES = {name: keys for name, keys in vars(words).items() if name.endswith("_KEYS")}


@pytest.mark.parametrize("name", TABLES)
def test_every_key_is_on_the_page(name: str) -> None:
    """Each key that a sheet may have is named on the page, or stands in one of its blocks."""
    named = set(re.findall(r"`([a-z-]+)`", PAGE)) | set(
        re.findall(r"^\s*(?:- )?([a-z-]+):", PAGE, re.M)
    )
    assert set(TABLES[name]) - named == set()


def test_every_edge_and_kind_is_on_the_page() -> None:
    """The page names every edge, kind and rank that a sheet can have."""
    wanted = {*words.MODEL_EDGES, *words.DATA_EDGES, *words.MODEL_KINDS, *words.DATA_KINDS}
    assert {name for name in wanted if f"`{name}`" not in PAGE} == set()
    assert len(TABLES) > 15


def test_the_blocks_are_a_sheet(tmp_path: Path) -> None:
    """The blocks of the page, one after the other, are a sheet without a problem."""
    sheet = tmp_path / "page.sheet.yaml"
    sheet.write_text("\n".join(re.findall(r"```yaml\n(.*?)```", PAGE, re.S)), encoding="utf-8")
    checked = check_sheet(sheet)
    assert [str(problem) for problem in checked.problems] == []
    assert checked.claims > 12
