"""A dataset knows of which layers it is made, how it was opened, and what answers for it."""

from __future__ import annotations

from pathlib import Path

import pytest
from fake_store import fake_store
from pyoxigraph import NamedNode, Quad, Store

from nemokg.dataset.layers import BUNDLED, OWN, SHARED
from nemokg.dataset.opening import Dataset, open_dataset
from nemokg.engine.endpoint import LOADED
from nemokg.errors import EngineError, InputError
from nemokg.queries import info

TRIPLE = (NamedNode("urn:s"), NamedNode("urn:p"), NamedNode("urn:o"))


@pytest.fixture
def layered(bundle: Path) -> Path:
    """Return the root of a small bundle whose data have a folder that all pipelines share."""
    (bundle / "data/shared").mkdir()
    (bundle / "data/shared/units.ttl").write_text("<urn:x:s> <urn:x:p> <urn:x:unit> .", "utf-8")
    return bundle


def test_the_bundled_dataset_lies_above_the_shared_data(layered: Path) -> None:
    """Without a path, the layers are the ontology, the shared data and the bundled pipelines."""
    dataset = open_dataset()
    ontology, shared, data = dataset.layers
    assert (ontology.kind, shared.kind, data.kind) == ("ontology", "shared data", "bundled data")
    assert ontology.files == (str(layered / "ontology/core.ttl"),)
    assert shared.files == (str(layered / "data/shared/units.ttl"),)
    assert data.paths == dataset.origin == (str(layered / "data"),)
    assert dataset.files == (*ontology.files, *shared.files, *data.files)
    assert len(data.files) == 2
    assert dataset.bundled


def test_own_files_lie_above_what_all_share(layered: Path) -> None:
    """With paths, they are a layer of their own, and the bundled pipelines come only on request."""
    mine = layered.parent / "mine.ttl"
    mine.write_text("<urn:x:a> <urn:x:p> <urn:x:unit> .", "utf-8")
    opened = {
        "": open_dataset([mine]),
        "with-bundled": open_dataset([mine], with_bundled=True),
        "alone": open_dataset([mine], alone=True),
    }
    assert {option: [layer.kind for layer in each.layers] for option, each in opened.items()} == {
        "": ["ontology", "shared data", "own files"],
        "with-bundled": ["ontology", "shared data", "bundled data", "own files"],
        "alone": ["own files"],
    }
    dataset = open_dataset([mine])
    assert [dataset.has_layer(kind) for kind in (SHARED, BUNDLED, OWN)] == [True, False, True]
    assert not dataset.bundled


@pytest.mark.parametrize(
    ("path", "own", "beneath"),
    [
        ("data", {"models.ttl", "edges.ttl", "units.ttl"}, {"core.ttl"}),
        ("data/shared", {"units.ttl"}, {"core.ttl"}),
        ("data/models.ttl", {"models.ttl"}, {"core.ttl", "units.ttl"}),
        ("link/../data/../data/models.ttl", {"models.ttl"}, {"core.ttl", "units.ttl"}),
        ("link", {"models.ttl", "edges.ttl", "units.ttl"}, {"core.ttl"}),
        ("ontology/core.ttl", {"core.ttl"}, {"units.ttl"}),
    ],
)
def test_files_of_ours_that_are_named_are_read_once(
    layered: Path, path: str, own: set[str], beneath: set[str]
) -> None:
    """A file that a user names, by whatever path, is theirs and not in a layer beneath as well."""
    (layered / "link").symlink_to(layered / "data")
    dataset = open_dataset([layered / path, layered / "data/../" / path])
    *below, top = dataset.layers
    assert {Path(file).name for file in top.files} == own
    assert {Path(file).name for layer in below for file in layer.files} == beneath
    assert len(dataset.files) == len(own | beneath)
    with_bundled = open_dataset([layered / path], with_bundled=True)
    assert len(with_bundled.files) == 4
    assert with_bundled.has_layer(BUNDLED)


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
