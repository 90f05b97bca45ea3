"""Small documents of each kind that the W3C suites test and that was once read wrongly."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pyoxigraph import NamedNode, Store

from nemokg.dataset.reading import store_of_files
from nemokg.dataset.sources import SourceFile
from nemokg.errors import InputWarning, RdfSyntaxError
from nemokg.loading.bulk import fill_store

if TYPE_CHECKING:
    from pathlib import Path

BASE = "https://example.org/a/b/doc"
RDF = 'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:v="urn:v:"'
RESOLVED = {
    "segments.ttl": ("<../x/./y> <urn:p> <?q> .", "/a/x/y", "/a/b/doc?q"),
    "fragment.ttl": ("<#s> <urn:p> <> .", "/a/b/doc#s", "/a/b/doc"),
    "declared.ttl": ("@base </c/> . <s> <urn:p> <o> .", "/c/s", "/c/o"),
    "declared-anew.ttl": ("BASE </c/> BASE <d/> <s> <urn:p> <o> .", "/c/d/s", "/c/d/o"),
    "prefix.ttl": ("@prefix : <v#> . :s <urn:p> :o .", "/a/b/v#s", "/a/b/v#o"),
    "graph.trig": ("<g> { <s> <urn:p> <o> }", "/a/b/s", "/a/b/o"),
    "about.rdf": (
        f'<rdf:RDF {RDF}><rdf:Description rdf:about="s"><v:p rdf:resource="../o"/>'
        "</rdf:Description></rdf:RDF>",
        "/a/b/s",
        "/a/o",
    ),
    "declared.rdf": (
        f'<rdf:RDF {RDF} xml:base="https://example.org/c/d"><rdf:Description rdf:ID="s">'
        '<v:p rdf:resource=""/></rdf:Description></rdf:RDF>',
        "/c/d#s",
        "/c/d",
    ),
    "declared.jsonld": (
        '{"@context": {"@base": "/c/"}, "@id": "s", "urn:p": {"@id": "o"}}',
        "/c/s",
        "/c/o",
    ),
}
WITHOUT_TRIPLES = {
    "a.nt": "# a comment",
    "b.nq": "\n# a comment\n",
    "c.ttl": "@prefix : <urn:x:> .",
    "d.trig": "<urn:g> { }",
    "e.rdf": f"<rdf:RDF {RDF}/>",
    "f.jsonld": "[]",
}
ILL_FORMED = {
    "literal-subject.nt": '"s" <urn:p> <urn:o> .',
    "relative.nt": "<s> <urn:p> <urn:o> .",
    "relative-datatype.nq": '<urn:s> <urn:p> "o"^^<d> .',
    "prefixed.nq": "@prefix : <urn:x:> .",
    "no-dot.ttl": "<s> <urn:p> <o>",
    "escape.ttl": r'<s> <urn:p> "\a" .',
    "space-in-iri.ttl": "<s> <urn:p> <a b> .",
    "keyword.ttl": "<s> A <o> .",
    "graph-in-turtle.ttl": "<g> { <s> <urn:p> <o> }",
    "nested-graph.trig": "<g> { <h> { <s> <urn:p> <o> } }",
    "literal-graph.trig": '"g" { <s> <urn:p> <o> }',
    "id-twice.rdf": f'<rdf:RDF {RDF}><v:C rdf:ID="s"/><v:C rdf:ID="s"/></rdf:RDF>',
    "id-is-no-name.rdf": f'<rdf:RDF {RDF}><v:C rdf:ID="1 2"/></rdf:RDF>',
    "about-and-id.rdf": f'<rdf:RDF {RDF}><v:C rdf:ID="s" rdf:about="t"/></rdf:RDF>',
    "open-tag.rdf": f"<rdf:RDF {RDF}><v:C></rdf:RDF>",
    "term.jsonld": '{"@context": {"a:b": "urn:other"}, "@id": "s", "a:b": "o"}',
}


def source(folder: Path, name: str, text: str) -> SourceFile:
    """Return a file with a text, as one that was found in a directory."""
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return SourceFile(str(file), BASE, searched=True)


@pytest.mark.parametrize("name", RESOLVED)
def test_relative_iris_are_resolved_as_rfc_3986_says(tmp_path: Path, name: str) -> None:
    """Both loaders resolve IRIs against the base that is declared in the document, or given."""
    text, subject, obj = RESOLVED[name]
    file = source(tmp_path, name, text)
    on_disk = Store()
    fill_store(on_disk, [file])
    for store in (store_of_files([file]), on_disk):
        found = {(quad.subject, quad.object) for quad in store}
        site = "https://example.org"
        assert found == {(NamedNode(f"{site}{subject}"), NamedNode(f"{site}{obj}"))}


@pytest.mark.parametrize("name", WITHOUT_TRIPLES)
def test_a_document_without_triples_is_well_formed(tmp_path: Path, name: str) -> None:
    """A document without triples is read by both loaders, with a warning that it has none."""
    file = source(tmp_path, name, WITHOUT_TRIPLES[name])
    with pytest.warns(InputWarning, match="contains no triples"):
        assert len(store_of_files([file])) == 0
    with pytest.warns(InputWarning, match="contains no triples"):
        fill_store(Store(), [file])


@pytest.mark.parametrize("name", ILL_FORMED)
def test_what_is_not_well_formed_is_refused(tmp_path: Path, name: str) -> None:
    """Both loaders refuse a document that breaks a rule of its syntax, and name the file."""
    file = source(tmp_path, name, ILL_FORMED[name])
    with pytest.raises(RdfSyntaxError, match=name):
        store_of_files([file])
    with pytest.raises(RdfSyntaxError, match=name):
        fill_store(Store(), [file])
