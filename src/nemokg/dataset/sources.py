"""RDF files that somebody names, and how they are read."""

from __future__ import annotations

import os

from pyoxigraph import RdfFormat, parse

from nemokg.errors import InputError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

STDIN = "-"
NO_CONTEXTS: Mapping[str, str] = {}


class SourceFile(str):
    """The path of an RDF file, and how it is read.

    `base` is the IRI against which relative ones are resolved, None for that of the file: see
    `base_iri`.
    `contexts` are local copies by the URL of a JSON-LD context. `syntax` is the name of one where
    the ending of the path does not tell it. One that was `searched` for may be without triples.

    >>> base_iri(SourceFile("/data/a b.ttl"))
    'file:///data/a%20b.ttl'
    """

    base: str | None
    contexts: Mapping[str, str]
    syntax: str | None
    searched: bool

    def __new__(
        cls,
        path: str,
        base: str | None = None,
        contexts: Mapping[str, str] = NO_CONTEXTS,
        syntax: str | None = None,
        searched: bool = False,
    ) -> SourceFile:
        """Make one; InputError where the base is no absolute IRI."""
        source = super().__new__(cls, path)
        source.base = None if base is None else _absolute(base)
        source.contexts = dict(contexts)
        source.syntax = syntax
        source.searched = searched
        return source


class ReadOptions:
    """How files are read: the base of relative IRIs, copies of JSON-LD contexts, and the syntax.

    Without a base, it is the IRI of each file. `contexts` are local files by the URL of the context
    that they are a copy of. `syntax` is the name of that of standard input and of named files.

    >>> ReadOptions(base="https://example.org/", syntax="nt").base
    'https://example.org/'
    """

    __slots__ = ("base", "contexts", "syntax")

    def __init__(
        self,
        base: str | None = None,
        contexts: Mapping[str, str] = NO_CONTEXTS,
        syntax: str | None = None,
    ) -> None:
        self.base = base
        self.contexts = contexts
        self.syntax = syntax


DEFAULT_OPTIONS = ReadOptions()


def base_iri(file: str) -> str:
    """Return the IRI against which those of a file are resolved."""
    # Made when it is asked for: what it imports is felt at a cold start, which reads no file.
    own = file.base if isinstance(file, SourceFile) else None
    return own or _file_iri(file)


def _file_iri(path: str) -> str:
    from urllib.parse import quote

    # What has no place of its own is resolved where the command runs.
    absolute = os.path.join(os.getcwd(), "") if path == STDIN else os.path.abspath(path)
    return f"file:///{quote(os.fsencode(absolute.replace(os.sep, '/').lstrip('/')))}"


def _absolute(base: str) -> str:
    try:
        next(parse("<> a <> .", RdfFormat.TURTLE, base_iri=base), None)
    except (SyntaxError, ValueError) as error:
        raise InputError(f"--base {base}: not an absolute IRI; give one with a scheme.") from error
    return base
