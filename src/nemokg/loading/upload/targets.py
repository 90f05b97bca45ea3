"""Two ways of writing to a store: the Graph Store Protocol and SPARQL Update."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod

from pyoxigraph import RdfFormat, serialize

from nemokg.rdf.media_types import TURTLE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyoxigraph import Triple

    from nemokg.engine.http import Client

_ABSENT = 404
_REPLY = 1 << 16  # bytes of the response to a write, which nobody needs
# SPARQL reads \\uXXXX before all else, also behind a backslash that is meant as one.
_ESCAPE_AFTER_BACKSLASH = re.compile(r"(?<!\\)((?:\\\\)+)([uU])")


class Target(ABC):
    """Where graphs are written. Each method raises EngineError and SparqlError as `Client` does."""

    batch: int
    """How many triples to send at once."""

    def __init__(self, client: Client, url: str) -> None:
        self._client = client
        self._url = url

    @abstractmethod
    def replace(self, graph: str, triples: Iterable[Triple]) -> None:
        """Replace the triples of a graph."""

    @abstractmethod
    def add(self, graph: str, triples: Iterable[Triple]) -> None:
        """Add triples to a graph."""

    @abstractmethod
    def drop(self, graph: str) -> None:
        """Remove a graph, if it exists."""


class GraphStore(Target):
    """A store that speaks the SPARQL 1.1 Graph Store HTTP Protocol."""

    batch = 50_000

    def replace(self, graph: str, triples: Iterable[Triple]) -> None:
        """Put the graph."""
        self._send("PUT", graph, _text(triples))

    def add(self, graph: str, triples: Iterable[Triple]) -> None:
        """Post to the graph."""
        self._send("POST", graph, _text(triples))

    def drop(self, graph: str) -> None:
        """Delete the graph."""
        self._send("DELETE", graph, b"")

    def _send(self, method: str, graph: str, body: bytes) -> None:
        # Whoever reads Turtle reads N-Triples; not every store reads them under their own name.
        headers = {"Content-Type": f"{TURTLE.media_type}; charset=utf-8"} if body else {}
        fine = (_ABSENT,) if method == "DELETE" else ()
        with self._client.send(method, self._url, body, headers, {"graph": graph}, fine) as done:
            done.raw.read(_REPLY)


class Update(Target):
    """A store that speaks SPARQL 1.1 Update."""

    batch = 1_000

    def replace(self, graph: str, triples: Iterable[Triple]) -> None:
        """Drop the graph and insert, in one request."""
        self._send(f"DROP SILENT GRAPH <{graph}> ;\n{_insertion(graph, triples)}")

    def add(self, graph: str, triples: Iterable[Triple]) -> None:
        """Insert into the graph."""
        self._send(_insertion(graph, triples))

    def drop(self, graph: str) -> None:
        """Drop the graph."""
        self._send(f"DROP SILENT GRAPH <{graph}>")

    def _send(self, text: str) -> None:
        with self._client.send("POST", self._url, [("update", text)], {}) as done:
            done.raw.read(_REPLY)


def _insertion(graph: str, triples: Iterable[Triple]) -> str:
    text = _ESCAPE_AFTER_BACKSLASH.sub(_spelled, _text(triples).decode())
    return f"INSERT DATA {{ GRAPH <{graph}> {{\n{text}}} }}"


def _spelled(match: re.Match[str]) -> str:
    return f"{match[1]}\\u{ord(match[2]):04X}"


def _text(triples: Iterable[Triple]) -> bytes:
    text = serialize(triples, format=RdfFormat.N_TRIPLES)
    assert text is not None  # it is None only where serialize writes to a file
    return text
