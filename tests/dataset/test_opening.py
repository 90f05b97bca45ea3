"""A dataset knows of which layers it is made, how it was opened, and what answers for it."""

from __future__ import annotations

from pathlib import Path

import pytest
from fake_store import fake_store
from pyoxigraph import NamedNode, Quad, Store

from nemokg.dataset.opening import Dataset, open_dataset
from nemokg.engine.endpoint import LOADED
from nemokg.errors import EngineError, InputError
from nemokg.queries import info

TRIPLE = (NamedNode("urn:s"), NamedNode("urn:p"), NamedNode("urn:o"))


def test_the_bundled_dataset_lies_above_the_ontology(bundle: Path) -> None:
    """Without a path, the layers are the ontology and the bundled data, each with its files."""
    dataset = open_dataset()
    ontology, data = dataset.layers
    assert (ontology.kind, data.kind) == ("ontology", "bundled data")
    assert ontology.files == (str(bundle / "ontology/core.ttl"),)
    assert data.paths == dataset.origin == (str(bundle / "data"),)
    assert dataset.files == (*ontology.files, *data.files)
    assert len(data.files) == 2


def test_own_files_lie_above_the_ontology(bundle: Path) -> None:
    """With paths, they are a layer of their own; a file that is named twice is read once."""
    mine = bundle / "data/models.ttl"
    dataset = open_dataset([mine, mine, bundle / "ontology/core.ttl"])
    assert [layer.kind for layer in dataset.layers] == ["ontology", "own files"]
    assert dataset.files == (str(bundle / "ontology/core.ttl"), str(mine))
    assert not dataset.bundled


def test_an_endpoint_is_copied_when_all_is_needed() -> None:
    """An endpoint answers for itself; its triples come once, when something needs them all."""
    with fake_store() as fake:
        fake.store.add(Quad(*TRIPLE))
        dataset = open_dataset(endpoint=fake.url)
        assert dataset.engine.ask("ASK { <urn:s> ?p ?o }")
        asked = len(fake.requests)
        assert (dataset.remote, dataset.origin, asked) == (True, (fake.url,), 2)
        assert [*dataset.store] == [*dataset.store] == [Quad(*TRIPLE)]
        assert len(fake.requests) == asked + 1
        view = open_dataset(endpoint=fake.url, stated_only=True)
        assert view.stated
        assert not view.remote
        fake.requests.clear()
        assert view.engine.ask("ASK { <urn:s> ?p ?o }")
        assert len(fake.requests) == 2


def test_triples_in_several_graphs_are_counted_once() -> None:
    """Of a triple that lies in two of the loaded graphs of an endpoint there is one."""
    name = NamedNode("http://www.w3.org/ns/sparql-service-description#name")
    with fake_store() as fake:
        for graph in ("urn:g:1", "urn:g:2"):
            file, loaded = NamedNode(f"{graph}:file"), NamedNode(LOADED)
            fake.store.add(Quad(file, name, NamedNode(graph), loaded))
            fake.store.add(Quad(*TRIPLE, NamedNode(graph)))
        assert info.dataset_info(open_dataset(endpoint=fake.url)).triples == 1


def test_a_part_of_a_view_is_both() -> None:
    """A selection from a view is a part, and still what is stated; neither changes the layers."""
    dataset = open_dataset(stated_only=True)
    part = dataset.part_in_store(Store())
    assert (part.stated, part.part, part.layers) == (True, True, dataset.layers)
    assert (dataset.stated, dataset.part) == (True, False)


def test_the_store_opens_when_it_is_needed() -> None:
    """A store that is given as a function is opened once, by the first who asks for it."""
    opened: list[Store] = []

    def open_() -> Store:
        opened.append(Store())
        return opened[-1]

    dataset = Dataset(open_)
    assert opened == []
    assert not dataset.engine.ask("ASK { ?s ?p ?o }")
    assert [dataset.store] == opened


@pytest.mark.parametrize(
    ("options", "error", "sentence"),
    [
        ({"store": "a", "endpoint": "http://b"}, InputError, "only one of files"),
        ({"paths": ["a"], "store": "b"}, InputError, "only one of files"),
        ({"paths": ["no-such.ttl"]}, InputError, "no such file"),
        ({"engine": "jena"}, EngineError, 'no engine "jena"'),
        ({"endpoint": "http://localhost/", "engine": "rdflib"}, EngineError, "itself; leave out"),
    ],
)
def test_what_cannot_be_opened(
    options: dict[str, str], error: type[Exception], sentence: str
) -> None:
    """Two sources at once, a missing path and an engine that there is not are one sentence each."""
    with pytest.raises(error, match=sentence):
        open_dataset(**options)  # type: ignore[arg-type]
