"""The redirections for w3id.org, answered by a real Apache."""

from __future__ import annotations

import http.client
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from negotiation import FORMS, ONTOLOGY_FORMS, WITH_PAGES
from paths import ROOT

SITE = "https://nemokg.example"
MODULES = Path("/usr/lib/apache2/modules")
CONFIGURATION = """\
ServerName localhost
ServerRoot {folder}
PidFile {folder}/pid
ErrorLog {folder}/log
Listen 127.0.0.1:{port}
{modules}
DocumentRoot {folder}/root
<Directory {folder}/root>
  AllowOverride All
  Require all granted
</Directory>
"""


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """Run an Apache that has the file in the folder ``nemokg``, and return its port."""
    program = shutil.which("apache2", path=f"/usr/sbin:{os.environ['PATH']}")
    if program is None:
        if os.environ.get("CI"):
            pytest.fail("apache2 is missing")
        pytest.skip("apache2 is not installed")
    folder = tmp_path_factory.mktemp("apache")
    (folder / "root" / "nemokg").mkdir(parents=True)
    for parent in (folder, *folder.parents[:3]):
        if os.access(parent, os.W_OK) and parent.stat().st_uid == os.getuid():
            parent.chmod(parent.stat().st_mode | 0o055)  # Apache gives up its rights to read them
    shutil.copy(ROOT / "w3id" / ".htaccess", folder / "root" / "nemokg" / ".htaccess")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    names = ("mpm_event", "authz_core", "rewrite", "env", "negotiation")
    modules = "\n".join(f"LoadModule {name}_module {MODULES}/mod_{name}.so" for name in names)
    users = "\nUser www-data\nGroup www-data" if os.getuid() == 0 else ""
    text = CONFIGURATION.format(folder=folder, port=port, modules=modules) + users + "\n"
    (folder / "apache.conf").write_text(text, encoding="utf-8")
    server = subprocess.Popen([program, "-f", folder / "apache.conf", "-DFOREGROUND"])
    try:
        for _ in range(100):
            try:
                socket.create_connection(("127.0.0.1", port), 1).close()
                break
            except OSError:
                assert server.poll() is None, "apache2 did not start"
                time.sleep(0.05)
        yield port
    finally:
        server.terminate()
        server.wait()


def answer(port: int, path: str, accept: str = "*/*") -> tuple[int, str | None]:
    """Return the status and the Location of an answer."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", f"/nemokg/{path}", headers={"Accept": accept})
    response = connection.getresponse()
    response.read()
    connection.close()
    return response.status, response.getheader("Location")


def test_every_namespace_of_resources_is_among_those_tested() -> None:
    """The namespaces come from the vocabulary of the project, and there are many."""
    assert {"model", "claim", "evidence", "benchmark", "conflict"} <= set(WITH_PAGES)


@pytest.mark.parametrize("version", ["", "0.1.0/"])
@pytest.mark.parametrize("kind", WITH_PAGES)
def test_a_resource_leads_to_its_page_or_to_its_triples(port: int, kind: str, version: str) -> None:
    """Each kind of resource is redirected by what is asked for, current and by version."""
    path = f"{version}{kind}/a-b--c--d-2"
    for accept, form in FORMS.items():
        assert answer(port, path, accept) == (303, f"{SITE}/{path}.{form}"), accept


@pytest.mark.parametrize("path", ["ontology", "0.1.0/ontology"])
@pytest.mark.parametrize("accept", ONTOLOGY_FORMS)
def test_the_ontology_leads_to_the_form_that_is_asked_for(
    port: int, path: str, accept: str
) -> None:
    """The ontology is there as HTML, Turtle, JSON-LD, RDF/XML and N-Triples."""
    assert answer(port, path, accept) == (303, f"{SITE}/{path}.{ONTOLOGY_FORMS[accept]}")


@pytest.mark.parametrize(
    ("path", "accept", "target"),
    [
        ("", "text/html", "index.html"),
        ("", "text/turtle", "nemokg-void.ttl"),
        ("0.1.0/", "text/html", "0.1.0/index.html"),
        ("shapes", "text/turtle", "shapes.ttl"),
        ("diagram", "image/svg+xml", "ontology.svg"),
        ("contributors", "text/turtle", "ontology.ttl"),
        ("context.jsonld", "application/ld+json", "context.jsonld"),
        ("0.1.0/nemokg.ttl", "*/*", "0.1.0/nemokg.ttl"),
        ("0.1.0/nemokg-rdf12.ttl", "*/*", "0.1.0/nemokg-rdf12.ttl"),
        ("alignment/prov-o", "*/*", "nemokg.sssom.tsv"),
        ("query/edges", "text/turtle", "nemokg-queries.ttl"),
        ("graph/stated", "*/*", "nemokg.trig"),
    ],
)
def test_other_names_lead_to_their_files(port: int, path: str, accept: str, target: str) -> None:
    """The dataset, the shapes, the context, files and parts of files have their places."""
    assert answer(port, path, accept) == (303, f"{SITE}/{target}")


@pytest.mark.parametrize(
    ("path", "accept"),
    [
        ("model/a", "application/rdf+xml"),
        ("0.1.0/claim/a", "application/n-triples"),
        ("model/a", "image/png"),
        ("ontology", "application/pdf"),
        ("0.1.0/ontology", "text/plain"),
    ],
)
def test_a_form_that_there_is_not_is_refused(port: int, path: str, accept: str) -> None:
    """Who accepts nothing that a name is had in is told so (406), and sent nowhere."""
    assert answer(port, path, accept) == (406, None)


@pytest.mark.parametrize(
    "path", ["nothing", "model/", "model/a/b", "model/a_b", "Model/a", "0.1/ontology", "x.exe"]
)
def test_what_names_nothing_is_not_found(port: int, path: str) -> None:
    """A path that no name of the graph has is answered with 404, not sent elsewhere."""
    assert answer(port, path) == (404, None)
