"""Loading: files, directories, formats, and the view of what is stated."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import DefaultGraph, NamedNode, RdfFormat, Store

from nemokg.dataset.opening import open_dataset
from nemokg.dataset.reading import load_files, rdf_files
from nemokg.dataset.views import stated_only
from nemokg.errors import InputError, RdfSyntaxError

if TYPE_CHECKING:
    from pathlib import Path

MODEL = "https://w3id.org/nemokg/model/"
NEMO = "https://w3id.org/nemokg/ontology#"


def holds(store: Store, subject: str, predicate: str, obj: str) -> bool:
    """Tell whether a store has the triple of these local names."""
    parts = (NamedNode(MODEL + subject), NamedNode(NEMO + predicate), NamedNode(MODEL + obj))
    return any(True for _ in store.quads_for_pattern(*parts))


@pytest.mark.parametrize(
    ("suffix", "rdf_format"),
    [
        ("ttl", RdfFormat.TURTLE),
        ("nt", RdfFormat.N_TRIPLES),
        ("trig", RdfFormat.TRIG),
        ("nq", RdfFormat.N_QUADS),
        ("rdf", RdfFormat.RDF_XML),
        ("owl", RdfFormat.RDF_XML),
        ("xml", RdfFormat.RDF_XML),
        ("jsonld", RdfFormat.JSON_LD),
        ("TTL", RdfFormat.TURTLE),
    ],
)
def test_every_format_gives_the_same_triples(
    bundle: Path, tmp_path: Path, suffix: str, rdf_format: RdfFormat
) -> None:
    """A file gives the same triples in each of the formats that its name may promise."""
    store = load_files([str(bundle / "data/models.ttl")])
    file = tmp_path / f"models.{suffix}"
    store.dump(str(file), rdf_format, from_graph=DefaultGraph())
    assert set(load_files([str(file)])) == set(store)
    assert len(store) == 8


def test_a_directory_is_searched_through_in_order(bundle: Path) -> None:
    """A directory stands for the RDF files below it, sorted, each once, hidden folders left out."""
    (bundle / "data/.hidden").mkdir()
    (bundle / "data/.hidden/more.ttl").write_text("<urn:a:b> <urn:a:b> <urn:a:b> .")
    (bundle / "data/notes.txt").write_text("not RDF")
    found = rdf_files([str(bundle / "data"), str(bundle / "data/models.ttl")])
    assert [os.path.relpath(file, bundle) for file in found] == [
        "data/lab/edges.ttl",
        "data/models.ttl",
    ]


def test_own_data_replace_the_bundled_data_and_keep_the_ontology(
    bundle: Path, tmp_path: Path
) -> None:
    """With paths given, the bundled data are not loaded, but the ontology is."""
    own = tmp_path / "own.ttl"
    own.write_text(f"<{MODEL}mine> <{NEMO}distilledInto> <{MODEL}student> .")
    dataset = open_dataset([str(own)])
    assert holds(dataset.store, "mine", "distilledInto", "student")
    assert not holds(dataset.store, "maths-teacher", "distilledInto", "student")
    label = NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
    edge = NamedNode(NEMO + "distilledInto")
    assert any(True for _ in dataset.store.quads_for_pattern(edge, label, None))
    assert not dataset.bundled


def test_alignments_are_not_part_of_the_ontology_that_is_loaded(bundle: Path) -> None:
    """No file of ontology/alignments is loaded: the core does not depend on them."""
    files = open_dataset().files
    assert str(bundle / "ontology/core.ttl") in files
    assert not [file for file in files if "/alignments/" in file.replace(os.sep, "/")]


def test_a_syntax_error_names_file_line_and_column(tmp_path: Path) -> None:
    """Malformed Turtle raises an error that knows the file and the line."""
    file = tmp_path / "broken.ttl"
    file.write_text("<urn:a:b> <urn:a:b> <urn:a:b> .\n<urn:a:b> ; .\n")
    with pytest.raises(RdfSyntaxError, match=r"broken\.ttl, line 2, column \d+: ") as caught:
        load_files([str(file)])
    assert (caught.value.file, caught.value.line) == (str(file), 2)


def test_bytes_that_are_not_utf8_are_placed(tmp_path: Path) -> None:
    """A file that is not UTF-8 raises an error that names the line and the byte."""
    file = tmp_path / "latin.ttl"
    file.write_bytes(b'<urn:a:b> <urn:a:b>\n "caf\xe9" .\n')
    with pytest.raises(InputError, match=r"latin\.ttl, line 2: byte 25 is not UTF-8"):
        load_files([str(file)])


def test_a_byte_order_mark_is_no_error(tmp_path: Path) -> None:
    """A UTF-8 file that begins with a byte order mark is read like any other."""
    file = tmp_path / "marked.ttl"
    file.write_bytes(b"\xef\xbb\xbf<urn:a:b> <urn:a:b> <urn:a:b> .")
    assert len(load_files([str(file)])) == 1


def test_a_change_of_the_bundled_files_is_seen(
    bundle: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A change of the content that keeps the size of a file is seen at the next load."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    open_dataset()
    models = bundle / "data/models.ttl"
    models.write_text(models.read_text().replace("model:base", "model:bose"))
    label = NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
    store = open_dataset().store
    assert any(True for _ in store.quads_for_pattern(NamedNode(MODEL + "bose"), label, None))


def test_the_stated_view_drops_exactly_the_triples_that_no_claim_states(bundle: Path) -> None:
    """Inferred and attributed triples go; stated ones, unclaimed ones and all claims stay."""
    store = open_dataset().store
    view = stated_only(store)
    gone = {str(quad.subject) + str(quad.predicate) for quad in set(store) - set(view)}
    assert gone == {
        f"<{MODEL}code-teacher><{NEMO}distilledInto>",
        f"<{MODEL}code-teacher><{NEMO}initializedFrom>",
    }
    assert set(view) < set(store)


def test_a_triple_that_one_of_two_claims_states_stays(bundle: Path) -> None:
    """A triple with a stated claim and another, inferred one is stated."""
    edges = bundle / "data/lab/edges.ttl"
    edges.write_text(
        edges.read_text()
        + """
claim:again a nemo:Claim ;
    rdf:subject model:maths-teacher ; rdf:predicate nemo:distilledInto ; rdf:object model:student ;
    nemo:status nemo:inferred .
"""
    )
    assert holds(stated_only(open_dataset().store), "maths-teacher", "distilledInto", "student")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("graph.trig", "<urn:g> { <urn:a:b> <urn:a:c> <urn:a:d> }"),
        ("graph.nq", "<urn:a:b> <urn:a:c> <urn:a:d> <urn:g> ."),
    ],
)
def test_named_graphs_are_read_as_one(tmp_path: Path, name: str, text: str) -> None:
    """What a file says in named graphs is in the dataset, so that nothing goes unchecked."""
    file = tmp_path / name
    file.write_text(text)
    (quad,) = load_files([str(file)])
    assert str(quad.graph_name) == "DEFAULT"


@pytest.mark.parametrize("text", ["# nothing\n", "@prefix a: <urn:a:> .\n"])
def test_a_file_without_triples_is_refused(tmp_path: Path, text: str) -> None:
    """A file that says nothing is an error, since nobody means to load it."""
    file = tmp_path / "quiet.ttl"
    file.write_text(text)
    with pytest.raises(InputError, match=r"quiet\.ttl: the file holds no triples"):
        load_files([str(file)])
