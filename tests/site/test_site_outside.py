"""A site of names and texts that others wrote: every link leads somewhere, none runs anything."""

from __future__ import annotations

import json
import re
from functools import cache
from html import escape
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import pytest
from paths import FIXTURES, ROOT
from pyoxigraph import NamedNode, RdfFormat, Store, parse

from nemokg.dataset.opening import Dataset
from nemokg.export import FORMATS, render_dataset
from nemokg.site import single_page, site_files
from nemokg.site.paths import LONGEST, resource_page_path
from nemokg.training.lineage import trace_lineage

if TYPE_CHECKING:
    from collections.abc import Iterator

LONG = "h" * 300
BASE = "https://w3id.org/nemokg/"
# Each of these once stopped the site or became a link.
HOSTILE = rf"""
<javascript:alert(1)> a nemo:Model ; rdfs:label "JS"@en ; nemo:initializedFrom model:heron-base .
<data:text/html,x> a nemo:Model ; rdfs:label "Data"@en ; nemo:judges model:heron-base ;
    nemo:trainedOn <javascript:alert(2)> .
model:heron-final nemo:initializedFrom [ rdfs:label "an unnamed base" ] , "a base in words" ,
    <https://example.org/foreign#model> , <urn:x:y> , <https://example.org/\u202Efdp.exe> ;
    nemo:feeds <vbscript:x> .
[] nemo:distilledInto model:heron-final ; nemo:memberOf [] .
model:{LONG} a nemo:Model ; rdfs:label "Long"@en ; nemo:initializedFrom model:{LONG}2 .
dataset:{LONG} a nemo:Dataset . model:{LONG}2 nemo:trainedOn dataset:{LONG} .
model:CON a nemo:Model ; rdfs:label "Con"@en ; nemo:initializedFrom model:heron-base .
source:heron-report schema:url <javascript:alert(3)> , "javascript:alert(4)" .
<file:///etc/passwd> a nemo:Source ; dcterms:title "A file"@en .
<javascript:alert(5)> a nemo:Algorithm ; rdfs:label "Algorithm"@en .
stage:s nemo:produces model:heron-final ; nemo:usesAlgorithm <javascript:alert(5)> .
[] a nemo:Claim ; rdf:subject model:heron-final ; rdf:predicate nemo:feeds ; rdf:object [] .
<javascript:alert(6)> a nemo:Claim ; rdf:subject <javascript:alert(1)> ; rdfs:label "C"@en ;
    rdf:predicate nemo:initializedFrom ; rdf:object model:heron-base ; nemo:status nemo:inferred .
claim:literals a nemo:Claim ; rdf:subject "lit" ; rdf:predicate "p" ; rdf:object 5 ;
    nemo:status nemo:inferred ; nemo:rank "normal" ; nemo:evidence "e" .
claim:blanks a nemo:Claim ; rdf:subject model:heron-base ; rdf:predicate nemo:feeds ;
    rdf:object [] ; nemo:status [] ;
    nemo:evidence [ dcterms:source [ dcterms:title "T" ] ; nemo:locator 5 ] .
claim:nothing a nemo:Claim .
"""
# The same name in either case, one that is long, and a claim: all of another namespace.
OUTSIDE = [
    "https://example.org/model/heron",
    "https://example.org/model/Heron",
    f"https://example.org/model/{'o' * 400}",
    "https://example.org/claims?of=a&b#c",
]
HOSTILE += f"""
<{OUTSIDE[0]}> a nemo:Model , nemo:Participant ; nemo:initializedFrom model:heron-base .
<{OUTSIDE[1]}> a nemo:Model , nemo:Participant ; nemo:initializedFrom <{OUTSIDE[0]}> .
<{OUTSIDE[2]}> a nemo:Model , nemo:Participant ; nemo:initializedFrom <{OUTSIDE[1]}> .
<{OUTSIDE[3]}> a nemo:Claim ; rdf:subject <{OUTSIDE[0]}> ; rdfs:label "Out"@en ;
    rdf:predicate nemo:initializedFrom ; rdf:object model:heron-base ; nemo:status nemo:stated .
"""


@cache
def dataset() -> Dataset:
    """Return the ontology, a small pipeline, and what is hostile."""
    store = Store()
    store.load((ROOT / "ontology/nemokg.ttl").read_bytes(), RdfFormat.TURTLE)
    pipeline = (FIXTURES / "pipelines/heron.ttl").read_text(encoding="utf-8")
    store.load(pipeline + HOSTILE, RdfFormat.TURTLE)
    return Dataset(store)


@cache
def files() -> dict[str, str | bytes]:
    """Return the files of the site."""
    return site_files(dataset())


class Links(HTMLParser):
    """Collects the addresses of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take in an element."""
        names = ("href", "src", "xlink:href")
        self.addresses += [value or "" for name, value in attrs if name in names]


def pages() -> Iterator[tuple[str, list[str]]]:
    """Yield the pages and drawings of the site, with their addresses."""
    for path, content in files().items():
        if path.endswith((".html", ".svg")) and isinstance(content, str):
            yield path, Links(content).addresses


def test_no_link_leaves_the_web() -> None:
    """Every address in the site is a path in it or one of the web, and no link leads to nothing."""
    for path, addresses in pages():
        for address in addresses:
            assert address, f"{path} has a link to nothing"
            scheme = urlsplit(address).scheme
            assert scheme in ("", "http", "https") or address.startswith("data:image/"), path
            assert "\u202e" not in unquote(address).partition("#")[0]


def test_every_path_leads_to_a_file() -> None:
    """Links within the site lead to files that it has, also for names that are cut."""
    for path, addresses in pages():
        for address in addresses:
            if not urlsplit(address).scheme and not address.startswith("#"):
                whole = f"{path.rpartition('/')[0]}/{urlsplit(address).path}".strip("/")
                target = re.sub(r"[^/]+/\.\./", "", whole)
                assert target in files(), f"{path} links to {address}"


def test_file_names_are_bounded_and_unique() -> None:
    """No name exceeds what file systems take, none is a device, and long ones stay apart."""
    names = [part for path in files() for part in path.split("/")]
    assert max(map(len, names)) < 230
    assert "con" not in {name.partition(".")[0].lower() for name in names}
    long = [resource_page_path(f"{BASE}model/{LONG}{end}") for end in ("", "2")]
    assert len(set(long)) == 2
    assert set(long) <= files().keys()
    for path in long:
        stem = path.removesuffix(".html")
        assert f"{stem}.ttl" in files()
        assert f'href="{stem.partition("/")[2]}.ttl"' in str(files()[path])


def test_validation_finds_the_names_that_are_cut() -> None:
    """The rule of the shapes about long names begins where pages get other names."""
    rule = f"[^/]{{{LONGEST + 1}}}"
    assert rule in (ROOT / "shapes/graph.ttl").read_text(encoding="utf-8")


def test_the_data_of_the_scripts_have_no_other_addresses() -> None:
    """What the scripts make links of is a path in the site, an address of the web, or nothing."""
    nodes = json.loads(str(files()["data/graph.json"]))["nodes"]
    places = {node["page"] for node in nodes} | {d["page"] for n in nodes for d in n["data"]}
    assert {place for place in places if place and "://" not in place} <= files().keys()
    assert {place.partition("://")[0] for place in places if "://" in place} == {"https"}
    by_label = {node["label"]: node["page"] for node in nodes}
    assert by_label["an unnamed base"] == ""
    assert by_label["JS"] == resource_page_path("javascript:alert(1)")
    assert by_label["Heron base"] == "model/heron-base.html"


def test_what_lies_outside_our_base_has_a_page_and_data() -> None:
    """A resource of any namespace has a page, Turtle and JSON-LD, under a name that is its own."""
    named = json.loads(str(files()["data/pages.json"]))
    assert {*OUTSIDE, "javascript:alert(1)", "file:///etc/passwd"} <= named.keys()
    assert len({path.lower() for path in named.values()}) == len(named)
    for iri, path in named.items():
        assert re.fullmatch(r"resource/[a-z0-9-]{17,120}\.html", path), iri
        page, stem = str(files()[path]), path.removesuffix(".html")
        assert f"<code>{escape(iri)}</code>" in page
        told = parse(str(files()[f"{stem}.ttl"]), RdfFormat.TURTLE)
        assert NamedNode(iri) in {quad.subject for quad in told}
        assert json.loads(str(files()[f"{stem}.jsonld"]))
    leading = {path for path, addresses in pages() if f"../{named[OUTSIDE[0]]}" in addresses}
    assert {"model/heron-base.html", resource_page_path(OUTSIDE[3])} <= leading
    assert f'href="../index.html#model/{"o" * 400}"' in str(files()[named[OUTSIDE[2]]])


def test_the_single_page_has_no_link_to_a_file_or_a_script() -> None:
    """In the single file, links lead within the page or to the web."""
    addresses = Links(single_page(dataset())).addresses
    assert not [a for a in addresses if not a.startswith(("#", "https://", "data:image/"))]
    assert not [a for a in addresses if a.startswith(BASE) and "_" in a]
    assert OUTSIDE[0] in addresses
    assert not [a for a in addresses if a.startswith(f"{BASE}resource")]


@pytest.mark.parametrize("form", ["svg", "dot", "mermaid", "graphml", "nodes-csv", "edges-csv"])
def test_drawings_show_what_has_no_name(form: str) -> None:
    """A blank participant is drawn, without a link; a literal is not; and no link is a script."""
    text = render_dataset(dataset(), form)
    assert "unnamed" in text
    assert "in words" not in text
    assert not re.search(r'(?i)(href|URL)="?(javascript|data|vbscript|file|urn):', text)


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_odd_claims_stop_no_format(form: str) -> None:
    """Claims about literals, about blank nodes and about nothing are in no export's way."""
    assert render_dataset(dataset(), form)


def test_a_lineage_leads_over_blank_nodes() -> None:
    """A base without a name is in the tree and in the table, and a literal in neither."""
    lineage = trace_lineage(dataset().engine, "heron-final")
    assert "an unnamed base" in str(lineage)
    assert "in words" not in str(lineage)
    assert any(str(row[2]).startswith("_:") for row in lineage.as_table().rows)
