"""The whole way with a real server: it is filled over HTTP, and the commands ask it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from engines import ask, embedded
from paths import FIXTURES, ROOT
from pyoxigraph import RdfFormat, parse

from nemokg.engine.endpoint import EndpointEngine
from nemokg.loading.upload import upload
from nemokg.queries import catalogue
from nemokg.rdf import formats

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Outcome

EXPECTED = FIXTURES / "expected"
COUNT = "SELECT (COUNT(*) AS ?n) WHERE { SELECT DISTINCT ?s ?p ?o WHERE { ?s ?p ?o } }"
ONE_GRAPH = "https://example.org/all"


@pytest.mark.parametrize("graph", [None, ONE_GRAPH])
def test_every_query_has_the_same_rows(oxigraph: str, graph: str | None) -> None:
    """All canned queries give their expected rows, from a graph for each file or from one."""
    url = f"http://{oxigraph}/query"
    if graph is None:
        done = upload([], url, graph_store=f"http://{oxigraph}/store")
    else:
        done = upload([], url, update=f"http://{oxigraph}/update", graph=graph)
    sent = (parse(path=ROOT / file, format=RdfFormat.TURTLE) for file in done.files)
    assert done.triples == sum(len(list(quads)) for quads in sent)
    engine = EndpointEngine(url)
    # A type that several files repeat is sent with each.
    assert engine.select(COUNT).column("n") == [len(embedded().store)]
    names = catalogue.query_names()
    for name in names:
        wanted = (EXPECTED / f"{name}.csv").read_text(encoding="utf-8")
        assert formats.csv_text(ask(engine, name)) == wanted, name
    assert len(names) == 61
    assert len(engine.default_graphs) == (len(done.files) if graph is None else 1)


def test_commands_answer_as_they_do_here(oxigraph: str, nemokg: Callable[..., Outcome]) -> None:
    """Each command that reads the dataset says the same of a store elsewhere."""
    url = f"http://{oxigraph}/query"
    graph_store = f"http://{oxigraph}/store"
    filled = nemokg("load", "--endpoint", url, "--graph-store", graph_store)
    assert re.fullmatch(rf"{url}: [\d,]+ triples from 27 files sent\n", filled.out)
    for arguments in (
        ("query", "edges", "--format", "csv"),
        ("query", "edges", "--stated-only", "--format", "csv"),
        ("competency", "cq-07", "--format", "csv"),
        ("lineage", "ultra-final"),
        ("explain", "coding-teacher", "initializedFrom", "stem-teacher"),
        ("export", "edges-csv"),
    ):
        there = nemokg(*arguments, "--endpoint", url)
        assert there == nemokg(*arguments), arguments
        assert there.code == 0, arguments
    conforms = nemokg("validate", "--endpoint", url).out
    assert conforms.startswith(f"conforms: 359 claims, {len(embedded().store):,} triples")
    assert f"{len(embedded().store):,} triples" in nemokg("info", "--endpoint", url).out
