"""Finding where in the Turtle files a resource is described.

A scan of lines, not a parser: a block begins where a name begins a line, which is how the dataset
is formatted. A resource that begins none is looked for where it is mentioned first.
"""

from __future__ import annotations

import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

_PREFIX = re.compile(r"^\s*(?:@prefix|PREFIX)\s+([\w-]*):\s*<([^<>\s]*)>", re.IGNORECASE)
_NAME = re.compile(r"<([^<>\s]*)>|(?<![\w-])([\w-]*):((?:[\w.-]*[\w-])?)")


class Places:
    """Where Turtle files describe and mention some resources.

    Files that cannot be read are passed over.

    >>> Places(["https://example.org/x"], []).line_of_block("https://example.org/x")
    (None, None)
    """

    def __init__(self, iris: Iterable[str], files: Iterable[str]) -> None:
        wanted = set(iris)
        files = [file for file in files if file.endswith((".ttl", ".nt"))] if wanted else []
        self._mentions: dict[str, tuple[str, int]] = {}
        self._blocks: dict[str, list[tuple[str, int, set[str]]]] = {}
        for file in files:
            names: set[str] = set()
            for iri, begins_line, number in _names(file, wanted):
                if begins_line:
                    names = set()
                    if iri in wanted:
                        self._blocks.setdefault(iri, []).append((file, number, names))
                names.add(iri)
        # Nearly everything has a block, and to look for a mention takes much longer.
        if missing := wanted - self._blocks.keys():
            for file in files:
                for iri, _, number in _names(file):
                    if iri in missing:
                        self._mentions.setdefault(iri, (file, number))

    def line_of_block(
        self, iri: str, mentioned_iris: Collection[str] = ()
    ) -> tuple[str | None, int | None]:
        """Return file and line number of the block of a resource that has most `mentioned_iris`."""
        blocks = self._blocks.get(iri)
        if not blocks:
            return self._mentions.get(iri, (None, None))
        file, line, _ = max(blocks, key=lambda block: len(block[2].intersection(mentioned_iris)))
        return file, line

    def lines_of_blocks(self, iri: str, mentioned_iris: set[str]) -> list[int]:
        """Return the lines of all blocks of a resource that have one of `mentioned_iris`.

        >>> Places(["https://example.org/x"], []).lines_of_blocks("https://example.org/x", {"x:p"})
        []
        """
        blocks = self._blocks.get(iri, ())
        return [line for _, line, names in blocks if not names.isdisjoint(mentioned_iris)]


def _names(file: str, blocks: Collection[str] | None = None) -> Iterator[tuple[str, bool, int]]:
    """Yield every IRI that a file names, whether its name begins a line, and the line.

    With `blocks`, what stands in the blocks of other resources is passed over.
    """
    prefixes: dict[str, str] = {}
    inside = True
    try:
        with open(file, encoding="utf-8") as stream:
            for number, line in enumerate(stream, 1):
                if not inside and line[0] in " \t\n" and "prefix" not in line.lower():
                    continue
                if declared := _PREFIX.match(line):
                    prefixes[declared[1]] = declared[2]
                    continue
                for name in _NAME.finditer(line):
                    full, prefix, local = name.groups()
                    if full is None and prefix in prefixes:
                        full = prefixes[prefix] + local
                    if full is None:
                        continue
                    begins_line = name.start() == 0
                    if begins_line:
                        inside = blocks is None or full in blocks
                    yield full, begins_line, number
                    if not inside:
                        break
    except (OSError, UnicodeDecodeError):
        return
