"""The store that a server makes of its dataset."""

from __future__ import annotations

import fcntl
import os
import tempfile
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import DefaultGraph, RdfFormat, Store

from nemokg.dataset.layers import OWN, Layer
from nemokg.dataset.opening import Dataset
from nemokg.dataset.reading import store_of_files
from nemokg.dataset.views import stated_only_store
from nemokg.errors import OutputError
from nemokg.loading.bulk import make_store
from nemokg.server.workers import snapshot

if TYPE_CHECKING:
    from pathlib import Path
    from types import ModuleType

GRAPHS = """
GRAPH <urn:x:g> { <urn:x:a> <urn:x:b> 1 , 2 . _:c <urn:x:b> 4 }
<urn:x:a> <urn:x:b> 3 .
"""


def made(folder: Path, rdf_format: RdfFormat) -> str:
    """Return the path of a file with a named graph."""
    store = Store()
    store.load(GRAPHS, RdfFormat.TRIG)
    file = folder / f"a.{rdf_format.file_extension}"
    file.write_bytes(store.dump(format=rdf_format) or b"")
    return str(file)


def canonical(path: Path) -> set[str]:
    """Return the quads of a store, whatever its blank nodes are called."""
    return {
        " ".join("_:" if str(term).startswith("_:") else str(term) for term in quad)
        for quad in Store.read_only(str(path))
    }


@pytest.mark.parametrize("rdf_format", [RdfFormat.TRIG, RdfFormat.N_QUADS, RdfFormat.JSON_LD])
def test_a_server_has_the_graphs_that_load_keeps(tmp_path: Path, rdf_format: RdfFormat) -> None:
    """`serve --data` and `load --store` make the same of a file and of its named graphs."""
    file = made(tmp_path, rdf_format)
    make_store([file], str(tmp_path / "loaded"))
    snapshot.write_snapshot(
        Dataset(store_of_files([file]), [Layer(OWN, (file,), (file,))]), str(tmp_path / "served")
    )
    assert canonical(tmp_path / "served") == canonical(tmp_path / "loaded")
    assert len(canonical(tmp_path / "served")) == 7


def test_the_view_of_what_is_stated_has_no_named_graphs(tmp_path: Path) -> None:
    """What is left out of the view is not to be had from a graph that the files name either."""
    file = made(tmp_path, RdfFormat.TRIG)
    make_store([file], str(tmp_path / "loaded"))
    view = stated_only_store(Store.read_only(str(tmp_path / "loaded")))
    assert {quad.graph_name for quad in view} == {DefaultGraph()}
    snapshot.write_snapshot(
        Dataset(view, [Layer(OWN, (file,), (file,))], stated=True), str(tmp_path / "served")
    )
    assert len(canonical(tmp_path / "served")) == len(view) == 4


def test_a_full_disk_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the copy of the data has no room, one sentence says where, and what to do."""

    def fail(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(snapshot, "Store", fail)
    with pytest.raises(OutputError, match=f"{tmp_path}: .*No space left.*set TMPDIR") as raised:
        snapshot.write_snapshot(Dataset(Store()), str(tmp_path / "store"))
    assert str(raised.value).count("\n") == 0
    monkeypatch.setattr(tempfile, "mkdtemp", fail)
    with pytest.raises(OutputError, match="No temporary directory can be written"):
        snapshot.temporary_folder()


@pytest.mark.parametrize("moment", [(os, "open"), (fcntl, "flock")], ids=["opened", "locked"])
def test_a_folder_that_another_server_removes_is_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moment: tuple[ModuleType, str]
) -> None:
    """A server that starts between a new folder and its lock removes it, which stops neither."""
    module, name = moment
    act = getattr(module, name)

    def late(*arguments: object) -> object:
        monkeypatch.setattr(module, name, act)  # only the first time
        snapshot.Folder(str(tmp_path)).remove()  # the other server, from its start to its end
        return act(*arguments)

    monkeypatch.setattr(module, name, late)
    folder = snapshot.Folder(str(tmp_path))
    assert os.listdir(tmp_path) == [os.path.basename(folder.path)]
    snapshot.Folder(str(tmp_path)).remove()  # which leaves alone what is locked
    assert os.listdir(tmp_path) == [os.path.basename(folder.path)]
    folder.remove()
    assert not os.listdir(tmp_path)
