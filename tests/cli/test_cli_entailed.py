"""--entailed adds what follows, wherever the facts come from and wherever they go."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from conftest import Outcome
from served import serving

if TYPE_CHECKING:
    from collections.abc import Callable

# What transitivity says of weights, and a chain of properties of data.
PIPELINE = """
@prefix dataset: <https://w3id.org/nemokg/dataset/> .
@prefix model: <https://w3id.org/nemokg/model/> .
@prefix nemo: <https://w3id.org/nemokg/ontology#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
nemo:dataGeneratedBy owl:propertyChainAxiom ( nemo:trainedOn nemo:generatedBy ) .
model:c nemo:initializedFrom model:b . model:b nemo:initializedFrom model:a .
model:c nemo:trainedOn dataset:d . dataset:d nemo:generatedBy model:g .
"""
QUERY = """SELECT ?property ?y WHERE {
  VALUES ?property { nemo:weightAncestor nemo:dataGeneratedBy } model:c ?property ?y
} ORDER BY ?property ?y"""
ROWS = ["generatedBy,g", "weightAncestor,a", "weightAncestor,b"]


@pytest.fixture
def pipeline(tmp_path: Path) -> Path:
    (tmp_path / "pipeline.ttl").write_text(PIPELINE, encoding="utf-8")
    return tmp_path / "pipeline.ttl"


@pytest.fixture
def query(tmp_path: Path) -> Path:
    (tmp_path / "query.rq").write_text(QUERY, encoding="utf-8")
    return tmp_path / "query.rq"


def rows(outcome: Outcome) -> list[str]:
    """Return the local names of the rows of an answer as CSV."""
    assert (outcome.code, outcome.err) == (0, "")
    cells = (line.split(",") for line in outcome.out.splitlines()[1:])
    local = (",".join(cell.replace("#", "/").rpartition("/")[2] for cell in row) for row in cells)
    return [row.replace("dataGeneratedBy", "generatedBy") for row in local]


def test_query_of_files_and_of_a_store(
    nemokg: Callable[..., Outcome], pipeline: Path, query: Path, tmp_path: Path
) -> None:
    """A query with the option finds all ancestors and what chains say, in files and in a store."""
    asked = ("query", "--file", query, "--format", "csv")
    store = ("--store", tmp_path / "store")
    assert nemokg("load", pipeline, *store).code == 0
    for source in (("--data", pipeline), store):
        assert rows(nemokg(*asked, *source)) == []
        assert rows(nemokg(*asked, *source, "--entailed")) == ROWS


def test_load_to_a_store(
    nemokg: Callable[..., Outcome], pipeline: Path, query: Path, tmp_path: Path
) -> None:
    """A store loaded with the option answers plain queries; the rest knows what is asserted."""
    store = ("--store", tmp_path / "store")
    plain = ("--data", pipeline)
    loaded = nemokg("load", pipeline, *store, "--entailed")
    assert (loaded.code, loaded.err) == (0, "")
    assert loaded.out.endswith(" files, and what they entail\n")
    for extra in ((), ("--entailed",), ("--stated-only",)):
        assert rows(nemokg("query", "--file", query, "--format", "csv", *store, *extra)) == ROWS
    for command in (("validate",), ("reason", "--format", "nt"), ("reason", "--stated-only")):
        ours, theirs = nemokg(*command, *store), nemokg(*command, *plain)
        assert (ours.code, ours.out.splitlines()[-1:]) == (
            theirs.code, theirs.out.splitlines()[-1:],
        )  # fmt: skip
    before = nemokg("info", *store).out
    assert " more that they entail, counted below as well\n" in before
    assert nemokg("reason", *store).code == 0
    assert nemokg("info", *store).out == before
    assert rows(nemokg("query", "--file", query, "--format", "csv", *store)) == ROWS


@pytest.mark.parametrize("form", ["ttl", "nt", "nq", "trig", "jsonld"])
def test_exports_hold_it(
    nemokg: Callable[..., Outcome], pipeline: Path, query: Path, tmp_path: Path, form: str
) -> None:
    """Any store that reads an export with the option finds it there."""
    file = tmp_path / f"exported.{form}"
    exported = nemokg("export", form, "--data", pipeline, "--entailed", "--output", file)
    assert (exported.code, exported.err) == (0, "")
    asked = ("query", "--file", query, "--format", "csv", "--data", file)
    assert rows(nemokg(*asked)) == ROWS


@pytest.mark.parametrize(
    "command", [("query", "edges"), ("export", "ttl"), ("export", "ttl", "--stated-only")]
)
def test_an_endpoint_decides_itself(
    nemokg: Callable[..., Outcome], command: tuple[str, ...]
) -> None:
    """With an endpoint the option is refused in one sentence that says what to do instead."""
    outcome = nemokg(*command, "--endpoint", "http://localhost:9/query", "--entailed")
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err.count("\n") == 1
    assert "fill it with `nemokg load --entailed`" in outcome.err


@pytest.mark.parametrize("graph", [(), ("--graph", "https://example.org/all")])
def test_load_to_an_endpoint(
    nemokg: Callable[..., Outcome],
    oxigraph: str,
    pipeline: Path,
    query: Path,
    graph: tuple[str, ...],
) -> None:
    """An endpoint filled with the option finds it; filled without, it no longer does."""
    endpoint = ("--endpoint", f"http://{oxigraph}/query")
    load = ("load", pipeline, *endpoint, "--update", f"http://{oxigraph}/update", *graph)
    asked = ("query", "--file", query, "--format", "csv", *endpoint)
    assert nemokg(*load, "--entailed").code == 0
    assert rows(nemokg(*asked)) == ROWS
    again = nemokg(*load, "--entailed")
    assert "0 triples from 0 files sent" in again.out
    assert "1 file removed" in nemokg(*load).out
    assert rows(nemokg(*asked)) == []


def test_serve(pipeline: Path) -> None:
    """A server started with the option finds it, and says how many triples nobody asserts."""
    remark = "SELECT ?x ?remark WHERE { ?x rdfs:comment ?remark FILTER(?x = graph:entailed) }"
    with serving("--data", str(pipeline), "--no-explorer", "--entailed") as server:
        answers = [server.ask(text, Accept="text/csv") for text in (QUERY, remark)]
    table, comment = (answer.text.replace("\r", "") for answer in answers)
    assert rows(Outcome(0, table, "")) == ROWS
    assert "triples that nobody asserts" in comment
