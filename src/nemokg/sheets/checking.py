"""Checking and building a sheet: what the commands do, without the command line."""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass

from nemokg.dataset.opening import open_dataset
from nemokg.errors import InputError
from nemokg.sheets.building import build_triples
from nemokg.sheets.known import KnownResources
from nemokg.sheets.naming import Namer
from nemokg.sheets.problems import Place, Problems
from nemokg.sheets.reading import read_sheet
from nemokg.validation.validate import validate_dataset

TYPE_CHECKING = False
if TYPE_CHECKING:
    from nemokg.sheets.problems import Problem

_LARGEST = 16 * 2**20


@dataclass(frozen=True)
class CheckedSheet:
    """A sheet that was checked: its problems by place, and the Turtle, if it could be built.

    `claims` is the number of its claims, `inherited` that of the things with evidence from above.
    """

    problems: tuple[Problem, ...]
    turtle: str
    claims: int
    inherited: int


def check_sheet(path: str | os.PathLike[str], *, with_bundled: bool = False) -> CheckedSheet:
    """Read a sheet, build its Turtle, and validate that; every finding points into the sheet.

    With `with_bundled`, it is validated between the bundled pipelines. Names are looked up when the
    sheet can be read without a problem, and the shapes when all names are found: otherwise one slip
    would show in many places.

    Raises InputError if the file cannot be read.
    """
    text = _text_of(path)
    problems = Problems()
    sheet = read_sheet(text, problems)
    if sheet is None or len(problems):  # what is missing here would be missed elsewhere as well
        return CheckedSheet(tuple(problems.in_order()), "", 0, 0)
    own = Namer(sheet.base).iri("pipeline", sheet.pipeline.id)
    built = build_triples(sheet, KnownResources(open_dataset(), own), problems)
    turtle = built.turtle(os.path.basename(os.fspath(path)))
    if not len(problems):
        _validate(turtle, built.triples.places, problems, with_bundled=with_bundled)
    return CheckedSheet(tuple(problems.in_order()), turtle, built.claims, built.inherited)


def _text_of(path: str | os.PathLike[str]) -> str:
    shown = os.fspath(path)
    try:
        if os.path.getsize(path) > _LARGEST:
            raise InputError(f"{shown} has more than 16 MiB; a sheet is written by hand.")
        with open(path, encoding="utf-8") as file:
            return file.read()
    except UnicodeDecodeError as error:
        raise InputError(f"{shown} is not UTF-8; save it as UTF-8.") from error
    except OSError as error:
        raise InputError(f"{shown}: {error.strerror}; name a file that can be read.") from error


def _validate(
    turtle: str, places: dict[str, Place], problems: Problems, *, with_bundled: bool
) -> None:
    """Add each finding of the shapes on the built Turtle, at what it was built from."""
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "built.ttl")
        with open(path, "w", encoding="utf-8") as file:
            file.write(turtle)
        report = validate_dataset(open_dataset([path], with_bundled=with_bundled))
    for finding in report.findings:
        place = places.get(finding.focus, Place(1, 1))
        problems.add(place, finding.message, finding.rule)
