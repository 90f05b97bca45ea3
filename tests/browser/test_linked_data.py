"""The pages of the single resources, and the data beside them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from explorer import KINDS, count, of_kind, records, resources
from paths import ROOT
from playwright.sync_api import expect
from pyoxigraph import CanonicalizationAlgorithm, Dataset, DefaultGraph, NamedNode, RdfFormat, parse
from rdflib import Graph

from nemokg.rdf.vocab import BASE, PREFIXES
from nemokg.site.paths import resource_page_path as path_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from explorer import Server
    from playwright.sync_api import Page

    from nemokg.api import KnowledgeGraph


def test_every_resource_has_three_files(kg: KnowledgeGraph, site: dict[str, str | bytes]) -> None:
    """Each IRI of the dataset has a page, Turtle and JSON-LD at the path of the IRI."""
    found = resources(kg)
    assert len(found) > 1000
    missing = [
        iri
        for iri in found
        for suffix in (".html", ".ttl", ".jsonld")
        if iri.removeprefix(BASE) + suffix not in site
    ]
    assert missing == []


def test_every_term_of_the_ontology_has_an_anchor(
    kg: KnowledgeGraph, site: dict[str, str | bytes]
) -> None:
    """The page of the ontology has an element for each term, named after it."""
    rows = kg.engine.select("SELECT DISTINCT ?s { ?s a ?class FILTER(isIRI(?s)) } ORDER BY ?s")
    terms = [str(s) for s in rows.column("s") if str(s).startswith(PREFIXES["nemo"])]
    ids = set(re.findall(r'id="([^"]+)"', str(site["ontology.html"])))
    assert len(terms) > 100
    assert {term.removeprefix(PREFIXES["nemo"]) for term in terms} <= ids


@pytest.mark.parametrize("kind", KINDS)
def test_turtle_and_jsonld_hold_all_triples_of_the_resource(
    kg: KnowledgeGraph, site: dict[str, str | bytes], kind: str
) -> None:
    """Both files have exactly the resource's triples, and its evidence; rdflib reads them alike."""
    iri = of_kind(kg, kind)
    stored = kg.dataset.store.quads_for_pattern(NamedNode(iri), None, None, DefaultGraph())
    expected = {str(quad.triple) for quad in stored}
    turtle, document = (str(site[path_of(iri, suffix)]) for suffix in (".ttl", ".jsonld"))
    read = {str(quad.triple) for quad in parse(turtle, RdfFormat.TURTLE)}
    assert {line for line in read if line.startswith(f"<{iri}>")} == expected
    one = Graph().parse(data=turtle)
    with pytest.warns(DeprecationWarning, match="Conjunctive"):  # of rdflib, about its own reader
        other = Graph().parse(data=document, format="json-ld")
    assert set(one) == set(other)
    assert len(one) == len(read)


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_names_its_resource_and_its_data(
    open_page: Callable[..., Page], server: Server, kg: KnowledgeGraph, kind: str
) -> None:
    """A page of each kind has its IRI, a heading, and alternates that are there."""
    iri = of_kind(kg, kind)
    page = open_page()
    page.goto(server.url + path_of(iri))
    expect(page.locator("h1")).to_have_count(1)
    expect(page.locator("h1")).not_to_be_empty()
    expect(page.locator("code", has_text=iri).first).to_be_visible()
    assert page.locator("link[rel=canonical]").get_attribute("href") == iri
    alternates = page.locator("link[rel=alternate]")
    kinds = {each.get_attribute("type"): each.get_attribute("href") for each in alternates.all()}
    assert kinds.keys() == {"text/turtle", "application/ld+json"}
    for href in kinds.values():
        assert page.request.get(f"{server.url}{kind}/{href}").ok


def test_links_between_pages_lead_to_pages(
    kg: KnowledgeGraph, site: dict[str, str | bytes]
) -> None:
    """No page of the sampled hundred refers to a file of the site that is not there."""
    names = [path_of(iri) for iri in resources(kg)]
    for name in (*names[:: len(names) // 100], "ontology.html"):
        folder = "" if "/" not in name else name.partition("/")[0]
        for href in re.findall(r'href="([^"#]+)', str(site[name])):
            if href.startswith(("https:", "http:", "data:", "mailto:")):
                continue
            target = href.removeprefix("../") if href.startswith("../") else f"{folder}/{href}"
            assert target.strip("/") in site, (name, href)


def test_a_claim_shows_its_evidence_and_a_model_its_claims(
    open_page: Callable[..., Page], server: Server, kg: KnowledgeGraph
) -> None:
    """The page of a claim has a row for each evidence, that of a model one for each claim on it."""
    page = open_page()
    edge = records(kg, "edges")[0]
    claim = kg.explain(str(edge["subject"]), str(edge["predicate"]), str(edge["object"]))
    page.goto(server.url + path_of(claim.iri))
    assert page.locator("table tbody tr").count() == len(claim.evidence)
    page.goto(server.url + path_of(claim.subject.iri))
    ends = "rdf:subject|rdf:object|owl:sourceIndividual|owl:targetIndividual"
    about = count(kg, f"?x {ends} <{claim.subject.iri}>")
    assert page.locator('[aria-label="Claims"] tbody tr').count() == about


def test_a_page_leads_back_to_the_graph(
    open_page: Callable[..., Page], server: Server, kg: KnowledgeGraph
) -> None:
    """The page of a model has a link to its place in the explorer."""
    page = open_page()
    model = str(records(kg, "edges")[0]["subject"])
    page.goto(server.url + path_of(model))
    page.get_by_role("link", name="Show it in the graph").click()
    page.wait_for_url(f"**/index.html#model/{model.rpartition('/')[2]}")


def test_the_theme_reaches_the_pages(open_page: Callable[..., Page], server: Server) -> None:
    """The theme that was chosen in the explorer is that of the other pages."""
    page = open_page(color_scheme="light")
    page.goto(server.url)
    page.locator("#theme").click()
    page.goto(server.url + "ontology.html")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")


def test_what_the_w3id_rules_lead_to_is_in_the_site(site: dict[str, str | bytes]) -> None:
    """Every file by name in the rules of w3id is in the site."""
    rules = (ROOT / "w3id" / ".htaccess").read_text(encoding="utf-8")
    named = set(re.findall(r"\$1([a-z][\w.-]+\.\w+) \[", rules))
    assert len(named) > 3
    assert named <= site.keys()
    for form in ("html", "ttl", "jsonld", "rdf", "nt"):
        assert f"ontology.{form}" in site
    assert "shapes.ttl" in site
    assert "context.jsonld" in site


def test_the_files_of_the_ontology_are_the_same_graph(site: dict[str, str | bytes]) -> None:
    """Turtle, N-Triples and RDF/XML of the ontology hold the same triples."""
    forms = {"ttl": RdfFormat.TURTLE, "nt": RdfFormat.N_TRIPLES, "rdf": RdfFormat.RDF_XML}
    graphs = [Dataset(parse(site[f"ontology.{end}"], form)) for end, form in forms.items()]
    for graph in graphs:
        graph.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    assert len(graphs[0]) > 500
    assert graphs[0] == graphs[1] == graphs[2]
