"""Resources of any namespace at the server: by their IRI, and below that of their dataset."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

import pytest
from served import StubPool, application_of, ask

from nemokg.dataset.edition import Edition
from nemokg.server.http.files import Files
from nemokg.site.paths import resource_page_path

HERON = "https://example.org/birds/model/heron"
NAMED = f"/resource?iri={quote(HERON, safe='')}"
BIRDS = Edition("Birds", "https://example.org/birds")


def explorer_of(folder: Path, *iris: str) -> Files:
    """Return the files of a site that has pages and data of resources."""
    for iri in iris:
        for suffix in (".html", ".ttl", ".jsonld"):
            file = folder / resource_page_path(iri, suffix)
            file.parent.mkdir(exist_ok=True)
            file.write_text(iri, encoding="utf-8")
    files = Files()
    files.add_folder(str(folder))
    return files


@pytest.mark.parametrize(
    ("accept", "suffix"),
    [("text/html", ".html"), ("text/turtle", ".ttl"), ("application/ld+json", ".jsonld")],
)
def test_an_iri_leads_to_its_page_or_its_triples(tmp_path: Path, accept: str, suffix: str) -> None:
    """Whatever the IRI is, /resource?iri= leads to what the client prefers."""
    pool = StubPool()
    app = application_of(pool, files=explorer_of(tmp_path, HERON))
    answer = ask(app, NAMED, accept=accept)
    assert (answer.status, answer.headers["vary"]) == (303, "Accept")
    leads = answer.headers["location"]
    if suffix == ".html":
        assert leads == f"/{resource_page_path(HERON)}"
        assert ask(app, leads).text == HERON
    else:
        assert leads == NAMED.replace("?", f"{suffix}?")
        assert ask(app, leads).status == 200
        (job,) = pool.jobs
        assert (job["names"], job["graphs"]) == ([HERON], suffix[1:])


def test_without_pages_an_iri_leads_to_its_triples() -> None:
    """A browser too gets the triples of what has no page."""
    answer = ask(application_of(StubPool()), NAMED, accept="text/html")
    assert (answer.status, answer.headers["location"]) == (303, NAMED.replace("?", ".ttl?"))


@pytest.mark.parametrize(
    "query",
    ["", "?iri", "?iri=a&iri=b", "?name=a", "?iri=%ff", f"?iri={'a' * 5_000}"],
)
def test_a_request_that_names_no_resource_is_refused(query: str) -> None:
    """Without one IRI of a bounded length there is one sentence on what to give."""
    pool = StubPool()
    for path in ("/resource", "/resource.ttl"):
        answer = ask(application_of(pool), path + query)
        assert answer.status == 400
        assert "?iri=IRI" in answer.text
    assert pool.jobs == []


@pytest.mark.parametrize("ending", ["", ".html", ".ttl", ".jsonld"])
def test_names_below_the_iri_of_a_dataset_lead_to_their_pages(tmp_path: Path, ending: str) -> None:
    """Behind a proxy at the IRI of the dataset, each of its names is found by its path."""
    app = application_of(StubPool(), files=explorer_of(tmp_path, HERON), edition=BIRDS)
    answer = ask(app, f"/model/heron{ending}", accept="text/html")
    assert answer.status == 303
    assert answer.headers["location"] == f"/{resource_page_path(HERON, ending or '.html')}"


def test_names_below_the_iri_of_a_dataset_are_asked_for(tmp_path: Path) -> None:
    """Where there are no pages, the triples of such a name come from the dataset."""
    pool = StubPool()
    app = application_of(pool, edition=BIRDS)
    assert ask(app, "/model/heron.ttl").status == 200
    assert pool.jobs[0]["names"] == [HERON, "https://w3id.org/nemokg/model/heron"]
    answer = ask(app, "/of/any/form")
    leads = f"/resource?iri={quote('https://example.org/birds/of/any/form', safe='')}"
    assert (answer.status, answer.headers["location"]) == (303, leads)
    assert ask(application_of(pool), "/of/any/form").status == 404
