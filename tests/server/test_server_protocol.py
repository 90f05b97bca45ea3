"""The SPARQL 1.1 Protocol, request by request as in the list of its tests."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import httpx
import pytest
from pyoxigraph import RdfFormat, parse
from served import Running, serving

if TYPE_CHECKING:
    from collections.abc import Iterator

DATA = "http://graphs.example/data"
FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"
BINDINGS = {"application/sparql-results+json", "application/sparql-results+xml"}
TRIPLES = {
    "text/turtle", "application/n-triples", "application/rdf+xml", "application/ld+json", "text/n3",
}  # fmt: skip
NAMED = f"""
ASK {{
  GRAPH ?g {{ ?s a <urn:x:Document> }}
  GRAPH <{DATA}1> {{ <{DATA}1> a ?c }}
  GRAPH <{DATA}2> {{ <{DATA}2> a ?d }}
}}"""
BOTH = f"ASK {{ <{DATA}1> a ?a . <{DATA}2> a ?b }}"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """Serve four named graphs."""
    file = tmp_path_factory.mktemp("data") / "graphs.trig"
    graphs = (f"<{DATA}{n}> {{ <{DATA}{n}> a <urn:x:Document> }}" for n in range(4))
    file.write_text("\n".join(graphs))
    with serving("--data", str(file), "--no-explorer", "--workers", "2") as running:
        yield running


def get(query: str, **parameters: Any) -> dict[str, Any]:
    """Return a request by GET."""
    return {"method": "GET", "params": {"query": query, **graphs(parameters)}}


def post(query: str, **parameters: Any) -> dict[str, Any]:
    """Return a request by POST, as a form."""
    return {"method": "POST", "data": {"query": query, **graphs(parameters)}}


def direct(body: str | bytes, kind: str | None = QUERY, **parameters: Any) -> dict[str, Any]:
    """Return a request by POST, with the query as body."""
    headers = {} if kind is None else {"Content-Type": kind}
    return {
        "method": "POST", "content": body, "headers": headers, "params": graphs(parameters),
    }  # fmt: skip


def graphs(parameters: dict[str, Any]) -> dict[str, Any]:
    """Return graphs by the names of their parameters."""
    return {f"{kind}-graph-uri": [f"{DATA}{n}" for n in ns] for kind, ns in parameters.items()}


def send(server: Running, request: dict[str, Any], accept: str = "*/*") -> httpx.Response:
    """Send a request."""
    headers = {"Accept": accept, **request.get("headers", {})}
    return server.client.request(url="/sparql", **{**request, "headers": headers})


TRUE = {
    "query_get": get("ASK {}"),
    "query_post_form": post("ASK {}"),
    "query_post_direct": direct("ASK {}"),
    "query_dataset_default_graphs_get": get(BOTH, default=[1, 2]),
    "query_dataset_default_graphs_post": direct(BOTH, default=[1, 2]),
    "query_dataset_default_graphs_form": post(BOTH, default=[1, 2]),
    "query_dataset_named_graphs_get": get(NAMED, named=[1, 2]),
    "query_dataset_named_graphs_post": direct(NAMED, named=[1, 2]),
    "query_dataset_full": get(
        f"ASK {{ <{DATA}3> a ?t GRAPH ?g {{ <{DATA}1> a ?u }} }}", default=[3], named=[1, 2]
    ),
    "query_multiple_dataset": direct(
        f"ASK FROM <{DATA}3> {{ <{DATA}1> a ?t FILTER NOT EXISTS {{ <{DATA}3> a ?u }} }}",
        default=[1],
    ),
    "the default graph has what all graphs say": get(BOTH),
    "named graphs that the dataset lacks are empty": get(
        f"ASK {{ FILTER NOT EXISTS {{ GRAPH <{DATA}3> {{ ?s ?p ?o }} }} }}", named=[1, 2]
    ),
    "a relative IRI is one of this endpoint": get("ASK { FILTER(STRENDS(STR(<x>), '/x')) }"),
}


@pytest.mark.parametrize("name", TRUE)
def test_a_query_is_answered(server: Running, name: str) -> None:
    """Each way to put a query, and each dataset, has the answer that the protocol wants."""
    answer = send(server, TRUE[name], "application/sparql-results+json")
    assert answer.status_code == 200, answer.text
    assert answer.json()["boolean"] is True


@pytest.mark.parametrize(
    ("query", "kinds"),
    [
        ("SELECT (1 AS ?value) {}", BINDINGS | {"text/tab-separated-values", "text/csv"}),
        ("ASK {}", BINDINGS),
        ("DESCRIBE <http://example.org/>", TRIPLES),
        ("CONSTRUCT { <s> <p> 1 } WHERE {}", TRIPLES),
    ],
)
def test_each_form_of_query_has_a_type_of_its_own(
    server: Running, query: str, kinds: set[str]
) -> None:
    """SELECT, ASK, DESCRIBE and CONSTRUCT are answered in a format of theirs."""
    answer = send(server, get(query))
    assert answer.status_code == 200
    assert answer.headers["content-type"].partition(";")[0] in kinds


@pytest.mark.parametrize("accept", sorted(BINDINGS | {"text/csv", "text/tab-separated-values"}))
def test_bindings_come_as_accepted(server: Running, accept: str) -> None:
    """Bindings come in the format that the client accepts, and so does the short name of it."""
    answer = send(server, get("SELECT (1 AS ?value) {}"), accept)
    assert answer.headers["content-type"].partition(";")[0] == accept
    named = {"query": "SELECT (1 AS ?value) {}", "format": accept.rpartition("+")[2][-3:]}
    if named["format"] in ("xml", "csv", "son"):
        named["format"] = named["format"].replace("son", "json")
        again = server.client.get("/sparql", params=named)
        assert again.content == answer.content


@pytest.mark.parametrize("accept", sorted(TRIPLES))
def test_triples_come_as_accepted(server: Running, accept: str) -> None:
    """Triples come in the format that the client accepts."""
    answer = send(server, get("CONSTRUCT { <s> <p> 1 } WHERE {}"), accept)
    assert answer.headers["content-type"].partition(";")[0] == accept


REFUSED = {
    "bad_query_method": ({"method": "PUT", "params": {"query": "ASK {}"}}, 405),
    "bad_multiple_queries": (get(["ASK {}", "SELECT * {}"]), 400),  # type: ignore[arg-type]
    "bad_query_wrong_media_type": (direct("ASK {}", "text/plain"), 415),
    "bad_query_missing_form_type": (direct("query=ASK%20%7B%7D", None), 415),
    "bad_query_missing_direct_type": (direct("ASK {}", None), 415),
    "bad_query_non_utf8": (direct("ASK {}".encode("utf-16"), f"{QUERY}; charset=UTF-16"), 415),
    "bytes that are not UTF-8": (direct(b"ASK { ?s ?p '\xff' }"), 400),
    "parameters that are not UTF-8": ({"method": "GET", "params": b"query=%FF"}, 400),
    "bad_query_syntax": (get("ASK {"), 400),
    "a form without query": (post("").copy() | {"data": {"x": "y"}}, 400),
    "a query twice": (direct("ASK {}") | {"params": {"query": "ASK {}"}}, 400),
    "a graph that is no IRI": (
        {"method": "GET", "params": {"query": "ASK {}", "default-graph-uri": "no iri"}}, 400,
    ),
    "an unknown format": ({"method": "GET", "params": {"query": "ASK {}", "format": "exe"}}, 400),
    "bad_update_get": ({"method": "GET", "params": {"update": "CLEAR ALL"}}, 403),
    "bad_multiple_updates": (
        {"method": "POST", "data": {"update": ["CLEAR NAMED", "CLEAR DEFAULT"]}}, 403,
    ),
    "bad_update_wrong_media_type": (direct("CLEAR NAMED", "text/plain"), 415),
    "bad_update_missing_form_type": (direct("update=CLEAR%20NAMED", None), 415),
    "bad_update_non_utf8": (direct(b"CLEAR NAMED \xff", f"{UPDATE}; charset=UTF-16"), 403),
    "bad_update_syntax": ({"method": "POST", "data": {"update": "CLEAR XYZ"}}, 403),
    "bad_update_dataset_conflict": (
        {"method": "POST", "data": {"using-named-graph-uri": f"{DATA}1",
         "update": "INSERT DATA { <s> <p> <o> }"}}, 403,
    ),
    "update_post_direct": (direct("INSERT DATA { <s> <p> <o> }", UPDATE), 403),
    "update_post_form": ({"method": "POST", "data": {"update": "CLEAR ALL"}}, 403),
    "an update as query": (get("INSERT DATA { <s> <p> <o> }"), 400),
    "DROP as query": (direct("DROP ALL"), 400),
    "LOAD as query": (direct("LOAD <http://127.0.0.1/>"), 400),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_malformed_or_an_update_is_refused(server: Running, name: str) -> None:
    """A request that is malformed or would change the data is refused with a sentence."""
    request, status = REFUSED[name]
    answer = send(server, request)
    assert answer.status_code == status, answer.text
    assert answer.json()["status"] == status
    sentence = answer.json()["error"]
    assert sentence.endswith(".")
    assert not any(each in sentence for each in ("Traceback", "/src", "/usr", "site-packages"))
    assert server.ask(f"ASK {{ <{DATA}1> a <urn:x:Document> }}").json()["boolean"] is True


def test_updates_leave_no_trace(server: Running) -> None:
    """After all updates that were sent, the data are what they were."""
    for request, _ in REFUSED.values():
        send(server, request)
    assert server.ask("ASK { GRAPH ?g { ?s ?p ?o FILTER(?p = <p>) } }").json()["boolean"] is False


def test_what_nobody_can_have_is_not_acceptable(server: Running) -> None:
    """Formats that there are not, or not for this form of query, are answered with 406."""
    assert send(server, get("ASK {}"), "image/png").status_code == 406
    assert send(server, get("ASK {}"), "text/turtle").status_code == 406
    assert send(server, get("DESCRIBE <x>"), "text/csv").status_code == 406
    assert send(server, get("ASK {}"), ";;;").status_code == 406


@pytest.mark.parametrize("accept", ["*/*", *sorted(TRIPLES)])
def test_without_query_the_service_describes_itself(server: Running, accept: str) -> None:
    """The description is RDF in the format accepted, and names this endpoint."""
    answer = server.client.get("/sparql", headers={"Accept": accept})
    assert answer.status_code == 200
    media = answer.headers["content-type"].partition(";")[0]
    assert accept in ("*/*", media)
    form = RdfFormat.from_media_type(media)
    described = {str(quad.triple) for quad in parse(answer.content, form)}
    service = "<http://www.w3.org/ns/sparql-service-description#Service>"
    kind = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
    assert f"<{server.url}sparql> {kind} {service}" in described


def test_head_is_get_without_body(server: Running) -> None:
    """HEAD has the headers of GET and nothing else."""
    head = server.client.head("/sparql", params={"query": "ASK {}"})
    full = server.ask("ASK {}")
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["content-length"] == full.headers["content-length"]
    assert head.headers["etag"] == full.headers["etag"]
