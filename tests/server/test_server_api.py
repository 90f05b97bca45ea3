"""The API, linked data, the files and what runs beside them, on the bundled data."""

from __future__ import annotations

import gzip
import json
import os
import signal
import time
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import httpx
import pytest
from negotiation import FORMS, ONTOLOGY_FORMS, WITH_PAGES
from openapi_spec_validator import validate
from paths import FIXTURES
from pyoxigraph import NamedNode, Quad, RdfFormat, Store, parse
from served import Running, serving

from nemokg import __version__, cite, load
from nemokg.dataset.checksums import write_checksums
from nemokg.errors import InputError
from nemokg.files.replacing import directory_to_replace
from nemokg.queries import catalogue
from nemokg.rdf import formats
from nemokg.rdf.results import Graph, Table
from nemokg.server.workers import snapshot
from nemokg.site.index import POLICY

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from conftest import Outcome

    from nemokg.api import KnowledgeGraph

CLAIM = "coding-teacher--initializedFrom--stem-teacher"
GIVEN_UP = 120


@pytest.fixture(scope="module")
def kg() -> KnowledgeGraph:
    """Return the bundled dataset."""
    return load()


@pytest.fixture(scope="module")
def server() -> Iterator[Running]:
    """Serve the bundled data, without the explorer."""
    with serving("--no-explorer") as running:
        yield running


@pytest.fixture(scope="module")
def explorer() -> Iterator[Running]:
    """Serve a small pipeline with its explorer, and return when that is there."""
    with serving("--data", str(FIXTURES / "pipelines/heron.ttl")) as running:
        end = time.monotonic() + GIVEN_UP
        while running.client.get("/").status_code == 503:
            assert time.monotonic() < end, "the explorer did not come"
            time.sleep(0.2)
        yield running


def test_every_canned_query_has_the_rows_of_the_command_line(
    server: Running, kg: KnowledgeGraph
) -> None:
    """Each canned query gives the same CSV over HTTP as in Python, row by row."""
    listed = server.client.get("/api/queries").json()
    assert [each["name"] for each in listed] == catalogue.query_names()
    for each in listed:
        answer = server.client.get(each["href"], headers={"Accept": "text/csv, text/turtle"})
        assert answer.status_code == 200, answer.text
        expected = kg.query(each["name"])
        if isinstance(expected, Table):
            assert answer.text.replace("\r\n", "\n") == formats.csv_text(expected)
        elif isinstance(expected, Graph):
            assert len(list(parse(answer.content, RdfFormat.TURTLE))) == len(expected)
        else:
            assert answer.text == str(expected).lower()


def test_a_parameter_of_a_canned_query_chooses(server: Running, kg: KnowledgeGraph) -> None:
    """A parameter of the query is one of the request, and its value is checked likewise."""
    path = "/api/queries/teachers-of-student"
    answer = server.client.get(path, params={"student": "ultra-mopd1", "format": "json"})
    table = kg.query("teachers-of-student", student="ultra-mopd1")
    assert isinstance(table, Table)
    assert len(answer.json()["results"]["bindings"]) == len(table)
    for parameters, word in (
        ({"student": "nobody"}, "does not occur"),
        ({"pupil": "x"}, "has no parameter"),
        ({"student": 'x> } # "'}, "is not a name"),
        ({"format": "excel"}, "no such format"),
        ({"format": ""}, "no such format"),
    ):
        refused = server.client.get(path, params=parameters)
        assert refused.status_code == (404 if word == "does not occur" else 400)
        assert word in refused.json()["error"]
    missing = server.client.get("/api/queries/edgse")
    assert missing.status_code == 404
    assert "edges" in missing.json()["error"]


def test_a_claim_is_explained(server: Running, kg: KnowledgeGraph) -> None:
    """A claim comes with all that the command explain says of it."""
    answer = server.client.get(f"/api/claims/{CLAIM}")
    assert answer.json() == json.loads(json.dumps(kg.explain(CLAIM).as_dict()))
    missing = server.client.get("/api/claims/nobody--initializedFrom--nothing")
    assert missing.status_code == 404


@pytest.mark.parametrize("form", cite.FORMATS)
def test_a_claim_is_cited(server: Running, kg: KnowledgeGraph, form: str) -> None:
    """A citation over HTTP is that of the command cite, in each of its formats."""
    answer = server.client.get(f"/api/cite/{CLAIM}", params={"format": form})
    assert answer.status_code == 200, answer.text
    assert answer.text == kg.cite(CLAIM, form=form)
    assert server.client.get(f"/api/cite/{CLAIM}?format=exe").status_code == 400


def test_the_openapi_document_is_valid(server: Running) -> None:
    """The description of the API is valid OpenAPI, and has each canned query."""
    document = server.client.get("/api/openapi.json").json()
    validate(document)
    for name in catalogue.query_names():
        assert f"/api/queries/{name}" in document["paths"]


def test_an_answer_that_the_client_has_is_not_sent_again(server: Running) -> None:
    """An ETag is answered with 304, and one of another answer is not."""
    for path in ("/sparql?query=ASK{}", f"/api/claims/{CLAIM}"):
        first = server.client.get(path)
        again = server.client.get(path, headers={"If-None-Match": first.headers["etag"]})
        assert (again.status_code, again.content) == (304, b"")
        other = server.client.get(path, headers={"If-None-Match": '"other"'})
        assert other.status_code == 200
        assert "max-age" in first.headers["cache-control"]
    for query in ("SELECT (NOW() AS ?t) {}", "SELECT (RAND() AS ?t) {}"):
        first = server.ask(query)
        assert first.headers["cache-control"] == "no-store"
        assert server.ask(query).text != first.text


def test_answers_are_packed_for_who_takes_that(server: Running) -> None:
    """Gzip is sent where it is accepted, and its content is the same."""
    query = {"query": "SELECT * { ?s ?p ?o } LIMIT 100"}
    plain = server.client.get("/sparql", params=query, headers={"Accept-Encoding": "identity"})
    assert "content-encoding" not in plain.headers
    packed = server.client.get("/sparql", params=query, headers={"Accept-Encoding": "gzip"})
    assert packed.headers["content-encoding"] == "gzip"
    assert packed.content == plain.content
    unwanted = server.client.get(
        "/sparql", params=query, headers={"Accept-Encoding": "gzip;q=0.00"}
    )
    assert "content-encoding" not in unwanted.headers
    assert int(packed.headers["content-length"]) < len(plain.content) / 2
    assert len(gzip.compress(plain.content)) < len(plain.content)


def test_no_page_from_elsewhere_reads_what_this_machine_serves(server: Running) -> None:
    """On loopback, neither another origin nor another name of the host has the data by default."""
    elsewhere = {"Origin": "https://evil.example"}
    rebound = {"Host": f"evil.example:{urlsplit(server.url).port}"}
    for headers, status in ((elsewhere, 403), (rebound, 421), ({**rebound, **elsewhere}, 421)):
        for path in ("/sparql?query=ASK{}", "/api/queries", f"/claim/{CLAIM}.ttl", "/metrics"):
            refused = server.client.get(path, headers=headers)
            assert refused.status_code == status
            assert not any(name.startswith("access-control") for name in refused.headers)
            assert CLAIM not in refused.text
        preflight = server.client.options("/sparql", headers=headers)
        assert (preflight.status_code, preflight.content) != (204, b"")
    own = {"Origin": server.url.rstrip("/")}
    assert server.client.get("/sparql?query=ASK{}", headers=own).status_code == 200


def test_the_state_of_the_server_is_told(server: Running) -> None:
    """Health, readiness and metrics are there, and the metrics count."""
    from prometheus_client.parser import text_string_to_metric_families

    assert server.client.get("/health").status_code == 200
    assert server.client.get("/ready").status_code == 200
    server.ask("nonsense")

    def counted() -> float:
        families = text_string_to_metric_families(server.client.get("/metrics").text)
        return sum(
            sample.value
            for family in families
            for sample in family.samples
            if sample.name == "nemokg_requests_total"
            and sample.labels == {"route": "sparql", "status": "400"}
        )

    before = counted()
    server.ask("nonsense")
    assert counted() == before + 1 > 1


def test_no_answer_tells_of_the_machine(server: Running) -> None:
    """Neither headers nor refusals name a program, a version, a path or a line of code."""
    for path in ("/sparql?query=x", "/api/claims/x", "/nothing", "/..%2f..%2fetc/passwd", "/%00"):
        answer = server.client.get(path)
        assert 400 <= answer.status_code < 500
        assert "server" not in answer.headers
        sent = answer.text + str(answer.headers)
        for word in ("Traceback", "uvicorn", "starlette", "python", "/usr", "/tmp", __version__):  # noqa: S108
            assert word not in sent


@pytest.mark.parametrize("version", ["", f"{__version__}/"])
@pytest.mark.parametrize("kind", WITH_PAGES)
def test_a_name_leads_where_the_rules_of_w3id_lead(
    server: Running, kind: str, version: str
) -> None:
    """Each kind of resource is redirected by what is asked for, as by the rules for w3id.org."""
    for accept, form in FORMS.items():
        answer = server.client.get(f"/{version}{kind}/a-b--c", headers={"Accept": accept})
        assert (answer.status_code, answer.headers["location"]) == (303, f"/{kind}/a-b--c.{form}")
    refused = server.client.get(f"/{kind}/a-b--c", headers={"Accept": "image/png"})
    assert refused.status_code == 406


@pytest.mark.parametrize("accept", ONTOLOGY_FORMS)
def test_the_ontology_is_there_in_its_forms(explorer: Running, accept: str) -> None:
    """The ontology leads to the form asked for, which is there."""
    answer = explorer.client.get("/ontology", headers={"Accept": accept})
    assert (answer.status_code, answer.headers["location"]) == (
        303, f"/ontology.{ONTOLOGY_FORMS[accept]}",
    )  # fmt: skip
    assert explorer.client.get(answer.headers["location"]).status_code == 200


LEADS = {
    "shapes": "shapes.ttl",
    "diagram": "ontology.svg",
    "contributors": "ontology.html",
    "context.jsonld": "context.jsonld",
    "nemokg.trig": "nemokg.trig",
    "alignment/prov-o": "nemokg.sssom.tsv",
    "query/edges": "nemokg-queries.ttl",
    "queries": "nemokg-queries.ttl",
    "graph/stated": "nemokg.trig",
    f"{__version__}/ontology.ttl": "ontology.ttl",
}
# What somebody's own data come without.
BUNDLED = {"nemokg.sssom.tsv", "nemokg-queries.ttl"}


@pytest.mark.parametrize("path", LEADS)
def test_other_names_lead_to_files_that_are_there(explorer: Running, path: str) -> None:
    """What the rules for w3id.org name beside resources leads to its file, which is served."""
    answer = explorer.client.get(f"/{path}", follow_redirects=True)
    assert answer.url.path == f"/{LEADS[path]}" or (answer.url.path == f"/{path}")
    if LEADS[path] not in BUNDLED:
        assert answer.status_code == 200
        assert len(answer.content) > 100


@pytest.mark.parametrize("path", ["nothing", "model/", "model/a_b", "Model/a", "9.9.9/ontology"])
def test_what_names_nothing_is_not_found(explorer: Running, path: str) -> None:
    """A path that no name of the graph has is answered with 404."""
    assert explorer.client.get(f"/{path}").status_code == 404


def test_the_triples_of_a_resource_are_there(server: Running, kg: KnowledgeGraph) -> None:
    """Following the name of any claim, its Turtle and JSON-LD have its triples."""
    for iri in kg.claims()[:3]:
        path = iri.removeprefix("https://w3id.org/nemokg")
        for accept, form in (("text/turtle", RdfFormat.TURTLE),
                             ("application/ld+json", RdfFormat.JSON_LD)):  # fmt: skip
            answer = server.client.get(path, headers={"Accept": accept}, follow_redirects=True)
            assert answer.status_code == 200
            assert iri in {quad.subject.value for quad in parse(answer.content, form)}


def test_triples_do_not_wait_for_the_explorer(server: Running) -> None:
    """Without pages, a name leads readers and programs to the triples from the store."""
    answer = server.client.get(f"/claim/{CLAIM}", follow_redirects=True)
    assert answer.headers["content-type"].startswith("text/turtle")
    subjects = {quad.subject.value for quad in parse(answer.content, RdfFormat.TURTLE)}
    assert f"https://w3id.org/nemokg/claim/{CLAIM}" in subjects
    assert len(subjects) > 2  # its evidence too
    assert server.client.get("/claim/no-such.ttl").status_code == 404


def test_a_server_behind_a_proxy_knows_its_path() -> None:
    """With --root-path, addresses in answers have the path at which the proxy has the server."""
    behind = ("--root-path", "/kg", "--trust-proxy", "127.0.0.1")
    with serving("--no-explorer", *behind) as server:
        root = server.url  # the proxy takes the path away
        headers = {"Host": "data.example.org", "X-Forwarded-Proto": "https"}
        described = httpx.get(f"{root}sparql", headers=headers).text
        assert "<https://data.example.org/kg/sparql>" in described
        assert httpx.get(f"{root}sparql?query=ASK{{}}").json()["boolean"] is True
        (query, *_) = httpx.get(f"{root}api/queries").json()
        assert query["href"] == f"/kg/api/queries/{query['name']}"
        assert httpx.get(f"{root}{query['href'].removeprefix('/kg/')}").status_code == 200
        (listed,) = httpx.get(f"{root}api/openapi.json").json()["servers"]
        assert listed["url"] == "/kg"
        leads = httpx.get(f"{root}model/a", headers={"Accept": "text/turtle"})
        assert leads.headers["location"] == "/kg/model/a.ttl"


@pytest.mark.parametrize(
    ("option", "value"),
    [("--port", "65536"), ("--port", "-1"), ("--root-path", "kg"), ("--root-path", "/k g"),
     ("--root-path", "//kg"), ("--trust-proxy", "proxy"), ("--trust-proxy", "10.0.0.1/8"),
     ("--seconds", "nan"), ("--seconds", "inf"), ("--seconds", "0"), ("--memory", "-1"),
     ("--memory", "1" + "0" * 30), ("--allow-origin", "example.org"),
     ("--allow-origin", "https://example.org/page"), ("--allow-host", "http://kg.example.org")],
)  # fmt: skip
def test_an_option_that_makes_no_sense_is_named(
    option: str, value: str, nemokg: Callable[..., Outcome]
) -> None:
    """An option that the server could not keep to is refused at once, by its name."""
    outcome = nemokg("serve", "--check", "--no-explorer", f"{option}={value}")
    assert (outcome.code, outcome.out) == (2, "")
    assert option in outcome.err
    assert len(outcome.err.splitlines()) == 1


def test_options_that_make_sense_are_taken(nemokg: Callable[..., Outcome]) -> None:
    """Addresses, networks and paths are taken as they are usually written."""
    behind = (
        "--root-path",
        "/kg/v1.0/",
        "--trust-proxy",
        "127.0.0.1, 10.0.0.0/8,::1",
        "--allow-origin",
        "https://example.org,http://[::1]:80",
        "--allow-host",
        "kg.example",
    )
    outcome = nemokg("serve", "--check", "--port", 0, "--seconds", 0.5, *behind)
    assert (outcome.code, outcome.err) == (0, "")


def made(path: Path, *names: str) -> str:
    """Return the path of a store that has a triple for each name."""
    store = Store(str(path))
    for name in names:
        store.add(Quad(NamedNode(f"urn:x:{name}"), NamedNode("urn:x:b"), NamedNode("urn:x:c")))
    store.flush()
    store.optimize()
    del store  # closes it
    write_checksums(str(path))
    return str(path)


def test_a_store_on_disk_is_served_without_a_change(tmp_path: Path) -> None:
    """A store is served as it is, is not changed, and nothing is left beside it."""
    store = made(tmp_path / "store", "a")
    before = sorted(path.name for path in (tmp_path / "store").iterdir())
    with serving("--store", store, "--no-explorer") as server:
        rows = server.ask("SELECT ?o { <urn:x:a> ?p ?o }").json()["results"]["bindings"]
    assert rows == [{"o": {"type": "uri", "value": "urn:x:c"}}]
    assert sorted(path.name for path in (tmp_path / "store").iterdir()) == before
    assert [path.name for path in tmp_path.iterdir()] == ["store"]


def test_a_store_that_is_replaced_is_served_as_it_was(tmp_path: Path) -> None:
    """All workers, also those that start later, answer from the store as it was at the start."""
    store = made(tmp_path / "store", "a")
    with serving("--store", store, "--no-explorer", "--cache", "0") as server:
        with directory_to_replace(store) as part:
            made(Path(part), "a", "b")
        for pid in server.children():
            os.kill(pid, signal.SIGKILL)
        counted = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
        for _ in range(20):
            (row,) = server.ask(counted).json()["results"]["bindings"]
            assert row["n"]["value"] == "1"


def test_a_store_where_nothing_else_can_be_written_is_served(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where no folder can be made beside a store, and none linked to, it is copied."""
    store = made(tmp_path / "store", "a")

    def fail(*_: object, **__: object) -> None:
        raise PermissionError(13, "no")

    monkeypatch.setattr(os, "link", fail)
    monkeypatch.setattr(snapshot, "_tidy", lambda root: fail() if root == str(tmp_path) else None)
    folder = snapshot.folder_beside(store)
    try:
        assert not folder.path.startswith(str(tmp_path))
        snapshot.copy_store(store, f"{folder.path}/store")
        assert len(Store.read_only(f"{folder.path}/store")) == 1
    finally:
        folder.remove()
    with pytest.raises(InputError, match="cannot be read"):
        snapshot.copy_store(str(tmp_path / "gone"), str(tmp_path / "new"))


def test_many_files_are_served(tmp_path: Path) -> None:
    """Thousands of files with long names are no more than the system lets a process be told."""
    for number in range(3000):
        name = f"{number:04}{'x' * 60}.nt"
        (tmp_path / name).write_text(f"<urn:x:{number}> <urn:x:b> <urn:x:c> .")
    with serving("--data", str(tmp_path), "--no-explorer") as server:
        assert server.ask("ASK { <urn:x:2999> ?p ?o }").json()["boolean"] is True
        end = time.monotonic() + GIVEN_UP
        while server.client.get("/.well-known/void").status_code != 200:
            assert time.monotonic() < end, "the description did not come"
            time.sleep(0.2)


def test_the_dataset_describes_itself(explorer: Running) -> None:
    """VoID and the examples of queries are at their well-known places, and are Turtle."""
    for path in ("void", "sparql-examples"):
        answer = explorer.client.get(f"/.well-known/{path}")
        assert answer.headers["content-type"].startswith("text/turtle")
        described = list(parse(answer.content, RdfFormat.TURTLE, base_iri=str(answer.url)))
        assert len(described) > 50
        assert NamedNode(f"{explorer.url}sparql") in {quad.object for quad in described}


def test_the_explorer_is_at_the_root(explorer: Running) -> None:
    """The explorer is served under its policy, packed, and knows that it has an endpoint."""
    page = explorer.client.get("/", headers={"Accept": "text/html"})
    assert page.headers["content-security-policy"].startswith(POLICY)
    assert page.headers["content-encoding"] == "gzip"
    plain = explorer.client.get("/", headers={"Accept": "text/html", "Accept-Encoding": "gzip;q=0"})
    assert "content-encoding" not in plain.headers
    assert '<meta name="sparql-endpoint"' in page.text
    again = explorer.client.get("/", headers={"If-None-Match": page.headers["etag"]})
    assert again.status_code == 304
    turtle = explorer.client.get("/", headers={"Accept": "text/turtle"})
    assert turtle.headers["location"] == "/.well-known/void"


def test_the_log_is_lines_of_json(tmp_path: object) -> None:
    """Each request is a line of JSON on standard error, with its status and time."""
    import subprocess
    import sys

    command = [sys.executable, "-m", "nemokg", "serve", "--port", "0", "--no-explorer"]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(command, text=True, **pipes) as process:  # type: ignore[call-overload]
        url = process.stdout.readline().strip()
        httpx.get(f"{url}sparql?query=ASK{{}}")
        process.terminate()
        lines = [json.loads(line) for line in process.stderr.read().splitlines()]
    (request,) = [line for line in lines if line["event"] == "request"]
    assert (request["path"], request["status"]) == ("/sparql", 200)
    assert request["ms"] > 0
    assert lines[-1]["event"] == "stopped"
