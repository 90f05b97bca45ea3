"""The process that writes what is served as files, while queries are answered already."""

from __future__ import annotations

import gzip
import json
import os
import sys
from typing import Any

from pyoxigraph import Store

from nemokg import export
from nemokg.api import KnowledgeGraph
from nemokg.dataset.opening import Dataset, Layer
from nemokg.export import sparql_executable
from nemokg.queries import catalogue
from nemokg.server.http.files import PACKED
from nemokg.server.http.service_description import EXAMPLES, VOID
from nemokg.server.workers.confine import die_with

_LARGE = 1000
_PACKED_BEFORE = (".woff2", ".png")
_HEAD = "<head>"
# So that the page asks this server, not the copy of the data that it could fetch.
_ENDPOINT = '<meta name="sparql-endpoint" content="sparql">'


def prepare(told: dict[str, Any]) -> None:
    """Write the files below a folder: what describes the data first, then the explorer."""
    layers = [Layer(kind, tuple(paths), tuple(files)) for kind, paths, files in told["layers"]]
    dataset = Dataset(Store.read_only(told["store"]), layers, stated=told["stated"])
    queries = [catalogue.find(name) for name in catalogue.names()]
    files: dict[str, str | bytes] = {
        VOID: export.render(dataset.store, "void"),
        EXAMPLES: sparql_executable.render(queries),
    }
    if told["explorer"]:
        from nemokg.site import site

        files |= site(KnowledgeGraph(dataset))
        page = files["index.html"]
        assert isinstance(page, str)
        files["index.html"] = page.replace(_HEAD, _HEAD + _ENDPOINT, 1)
    for name, content in files.items():
        _write(os.path.join(told["folder"], name), content)


def _write(path: str, content: str | bytes) -> None:
    data = content.encode() if isinstance(content, str) else content
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as file:
        file.write(data)
    if len(data) > _LARGE and not path.endswith(_PACKED_BEFORE):
        with open(path + PACKED, "wb") as file:
            file.write(gzip.compress(data, 6, mtime=0))


if __name__ == "__main__":
    given = json.load(sys.stdin)
    die_with(given["parent"])
    os.nice(given["niceness"])
    prepare(given)
