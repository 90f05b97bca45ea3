"""Building a release: the dataset, checked, in every format, with what follows from it."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from hashlib import sha256

from nemokg import export
from nemokg._version import __version__
from nemokg.closure import close
from nemokg.errors import OutputError
from nemokg.formats import ntriples
from nemokg.publish import publish
from nemokg.validate import validate

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from nemokg.contradictions import Contradiction
    from nemokg.loader import Dataset
    from nemokg.report import ValidationReport

MANIFEST = "manifest.json"
_GENERATOR = "nemokg build"


@dataclass(frozen=True)
class Build:
    """What came of a build: the reasons against it, or the names of the files that it wrote."""

    report: ValidationReport
    contradictions: tuple[Contradiction, ...]
    files: tuple[str, ...]


def build(
    dataset: Dataset,
    directory: str,
    shapes: Sequence[str] = (),
    progress: Callable[[str], None] = lambda step: None,
) -> Build:
    """Write a release of the dataset to a directory, unless the dataset is at fault.

    The directory then holds ``nemokg.FORMAT`` for each of `export.FORMATS`, ``entailed.nt`` with
    the triples that follow, and a manifest with digests of them all. Equal datasets give equal
    bytes. Nothing is written where the dataset breaks a shape of `shapes` (the bundled ones where
    none is given) or contradicts itself. `progress` is told what is being done.

    Raises OutputError where the directory cannot be written or holds anything that is not of a
    build, and whatever `nemokg.validate.validate` raises.
    """
    check(directory)
    progress("checking the shapes")
    report = validate(dataset, shapes)
    progress("reasoning")
    closure = close(dataset.store)
    if not (closure.consistent and report.conforms):
        return Build(report, closure.contradictions, ())
    files = {}
    for form in export.FORMATS:
        progress(f"writing {form}")
        files[f"nemokg.{form}"] = export.render(dataset.store, form)
    files["entailed.nt"] = ntriples(closure.entailed)
    files[MANIFEST] = _manifest(files, report)
    check(directory)
    publish(directory, files)
    return Build(report, (), tuple(files))


def check(directory: str) -> None:
    """Raise OutputError where a directory is none, or has files that no build has written.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as empty:
    ...     check(empty)
    """
    try:
        present = set(os.listdir(directory))
    except FileNotFoundError:
        return
    except OSError as error:
        raise OutputError(
            f"{directory}: cannot be used ({error.strerror}); choose another directory."
        ) from error
    foreign = sorted(present - _built(directory))
    if foreign:
        raise OutputError(
            f"{directory}: it holds {foreign[0]}, which no build has written; choose an empty"
            " directory or one of an earlier build."
        )


def _built(directory: str) -> set[str]:
    """Return the names of the files that an earlier build wrote to a directory."""
    try:
        with open(os.path.join(directory, MANIFEST), encoding="utf-8") as stream:
            manifest = json.load(stream)
        return {MANIFEST, *manifest["files"]} if manifest["generator"] == _GENERATOR else set()
    except (OSError, ValueError, LookupError, TypeError):  # no manifest, or that of somebody else
        return set()


def _manifest(files: dict[str, str], report: ValidationReport) -> str:
    listed = {
        name: {"bytes": len(text.encode()), "sha256": sha256(text.encode()).hexdigest()}
        for name, text in sorted(files.items())
    }
    manifest = {
        "generator": _GENERATOR,
        "version": __version__,
        "claims": report.claims,
        "triples": report.triples,
        "entailed": files["entailed.nt"].count("\n"),
        "files": listed,
    }
    return json.dumps(manifest, indent=2) + "\n"
