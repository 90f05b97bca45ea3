"""Run a query with a plain rdflib script: parse the files, run the query, print CSV."""

from __future__ import annotations

import sys

import rdflib


def main(query: str, *files: str) -> None:
    """Print the result of the query in a file over the Turtle files."""
    graph = rdflib.Graph()
    for file in files:
        graph.parse(file, format="turtle")
    with open(query, encoding="utf-8") as stream:
        result = graph.query(stream.read())
    sys.stdout.write((result.serialize(format="csv") or b"").decode())


if __name__ == "__main__":
    main(*sys.argv[1:])
