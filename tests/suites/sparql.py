"""The SPARQL 1.1 suites for queries: answered by the embedded engine, and by a server over HTTP.

An answer is compared as nemokg writes it. Numbers are compared by value, since stores write them in
a canonical way; rows and triples in any order, and blank nodes by what they are connected to.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from pyoxigraph import (
    BlankNode,
    CanonicalizationAlgorithm,
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Store,
    parse,
    parse_query_results,
    serialize,
)
from pyoxigraph import Dataset as QuadSet
from served import serving

from nemokg.dataset.opening import Dataset
from nemokg.dataset.reading import file_quads
from nemokg.errors import NemokgError
from nemokg.loading.bulk import make_store
from nemokg.rdf import formats
from nemokg.rdf.results import Graph

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from nemokg.rdf.results import Term
    from suites.manifests import Case

    Answerer = Callable[[Case], bytes]

_EMPTY = "urn:x-suites:empty"
_READ = {
    ".srx": QueryResultsFormat.XML,
    ".srj": QueryResultsFormat.JSON,
    ".tsv": QueryResultsFormat.TSV,
}
_WRITTEN = {".csv": "csv", ".tsv": "tsv"}
# How early manifests write the rows of a SELECT.
_RESULT_SET = """
PREFIX rs: <http://www.w3.org/2001/sw/DataAccess/tests/result-set#>
SELECT ?row ?variable ?value {
  ?set rs:solution ?row . ?row rs:binding ?cell . ?cell rs:variable ?variable ; rs:value ?value
}
"""


class RefusedError(Exception):
    """What was said instead of an answer."""


def failure(case: Case, answer: Answerer) -> str | None:
    """Return in which way an answer to a case is wrong, or None."""
    try:
        given = answer(case)
    except RefusedError as error:
        return None if "Negative" in case.kind else f"refused: {error}"
    if "Negative" in case.kind:
        return "accepted, though it is an error"
    if case.result is None:
        return None
    expected = case.result.read_bytes()
    form = _written(case)
    if form == "csv":
        same = _lines(given) == _lines(expected)
    elif form == "ttl":
        same = _triples(given) == _triples(expected)
    elif case.result.suffix == ".ttl":
        same = _rows(given, QueryResultsFormat.JSON) == _rows_of_graph(case.result)
    else:
        read = QueryResultsFormat.TSV if form == "tsv" else QueryResultsFormat.JSON
        same = _rows(given, read) == _rows(expected, _READ[case.result.suffix])
    return None if same else "another answer"


def _written(case: Case) -> str:
    """Return the format that the answer is asked for."""
    if case.result is not None and case.result.suffix == ".ttl":
        return "json" if b":ResultSet" in case.result.read_bytes() else "ttl"
    return _WRITTEN.get(case.result.suffix, "json") if case.result else "json"


def embedded(case: Case) -> bytes:
    """Answer a case with the engine of a dataset that holds nothing but its data."""
    store = Store()
    for file, graph in _graphs(case):
        store.extend(_in_graph(quad, graph) if graph else quad for quad in file_quads(str(file)))
    try:
        answer = Dataset(store).engine.query(_query(case))
    except NemokgError as error:
        raise RefusedError(str(error)) from error
    if isinstance(answer, Graph):
        return formats.turtle_text(answer).encode()
    if isinstance(answer, bool):
        return "".join(formats.json_lines(answer)).encode()
    lines = {"csv": formats.csv_lines, "tsv": formats.tsv_lines}
    return "".join(lines.get(_written(case), formats.json_lines)(answer)).encode()


@contextmanager
def served(cases: Sequence[Case]) -> Iterator[Answerer]:
    """Serve the data of cases as named graphs, and yield what asks the server about those of one.

    The store is made as `nemokg load` makes it.
    """
    files = {file for case in cases for file in (*case.data, *case.graphs)}
    with TemporaryDirectory() as folder:
        everything = Path(folder, "all.nq")
        named = (
            _in_graph(quad, NamedNode(file.as_uri()))
            for file in sorted(files)
            for quad in file_quads(str(file))
        )
        serialize(named, everything, RdfFormat.N_QUADS)
        store = str(Path(folder, "store"))
        make_store([str(everything)], store)
        with serving("--store", store, "--no-explorer") as server:

            def ask(case: Case) -> bytes:
                sent: dict[str, str | list[str]] = {
                    "query": _query(case),
                    "format": _written(case),
                }
                if "FROM" not in sent["query"]:  # which the graphs of the request would replace
                    sent["default-graph-uri"] = [file.as_uri() for file in case.data] or [_EMPTY]
                    sent["named-graph-uri"] = [file.as_uri() for file in case.graphs]
                response = server.client.post("/sparql", data=sent)
                if response.status_code != 200:
                    raise RefusedError(f"{response.status_code}: {response.text}")
                return response.content

            yield ask


def _query(case: Case) -> str:
    """Return the text of a query, with the base that its file is."""
    return f"BASE <{case.action.as_uri()}>\n{case.action.read_text(encoding='utf-8')}"


def _graphs(case: Case) -> Iterator[tuple[Path, NamedNode | None]]:
    yield from ((file, None) for file in case.data)
    yield from ((file, NamedNode(file.as_uri())) for file in case.graphs)


def _in_graph(quad: Quad, graph: NamedNode) -> Quad:
    return Quad(quad.subject, quad.predicate, quad.object, graph)


def _lines(content: bytes) -> Counter[frozenset[tuple[str, str]]]:
    """Return the rows of CSV; blank nodes have other labels in each answer."""
    lines = csv.DictReader(io.StringIO(content.decode(), newline=""))
    return Counter(
        frozenset((name, "_:" if cell.startswith("_:") else cell) for name, cell in line.items())
        for line in lines
    )


def _triples(content: bytes) -> QuadSet:
    return canonical_quads(parse(content, RdfFormat.TURTLE, base_iri="file:///"))


def _rows(content: bytes, form: QueryResultsFormat) -> bool | QuadSet:
    results = parse_query_results(content, form)
    if isinstance(results, QueryBoolean):
        return bool(results)
    assert isinstance(results, QuerySolutions)
    quads = []
    for solution in results:
        row = BlankNode()
        quads.append(_cell(row, "row", Literal(True)))
        for variable in results.variables:
            if (term := solution[variable]) is not None:
                quads.append(_cell(row, variable.value, term))
    return canonical_quads(quads)


def _rows_of_graph(file: Path) -> QuadSet:
    store = Store()
    store.load(path=file, format=RdfFormat.TURTLE, base_iri=file.as_uri())
    cells = store.query(_RESULT_SET)
    assert isinstance(cells, QuerySolutions)
    quads = []
    for row, variable, value in cells:
        assert isinstance(row, BlankNode)
        assert isinstance(variable, Literal)
        assert value is not None
        quads.append(_cell(row, variable.value, value))
        quads.append(_cell(row, "row", Literal(True)))
    return canonical_quads(quads)


def _cell(row: BlankNode, column: str, term: Term) -> Quad:
    return Quad(row, NamedNode(f"urn:x-suites:{column}"), term)


def canonical_quads(quads: Iterable[Quad]) -> QuadSet:
    """Return quads as a store keeps them, with canonical blank nodes."""
    store = Store()
    store.extend(quads)
    canonical = QuadSet(store)
    canonical.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return canonical
