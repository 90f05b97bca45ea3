"""The process that writes the files to be served, while queries are already being answered."""

from __future__ import annotations

import gzip
import json
import os
import sys
from typing import Any

from nemokg import export
from nemokg.dataset.opening import Dataset
from nemokg.errors import NemokgError, OutputError
from nemokg.export import sparql_executable
from nemokg.export.void import dataset_node
from nemokg.queries import catalogue
from nemokg.rdf.results import CannedQuery
from nemokg.rdf.vocab import BASE
from nemokg.server.http.files import EXAMPLES, PACKED, VOID
from nemokg.server.workers import snapshot
from nemokg.server.workers.confine import die_with_parent

_LARGE = 1000
_PACKED_BEFORE = (".woff2", ".png")
_HEAD = "<head>"
# So that the page asks this server, not the copy of the data that it could fetch.
_ENDPOINT = '<meta name="sparql-endpoint" content="sparql">'
# The endpoint, from the files that describe what it has: by whatever name the server is asked.
_SPARQL = "<../sparql>"


def write_served_files(instructions: dict[str, Any]) -> None:
    """Write the files below a folder: what describes the data first, then the explorer."""
    dataset = snapshot.open_snapshot(instructions["store"], instructions["dataset"])
    queries = [catalogue.find_query(name) for name in catalogue.query_names()]
    files: dict[str, str | bytes] = {
        VOID: export.render_dataset(dataset, "void") + _endpoint_of_dataset(dataset),
        EXAMPLES: sparql_executable.render_queries(queries) + _endpoint_of_queries(queries),
    }
    if instructions["explorer"]:
        from nemokg.site import site_files

        files |= site_files(dataset)
        page = files["index.html"]
        assert isinstance(page, str)
        files["index.html"] = page.replace(_HEAD, _HEAD + _ENDPOINT, 1)
    for name, content in files.items():
        _write(os.path.join(instructions["folder"], name), content)


def _endpoint_of_dataset(dataset: Dataset) -> str:
    """Return the triple that says where to query a dataset: beside what describes it."""
    return f"\n{dataset_node(dataset)} <http://rdfs.org/ns/void#sparqlEndpoint> {_SPARQL} .\n"


def _endpoint_of_queries(queries: list[CannedQuery]) -> str:
    return "\n" + "".join(
        f"<{BASE}query/{query.name}> <https://schema.org/target> {_SPARQL} .\n" for query in queries
    )


def _write(path: str, content: str | bytes) -> None:
    """Write a file and, where that is worth it, its compressed form; OutputError if it cannot."""
    data = content.encode() if isinstance(content, str) else content
    try:
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(data)
        if len(data) > _LARGE and not path.endswith(_PACKED_BEFORE):
            with open(path + PACKED, "wb") as file:
                file.write(gzip.compress(data, 6, mtime=0))
    except OSError as error:
        raise OutputError(
            f"{os.path.dirname(path)}: the pages that are served cannot be written"
            f" ({error.strerror or error}); set TMPDIR to a directory with more room."
        ) from error


if __name__ == "__main__":
    read = json.load(sys.stdin)
    die_with_parent(read["parent"])
    os.nice(read["niceness"])
    try:
        write_served_files(read)
    except NemokgError as fault:  # the last line is what the server logs
        sys.exit(str(fault))
