"""JSON-LD whose contexts lie elsewhere."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from pyld import jsonld

from nemokg.dataset.reading import rdf_files, store_of_files
from nemokg.dataset.sources import ReadOptions
from nemokg.errors import InputError, InputWarning
from nemokg.loading import bulk

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Outcome

URL = "https://example.org/context"
CONTEXT = {"@context": {"@vocab": "https://example.org/", "about": {"@type": "@id"}}}


@pytest.mark.parametrize(
    "context",
    [
        URL,
        [URL],
        [{"more": "https://example.org/more"}, URL],
        [URL, {"@base": "https://example.org/base/"}],
    ],
)
def test_a_copy_takes_the_place_of_a_context(tmp_path: Path, context: object) -> None:
    """With a copy of its context a document means what PyLD makes of it, for both loaders."""
    document = {
        "@context": context,
        "@id": "#me",
        "name": "x",
        "about": {"@context": URL, "@id": "other", "name": "y", "about": "third"},
    }
    (tmp_path / "copy.json").write_text(json.dumps(CONTEXT))
    file = tmp_path / "a.jsonld"
    file.write_text(json.dumps(document))
    options = ReadOptions("https://example.org/file", {URL: str(tmp_path / "copy.json")})
    expected = jsonld.to_rdf(
        document,
        {
            "base": "https://example.org/file",
            "format": "application/n-quads",
            "documentLoader": lambda *_: {
                "document": CONTEXT,
                "documentUrl": URL,
                "contextUrl": None,
            },
        },
    )
    for read in (store_of_files, bulk.default_graph_quads):
        lines = {f"{quad} .\n" for quad in read(rdf_files([str(file)], options))}
        assert lines == set(expected.splitlines(keepends=True))
        assert len(lines) == 4


@pytest.mark.parametrize(
    ("document", "problem"),
    [
        ({"@context": "https://example.org/c", "name": "x"}, "its context https://example.org/c"),
        ({"@context": ["more.json"], "name": "x"}, "its context file:///.*/more.json"),
        ({"@context": {"@import": "https://example.org/c"}, "name": "x"}, "its context imports"),
    ],
)
def test_a_context_is_never_fetched(tmp_path: Path, document: object, problem: str) -> None:
    """A context of which there is no copy is named, with what to do, by both loaders."""
    file = tmp_path / "a.jsonld"
    file.write_text(json.dumps(document))
    for read in (store_of_files, bulk.default_graph_quads):
        with pytest.raises(InputError, match=f"{file}: {problem}"):
            list(read([str(file)]))


def test_contexts_that_name_one_another(tmp_path: Path) -> None:
    """Copies that name one another without end are refused."""
    (tmp_path / "copy.json").write_text(json.dumps({"@context": URL}))
    file = tmp_path / "a.jsonld"
    file.write_text(json.dumps({"@context": URL, "name": "x"}))
    options = ReadOptions(contexts={URL: str(tmp_path / "copy.json")})
    with pytest.raises(InputError, match="name one another without end"):
        store_of_files(rdf_files([str(file)], options))


def test_the_flag(tmp_path: Path, nemokg: Callable[..., Outcome]) -> None:
    """Without --context a remote context is one sentence that names the flag, which then helps."""
    (tmp_path / "copy.json").write_text(json.dumps(CONTEXT))
    file = tmp_path / "a.jsonld"
    file.write_text(json.dumps({"@context": URL, "@id": "urn:x:a", "name": "x"}))
    refused = nemokg("load", file, "--store", tmp_path / "store")
    assert refused.code == 2
    assert refused.err.endswith(f"give a copy of it with --context {URL}=FILE.\n")
    given = nemokg(
        "load", file, "--store", tmp_path / "store", "--context", f"{URL}={tmp_path}/copy.json"
    )
    assert (given.code, given.err) == (0, "")
    assert nemokg("load", file, "--store", tmp_path / "x", "--context", "copy.json").code == 2


@pytest.mark.parametrize(
    ("node", "example"),
    [
        ({"@id": "urn:x:b", "unknown": "x"}, "<unknown>"),
        ({"@id": "parquet files", "urn:x:c": "x"}, "<file:///.*/parquet files>"),
        ({"@id": "urn:x:b", "urn:x:c": {"@value": "x", "@language": "not one"}}, '"x"@not one'),
        ({"@context": {"@base": None}, "@id": "b", "urn:x:c": "x"}, "<b>"),
    ],
)
def test_no_triple_is_dropped_in_silence(tmp_path: Path, node: object, example: str) -> None:
    """What JSON-LD has to drop is counted in a warning, with an example, by both loaders."""
    file = tmp_path / "a.jsonld"
    file.write_text(json.dumps([{"@id": "urn:x:a", "urn:x:c": "x"}, node]))
    for read in (store_of_files, bulk.default_graph_quads):
        with pytest.warns(InputWarning, match=f"drops 1 of its 2 triples, .* such as {example}"):
            assert len(list(read([str(file)]))) == 1
