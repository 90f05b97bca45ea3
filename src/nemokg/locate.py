"""Finding where in the Turtle files a resource is described.

A scan of lines, not a parser: a subject is found where its name begins a line, which is how the
dataset is formatted. A resource that begins none is looked for where it is mentioned first.
"""

from __future__ import annotations

import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_PREFIX = re.compile(r"^\s*(?:@prefix|PREFIX)\s+([\w-]*):\s*<([^<>\s]*)>", re.IGNORECASE)
_NAME = re.compile(r"<([^<>\s]*)>|(?<![\w-])([\w-]*):((?:[\w.-]*[\w-])?)")


def locate(iris: Iterable[str], files: Iterable[str]) -> dict[str, tuple[str, int]]:
    """Return file and line number for each of the IRIs that the Turtle files name.

    Files that cannot be read are passed over.

    >>> locate(["https://example.org/x"], [])
    {}
    """
    wanted = set(iris)
    subjects: dict[str, tuple[str, int]] = {}
    mentions: dict[str, tuple[str, int]] = {}
    for file in files:
        if not file.endswith(".ttl") or wanted <= subjects.keys():
            continue
        for iri, begins_line, number in _names(file):
            if iri in wanted:
                found = subjects if begins_line else mentions
                found.setdefault(iri, (file, number))
    return {**mentions, **subjects}


def _names(file: str) -> Iterator[tuple[str, bool, int]]:
    """Yield every IRI that a file names, whether its name begins a line, and the line."""
    prefixes: dict[str, str] = {}
    try:
        with open(file, encoding="utf-8") as stream:
            for number, line in enumerate(stream, 1):
                if declared := _PREFIX.match(line):
                    prefixes[declared[1]] = declared[2]
                    continue
                for name in _NAME.finditer(line):
                    full, prefix, local = name.groups()
                    if full is None and prefix in prefixes:
                        full = prefixes[prefix] + local
                    if full is not None:
                        yield full, name.start() == 0, number
    except (OSError, UnicodeDecodeError):
        return
