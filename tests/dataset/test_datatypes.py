"""Datatypes that the store replaces: that they are, and that it is said."""

from __future__ import annotations

import gzip
import warnings
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store

from nemokg.dataset import datatypes
from nemokg.dataset.reading import rdf_files, store_of_files
from nemokg.errors import InputWarning
from nemokg.loading.bulk import fill_store

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Outcome

XSD = "http://www.w3.org/2001/XMLSchema#"
RDF = 'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:v="urn:v:"'
REPLACED = {
    "a.nt": f'<urn:s> <urn:p> "5"^^<{XSD}byte> .',
    "b.nq": f'<urn:s> <urn:p> "5"^^<{XSD}unsignedLong> .',
    "c.ttl": f'@prefix xsd: <{XSD}> . <s> <p> "5"^^xsd:nonNegativeInteger.',
    "d.trig": f'PREFIX xs: <{XSD}> <g> {{ <s> <p> "5"^^xs:int }}',
    "e.rdf": f'<rdf:RDF {RDF}><v:C><v:p rdf:datatype="{XSD}short">5</v:p></v:C></rdf:RDF>',
    "f.rdf": f'<!DOCTYPE r [<!ENTITY xsd "{XSD}">]><rdf:RDF {RDF}><v:C>'
    '<v:p rdf:datatype="&xsd;long">5</v:p></v:C></rdf:RDF>',
    "g.jsonld": f'{{"@id": "s", "urn:p": {{"@value": "5", "@type": "{XSD}positiveInteger"}}}}',
    "h.jsonld": f'{{"@context": {{"xsd": "{XSD}", "p": {{"@id": "urn:p", "@type": "xsd:byte"}}}},'
    ' "@id": "s", "p": "5"}',
    "i.ttl": f'<s> <p> "2024-01-01T00:00:00Z"^^<{XSD}dateTimeStamp> .',
}
KEPT = {
    "a.ttl": f'@prefix xsd: <{XSD}> . <s> <p> "5"^^xsd:integer , 5 , "5.5"^^xsd:decimal .',
    "b.ttl": f"@prefix xsd: <{XSD}> . <p> a <q> ; <r> xsd:byte , xsd:nonNegativeInteger .",
    "c.ttl": '@prefix xsd: <urn:x:> . <s> <p> "5"^^<urn:x#byte> , "5"^^<urn:x:int> .',
    "d.nt": f'<urn:s> <urn:p> "5"^^<{XSD}bytes> .',
}


@pytest.mark.parametrize("datatype", [*datatypes.REPLACED, f"{XSD}integer", f"{XSD}date"])
def test_the_table_is_what_the_store_does(datatype: str) -> None:
    """The store replaces just the datatypes of the table, each by the one that is named."""
    dates = {"date": "2024-01-01", "dateTimeStamp": "2024-01-01T00:00:00Z"}
    value = dates.get(datatype.partition("#")[2], "1")
    store = Store()
    literal = Literal(value, datatype=NamedNode(datatype))
    store.add(Quad(NamedNode("urn:s"), NamedNode("urn:p"), literal))
    (quad,) = store
    assert isinstance(quad.object, Literal)
    assert quad.object.datatype.value == datatypes.REPLACED.get(datatype, datatype)


@pytest.mark.parametrize("name", REPLACED)
@pytest.mark.parametrize("packed", [False, True])
def test_a_datatype_that_is_replaced_is_named(tmp_path: Path, name: str, packed: bool) -> None:
    """Both loaders warn of it, in every syntax, compressed or not."""
    file = tmp_path / (f"{name}.gz" if packed else name)
    content = REPLACED[name].encode()
    file.write_bytes(gzip.compress(content) if packed else content)
    files = rdf_files([str(file)])
    for load in (store_of_files, lambda files: fill_store(Store(), files)):
        with pytest.warns(InputWarning, match=rf"{name}.*: the store keeps the values of its xsd:"):
            load(files)


@pytest.mark.parametrize("name", KEPT)
def test_other_datatypes_are_kept_without_a_word(tmp_path: Path, name: str) -> None:
    """Nothing is said of a file whose datatypes the store keeps."""
    (tmp_path / name).write_text(KEPT[name])
    with warnings.catch_warnings(action="error"):
        store_of_files(rdf_files([str(tmp_path / name)]))


def test_a_datatype_across_two_pieces_is_found() -> None:
    """What is searched piece by piece is found where one piece ends and the next begins."""
    literal = f'"5"^^<{XSD}byte>'.encode()
    for place in range(0, len(literal), 7):
        content = b" " * ((1 << 20) - place) + literal
        with pytest.warns(InputWarning, match="xsd:byte"):
            datatypes.warn_of_replaced_datatype("a.nt", content, RdfFormat.N_TRIPLES)


def test_the_command_line_says_it_once(tmp_path: Path, nemokg: Callable[..., Outcome]) -> None:
    """A query over such a file answers, with one line on standard error."""
    (tmp_path / "a.nt").write_text(REPLACED["a.nt"])
    (tmp_path / "q.rq").write_text("SELECT ?n { <urn:s> <urn:p> ?n }")
    outcome = nemokg("query", "--file", tmp_path / "q.rq", "--data", tmp_path / "a.nt")
    assert (outcome.code, outcome.out.count("5")) == (0, 1)
    assert outcome.err == (
        f"nemokg: {tmp_path}/a.nt: the store keeps the values of its xsd:byte literals, but not"
        " that datatype; queries and exports show xsd:integer.\n"
    )
