"""Loading: files, directories, formats, and the view of what is stated."""

from __future__ import annotations

import gzip
import os
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import DefaultGraph, NamedNode, RdfFormat, Store

from nemokg.dataset.opening import open_dataset
from nemokg.dataset.reading import rdf_files, store_of_files
from nemokg.dataset.sources import ReadOptions
from nemokg.dataset.views import stated_only_store
from nemokg.errors import InputError, InputWarning, RdfSyntaxError
from nemokg.loading import bulk

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from conftest import Outcome

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
    store = store_of_files([str(bundle / "data/models.ttl")])
    file = tmp_path / f"models.{suffix}"
    store.dump(str(file), rdf_format, from_graph=DefaultGraph())
    assert set(store_of_files([str(file)])) == set(store)
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
        store_of_files([str(file)])
    assert (caught.value.file, caught.value.line) == (str(file), 2)


def test_bytes_that_are_not_utf8_are_placed(tmp_path: Path) -> None:
    """A file that is not UTF-8 raises an error that names the line and the byte."""
    file = tmp_path / "latin.ttl"
    file.write_bytes(b'<urn:a:b> <urn:a:b>\n "caf\xe9" .\n')
    with pytest.raises(InputError, match=r"latin\.ttl, line 2: byte 25 is not UTF-8"):
        store_of_files([str(file)])


def test_a_byte_order_mark_is_no_error(tmp_path: Path) -> None:
    """A UTF-8 file that begins with a byte order mark is read like any other."""
    file = tmp_path / "marked.ttl"
    file.write_bytes(b"\xef\xbb\xbf<urn:a:b> <urn:a:b> <urn:a:b> .")
    assert len(store_of_files([str(file)])) == 1


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
    view = stated_only_store(store)
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
    assert holds(
        stated_only_store(open_dataset().store), "maths-teacher", "distilledInto", "student"
    )


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
    (quad,) = store_of_files([str(file)])
    assert str(quad.graph_name) == "DEFAULT"


@pytest.mark.parametrize("text", ["# nothing\n", "@prefix a: <urn:a:> .\n"])
def test_a_file_without_triples_is_refused(tmp_path: Path, text: str) -> None:
    """A file that says nothing is an error, since nobody means to load it."""
    file = tmp_path / "quiet.ttl"
    file.write_text(text)
    with pytest.raises(InputError, match=r"quiet\.ttl: the file contains no triples"):
        store_of_files([str(file)])


def both(paths: Sequence[object], options: ReadOptions) -> set[str]:
    """Return the triples of paths as both loaders read them, which must be the same."""
    files = rdf_files(map(str, paths), options)
    in_memory = {str(quad.triple) for quad in store_of_files(files)}
    assert in_memory == {str(quad.triple) for quad in bulk.default_graph_quads(files)}
    return in_memory


RELATIVE = {
    "a.ttl": "<> <b> <#c> .",
    "a.trig": "<> <b> <#c> .",
    "a.jsonld": '{"@id": "", "b:b": {"@id": "#c"}}',
    "a.json": '{"@id": "", "b:b": {"@id": "#c"}}',
    "a.rdf": """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:b="b:">
        <rdf:Description rdf:about=""><b:b rdf:resource="#c"/></rdf:Description></rdf:RDF>""",
}


@pytest.mark.parametrize("name", RELATIVE)
@pytest.mark.parametrize("base", [None, "https://example.org/x/y"])
def test_relative_iris_are_resolved(tmp_path: Path, name: str, base: str | None) -> None:
    """Relative IRIs are those of the file, or of the base given, in every syntax."""
    file = tmp_path / "of mine" / name
    file.parent.mkdir()
    file.write_text(RELATIVE[name])
    own = base or f"file://{tmp_path}/of%20mine/{name}"
    verb = f"{own.rpartition('/')[0]}/b" if name in ("a.ttl", "a.trig") else "b:b"
    assert both([file], ReadOptions(base)) == {f"<{own}> <{verb}> <{own}#c>"}


def test_a_base_is_absolute(tmp_path: Path, nemokg: Callable[..., Outcome]) -> None:
    """A base that is no absolute IRI is refused in one sentence."""
    (tmp_path / "a.ttl").write_text("<> a <b> .")
    outcome = nemokg("info", "--data", tmp_path / "a.ttl", "--base", "here")
    assert (outcome.code, outcome.err) == (
        2,
        "nemokg: --base here: not an absolute IRI; give one with a scheme.\n",
    )


@pytest.mark.parametrize("text", ["", " \n", "# nothing\n"])
def test_an_empty_file_does_not_stop_a_directory(tmp_path: Path, text: str) -> None:
    """A file without triples in a directory is skipped with a warning, by both loaders."""
    (tmp_path / "a.ttl").write_text(text)
    (tmp_path / "b.ttl").write_text("<urn:a:b> <urn:a:b> <urn:a:b> .")
    with pytest.warns(InputWarning, match=r"a\.ttl: the file contains no triples and is skipped"):
        assert len(both([tmp_path], ReadOptions())) == 1
    for read in (store_of_files, bulk.default_graph_quads):
        with pytest.raises(InputError, match=r"a\.ttl: the file "):
            list(read(rdf_files([str(tmp_path / "a.ttl")])))


def test_the_word_about_an_empty_file(tmp_path: Path, nemokg: Callable[..., Outcome]) -> None:
    """The command line says once which file of a directory is skipped, and goes on."""
    (tmp_path / "data").mkdir()
    (tmp_path / "data/a.ttl").write_text("# nothing")
    (tmp_path / "data/b.ttl").write_text("<urn:a:b> <urn:a:b> <urn:a:b> .")
    for command in (
        ("load", tmp_path / "data", "--store", tmp_path / "store"),
        ("info", "--data", tmp_path / "data"),
    ):
        outcome = nemokg(*command)
        assert outcome.code == 0
        assert outcome.err == (
            f"nemokg: {tmp_path}/data/a.ttl: the file contains no triples and is skipped.\n"
        )


@pytest.mark.parametrize("syntax", ["ttl", "jsonld"])
def test_standard_input(syntax: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The path - is standard input, in the syntax that is named, read once for all who need it."""
    source = tmp_path / "input"
    source.write_text(RELATIVE[f"a.{syntax}"])
    monkeypatch.setattr("nemokg.dataset.reading._standard_input", [])
    with source.open() as stream:
        monkeypatch.setattr("sys.stdin", stream)
        (triple,) = both(["-"], ReadOptions("https://example.org/a", syntax=syntax))
    assert triple.startswith("<https://example.org/a> ")
    assert triple.endswith(" <https://example.org/a#c>")


def test_a_syntax_for_files_of_other_names(tmp_path: Path) -> None:
    """A named file is in the syntax that is given, whatever its name; one in a directory is not."""
    (tmp_path / "a.txt").write_text("<urn:a:b> <urn:a:b> <urn:a:b> .")
    (tmp_path / "b.json").write_text("[]")
    (tmp_path / "c.nq").write_text("<urn:a:b> <urn:a:b> <urn:a:b> <urn:a:c> .")
    assert both([tmp_path / "a.txt"], ReadOptions(syntax="nt")) == both([tmp_path], ReadOptions())
    with pytest.raises(InputError, match="or --syntax must name it"):
        rdf_files([str(tmp_path / "a.txt")])


@pytest.mark.parametrize("name", ["a.nt", "a.ttl", "a.jsonld"])
def test_a_literal_beyond_the_parser_is_refused(tmp_path: Path, name: str) -> None:
    """A literal of more than 16 MiB is one sentence that says so, by both loaders."""
    file = tmp_path / name
    long = "x" * 17_000_000
    triple = f'<urn:a:a> <urn:a:b> "{long}" .'
    file.write_text(f'{{"@id": "urn:a:a", "urn:a:b": "{long}"}}' if "json" in name else triple)
    for read in (store_of_files, bulk.default_graph_quads):
        with pytest.raises(InputError, match=r"longer than 16 MiB .* shorten it"):
            list(read([str(file)]))


def test_a_mark_within_an_archive(tmp_path: Path) -> None:
    """A byte order mark within a compressed file is no part of the text, for both loaders."""
    file = tmp_path / "a.ttl.gz"
    file.write_bytes(gzip.compress(b"\xef\xbb\xbf<urn:a:b> <urn:a:b> <urn:a:b> ."))
    assert len(both([file], ReadOptions())) == 1
