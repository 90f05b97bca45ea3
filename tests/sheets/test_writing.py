"""A pipeline that exists as Turtle is written as a sheet, which is built into the same graph."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from paths import FIXTURES, ROOT
from pyoxigraph import RdfFormat, Triple, parse

from nemokg.errors import InputError
from nemokg.sheets.checking import check_sheet
from nemokg.sheets.writing import written_sheet

if TYPE_CHECKING:
    from pathlib import Path

TERN = FIXTURES / "sheets/tern.sheet.yaml"
PIPELINES = sorted(path.name for path in (ROOT / "data").iterdir() if path.name != "shared")


def triples(*files: Path) -> set[Triple]:
    """Return the triples of Turtle files."""
    return {quad.triple for file in files for quad in parse(path=file, format=RdfFormat.TURTLE)}


def built_triples(folder: Path, sheet: str) -> set[Triple]:
    """Return the triples that a sheet is built into, which has no problem."""
    file = folder / "written.sheet.yaml"
    file.write_text(sheet, encoding="utf-8")
    checked = check_sheet(file)
    assert checked.problems == ()
    return {quad.triple for quad in parse(checked.turtle, format=RdfFormat.TURTLE)}


@pytest.mark.parametrize("pipeline", PIPELINES)
def test_a_bundled_pipeline_comes_back(tmp_path: Path, pipeline: str) -> None:
    """The sheet of a bundled pipeline is built into the triples of its folder and no others."""
    files = (ROOT / "data" / pipeline).glob("*.ttl")
    assert built_triples(tmp_path, written_sheet(pipeline)) == triples(*files)


def test_a_sheet_comes_back(tmp_path: Path) -> None:
    """What was built from a sheet is written as a sheet, without a remainder in Turtle."""
    turtle = tmp_path / "tern.ttl"
    turtle.write_text(check_sheet(TERN).turtle, encoding="utf-8")
    sheet = written_sheet(str(turtle))
    assert "turtle: |" not in sheet
    assert built_triples(tmp_path, sheet) == triples(turtle)


def test_what_no_key_can_say_stands_in_turtle(tmp_path: Path) -> None:
    """A triple that no key stands for is kept, as Turtle, and comes back too."""
    turtle = tmp_path / "tern.ttl"
    more = '\nmodel:tern-2 rdfs:comment "a bird" , "ein Vogel"@de , 1.5 , "1"^^xsd:decimal .\n'
    head = "@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .\n"
    turtle.write_text(head + check_sheet(TERN).turtle + more, encoding="utf-8")
    sheet = written_sheet(str(turtle))
    assert '"ein Vogel"@de' in sheet.partition("turtle: |")[2]
    (tmp_path / "written.sheet.yaml").write_text(sheet, encoding="utf-8")
    checked = check_sheet(tmp_path / "written.sheet.yaml")
    assert {quad.triple for quad in parse(checked.turtle, format=RdfFormat.TURTLE)} == triples(
        turtle
    )


@pytest.mark.parametrize(
    ("text", "says"),
    [("turtle: |\n  model:tern-2 rdfs:label .", "no Turtle"), ("turtle: |\n  [] a [] .", "blank")],
)
def test_wrong_turtle_is_told_at_its_place(tmp_path: Path, text: str, says: str) -> None:
    """Turtle that cannot be added is a problem in the line where it stands."""
    sheet = tmp_path / "turtle.sheet.yaml"
    before = TERN.read_text(encoding="utf-8")
    sheet.write_text(f"{before}\n{text}\n", encoding="utf-8")
    (problem,) = check_sheet(sheet).problems
    assert says in problem.message
    assert problem.place.line == before.count("\n") + 3


@pytest.mark.parametrize(
    ("name", "says"), [("nemotron", "Did you mean"), (str(ROOT / "data"), "3")]
)
def test_no_one_pipeline_is_refused(name: str, says: str) -> None:
    """A name that is none, and files of several pipelines, are refused with what to do."""
    with pytest.raises(InputError, match=says):
        written_sheet(name)
