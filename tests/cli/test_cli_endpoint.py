"""Commands ask a store elsewhere little: for sets of things, and never for all that it has."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest
from fake_store import FakeStore, fake_store

from nemokg.cite import FORMATS, render_citations
from nemokg.cite.citation import citations_of_claims
from nemokg.dataset.opening import Dataset, open_dataset

if TYPE_CHECKING:
    from conftest import Outcome

CLAIM = "coding-teacher--initializedFrom--stem-teacher"
# The commands, and how many requests each may send. One of them asks which graphs were loaded.
ASKED = {
    f"explain {CLAIM}": 3,
    "explain coding-teacher initializedFrom stem-teacher": 3,
    "explain released-ultra weightAncestor external-committee": 3,
    "competency --format csv": 50,
    "competency cq-07 --format csv": 5,
    "query edges --format csv": 2,
    "query teachers-of-student --param student=ultra-final --format csv": 3,
    "info --format csv": 7,
    "export csv": 15,  # of three pipelines
    "export edges-csv": 8,
    "export dot": 8,
}


@pytest.fixture(scope="module")
def elsewhere() -> Iterator[FakeStore]:
    """Return an endpoint that has the bundled data."""
    with fake_store() as fake:
        fake.store.extend(open_dataset().store)
        yield fake


def sent(fake: FakeStore) -> list[str]:
    """Return the queries that an endpoint was sent since it was asked last."""
    queries = [request.form["query"][0] for request in fake.requests]
    fake.requests.clear()
    return queries


@pytest.mark.parametrize("command", ASKED)
def test_a_command_sends_few_requests(
    command: str, elsewhere: FakeStore, nemokg: Callable[..., Outcome]
) -> None:
    """A command says the same of a store elsewhere, asks it seldom, and copies it never."""
    here = nemokg(*command.split())
    there = nemokg(*command.split(), "--endpoint", elsewhere.url)
    queries = sent(elsewhere)
    if command.startswith("info"):  # which counts the files and layers besides
        here, there = (
            each._replace(out=each.out[each.out.index("classes,") :]) for each in (here, there)
        )
    assert there == here
    assert there.out
    assert len(queries) <= ASKED[command]
    assert [query for query in queries if "WHERE { ?s ?p ?o } ORDER BY" in query] == []


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_citing_a_claim_sends_few_requests(
    form: str, elsewhere: FakeStore, nemokg: Callable[..., Outcome]
) -> None:
    """A claim is cited as it would be here, in six requests at most and without a copy."""
    there = nemokg("cite", CLAIM, "--format", form, "--endpoint", elsewhere.url)
    queries = sent(elsewhere)
    assert there.out == render_citations(
        citations_of_claims(Dataset(open_dataset().store), [CLAIM]), form
    )
    assert len(queries) <= 6
    assert [query for query in queries if "WHERE { ?s ?p ?o }" in query] == []


def test_all_claims_are_cited_in_sets(elsewhere: FakeStore, nemokg: Callable[..., Outcome]) -> None:
    """Citations of all claims take a request for twenty, and are those of the same triples here."""
    there = nemokg("cite", "--all", "--format", "text", "--endpoint", elsewhere.url)
    queries = sent(elsewhere)
    dataset = Dataset(open_dataset().store)
    names = [str(name) for name in dataset.engine.select(CLAIMS).column("claim")]
    assert there.out == render_citations(citations_of_claims(dataset, names), "text")
    assert len(names) > 350
    assert len(queries) <= len(names) / 20 + 6


CLAIMS = """
SELECT ?claim WHERE { ?claim a <https://w3id.org/nemokg/ontology#Claim> } ORDER BY ?claim"""
