"""Compares how many triples nemokg and rdflib find in the files of other projects.

Usage: python -m suites.projects FOLDER..., each with a copy of a project. Prints how many files
give equal graphs, and each file that does not, with what the two say of it. Nothing is fetched.
"""

from __future__ import annotations

import logging
import socket
import sys
import warnings
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import rdflib
from pyoxigraph import Quad, RdfFormat, Store, parse

from nemokg.dataset.reading import store_of_files
from nemokg.dataset.sources import SourceFile
from nemokg.errors import InputError, InputWarning
from nemokg.loading.bulk import fill_store
from suites.sparql import canonical_quads

if TYPE_CHECKING:
    from collections.abc import Callable

# The name of each format in rdflib, and in nemokg where the ending does not tell it.
_FORMATS = {
    ".ttl": ("turtle", None),
    ".nt": ("nt", None),
    ".nq": ("nquads", None),
    ".trig": ("trig", None),
    ".rdf": ("xml", None),
    ".owl": ("xml", None),
    ".jsonld": ("json-ld", None),
    ".json-ld": ("json-ld", "jsonld"),
    ".json": ("json-ld", None),
}
# Finding out whether graphs with more triples are equal takes too long.
_SMALL = 20_000


def main(arguments: list[str]) -> int:
    """Compare the files in some folders and print what was found."""
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    rdflib.NORMALIZE_LITERALS = False  # keeps them as they are written
    socket.create_connection = _refuse_connection
    print(
        "| project | format | files | equal | triples in these |\n| --- | --- | --- | --- | --- |"
    )
    others = []
    for folder in (Path(each).resolve() for each in arguments):
        files, equal, triples = Counter[str](), Counter[str](), Counter[str]()
        for file in sorted(each for each in folder.rglob("*") if each.suffix in _FORMATS):
            files[file.suffix] += 1
            ours, theirs = _outcome(_nemokg, file), _outcome(_rdflib, file)
            if isinstance(ours, Store) and isinstance(theirs, Store) and _are_equal(ours, theirs):
                equal[file.suffix] += 1
                triples[file.suffix] += len(ours)
            else:
                others.append((file.relative_to(folder.parent), _shown(ours), _shown(theirs)))
        for suffix in sorted(files):
            counts = f"{files[suffix]} | {equal[suffix]} | {triples[suffix]:,}"
            print(f"| {folder.name} | `{suffix}` | {counts} |", flush=True)
    print("\n| file | nemokg | rdflib |\n| --- | --- | --- |")
    print(*(f"| {file} | {ours} | {theirs} |" for file, ours, theirs in others), sep="\n")
    return 0


def _outcome(read: Callable[[Path], Store], file: Path) -> Store | str:
    try:
        return read(file)
    except Exception as error:  # whatever a parser comes up with is a finding
        return f"{type(error).__name__}: {error}"


def _nemokg(file: Path) -> Store:
    source = SourceFile(str(file), syntax=_FORMATS[file.suffix][1], searched=True)
    with warnings.catch_warnings(action="ignore", category=InputWarning):
        in_memory, on_disk = store_of_files([source]), Store()
        fill_store(on_disk, [source])
    if len(in_memory) != len({quad.triple for quad in on_disk}):
        raise InputError("a store has another number of triples")
    return in_memory


def _rdflib(file: Path) -> Store:
    dataset = rdflib.Dataset(default_union=True)
    dataset.parse(str(file), format=_FORMATS[file.suffix][0], publicID=file.as_uri())
    content = rdflib.Graph()
    content += dataset.triples((None, None, None))
    store = Store()
    quads = parse(content.serialize(format="nt", encoding="utf-8"), RdfFormat.N_TRIPLES)
    store.extend(Quad(quad.subject, quad.predicate, quad.object) for quad in quads)
    return store


def _are_equal(one: Store, two: Store) -> bool:
    if len(one) != len(two):
        return False
    return len(one) > _SMALL or canonical_quads(one) == canonical_quads(two)


def _shown(outcome: Store | str) -> str:
    text = outcome if isinstance(outcome, str) else f"{len(outcome):,} triples"
    return " ".join(text.replace("|", "\\|").split())[:300]


def _refuse_connection(*_: object, **__: object) -> socket.socket:
    raise OSError("nothing is fetched")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
