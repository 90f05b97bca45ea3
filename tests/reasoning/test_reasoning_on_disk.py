"""Reasoning in a store on disk: the same triples, written whole or not at all."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from shutil import rmtree
from typing import TYPE_CHECKING

import pytest
from generated import generate
from paths import SRC
from pyoxigraph import BlankNode, DefaultGraph, Store, Triple

from nemokg import load
from nemokg.cli.main import main
from nemokg.dataset.opening import open_dataset
from nemokg.dataset.stores import open_store
from nemokg.entailment.rules import ENTAILED
from nemokg.errors import InputError
from nemokg.files import replacing
from nemokg.loading import bulk
from nemokg.reasoning.closure import compute_closure
from nemokg.reasoning.on_disk import write_closure

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Outcome


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return generate(tmp_path_factory.mktemp("made") / "made.nt", 3000)


@pytest.fixture
def store(tmp_path: Path, made: Path) -> Path:
    bulk.make_store(bulk.files_with_ontology([str(made)]), str(tmp_path / "store"))
    return tmp_path / "store"


def test_as_the_complete_reasoner(made: Path, store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The store then holds what owlrl concludes from the same files, in a graph of its own."""
    monkeypatch.setattr("nemokg.reasoning.on_disk._TOGETHER", 500)  # so that it is written in parts
    before = set(open_store(str(store)))
    closure = write_closure(str(store))
    expected = load(made).reason("owlrl")
    assert set(closure.entailed) == set(expected.entailed)
    assert closure.counts == expected.counts
    assert closure.consistent
    after = open_store(str(store))
    assert set(after.quads_for_pattern(None, None, None, DefaultGraph())) == before
    assert {quad.graph_name for quad in after} == {DefaultGraph(), ENTAILED}


def test_blank_nodes(tmp_path: Path) -> None:
    """What follows about resources of others, or without an IRI, is said of those very ones."""
    data = tmp_path / "unnamed.ttl"
    data.write_text(
        "@prefix nemo: <https://w3id.org/nemokg/ontology#> ."
        "<https://example.org/x> nemo:initializedFrom [ nemo:initializedFrom [] ] ;"
        " nemo:initializedFrom <<( <x:a> <x:b> [] )>> .",
        encoding="utf-8",
    )
    bulk.make_store(bulk.files_with_ontology([str(data)]), str(tmp_path / "store"))
    expected = compute_closure(open_dataset(store=tmp_path / "store")).entailed
    found = write_closure(str(tmp_path / "store")).entailed
    assert set(found) == set(expected)
    assert sum(isinstance(triple.object, BlankNode) for triple in found) >= 4
    assert sum(isinstance(triple.subject, BlankNode) for triple in found) >= 4
    assert any(isinstance(triple.object, Triple) for triple in found)


def test_again(store: Path) -> None:
    """Reasoning again gives the same, however much was entailed before."""
    first = write_closure(str(store))
    held = set(open_store(str(store)))
    assert write_closure(str(store)).counts == first.counts
    assert set(open_store(str(store))) == held
    assert os.listdir(store.parent) == ["store"]


def test_readers_go_on(store: Path) -> None:
    """Whoever has the store open goes on reading what it held."""
    opened = open_store(str(store))
    before = len(opened)
    write_closure(str(store))
    assert len(opened) == before < len(open_store(str(store)))


def test_the_command(store: Path, nemokg: Callable[..., Outcome]) -> None:
    """The command writes into the store, except for a view, and queries answer as before."""
    asked = ("query", "edges", "--format", "csv", "--store", store)
    before = nemokg(*asked).out
    asserted = len(open_store(str(store)))
    assert nemokg("reason", "--store", store, "--stated-only").code == 0
    assert not open_store(str(store)).contains_named_graph(ENTAILED)
    outcome = nemokg("reason", "--store", store)
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out.endswith(f"written to {store}\n")
    assert open_store(str(store)).contains_named_graph(ENTAILED)
    assert nemokg(*asked).out == before != ""
    assert (
        f"\n{asserted:,} triples from the store {store}\n"
        in nemokg("info", "--store", str(store)).out
    )


def test_no_store(tmp_path: Path) -> None:
    """Where there is no store, none is made."""
    with pytest.raises(InputError, match="no such directory"):
        write_closure(str(tmp_path / "store"))
    assert not os.listdir(tmp_path)


def test_a_load_that_is_starting_is_waited_for(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A signal that comes while a thread starts leaves no thread that writes after the cleanup."""
    removed = threading.Event()
    removed_before_the_end: list[bool] = []
    start = threading.Thread.start

    class Slow:
        """A store whose loads wait a little for the directory to go."""

        def __init__(self, directory: str) -> None:
            self._store = Store(directory)
            self.clear_graph = self._store.clear_graph

        def bulk_load(self, text: str, *_: object, **__: object) -> None:
            removed_before_the_end.append(removed.wait(0.3))

    def remove(directory: str, ignore_errors: bool = False) -> None:
        removed.set()
        rmtree(directory, ignore_errors)

    def interrupted(thread: threading.Thread) -> None:
        start(thread)
        signal.raise_signal(signal.SIGTERM)

    monkeypatch.setattr("nemokg.reasoning.on_disk.Store", Slow)
    monkeypatch.setattr(threading.Thread, "start", interrupted)
    monkeypatch.setattr(replacing, "rmtree", remove)
    with pytest.raises(SystemExit):
        main(["reason", "--store", str(store)])
    assert removed_before_the_end == [False]
    assert os.listdir(store.parent) == ["store"]


def test_the_log_of_a_store_does_not_grow(store: Path) -> None:
    """The log of what was done to the old store is not handed on to the new one."""
    for _ in range(3):
        write_closure(str(store))
    assert len(list(store.glob("LOG*"))) == 1


@pytest.mark.skipif(sys.platform != "linux", reason="kills as Linux does")
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
def test_killed_at_any_moment(store: Path, number: signal.Signals) -> None:
    """A run killed at any moment leaves the store readable, with all that followed in it."""
    program = "from nemokg.__main__ import run; run()"
    command = [sys.executable, "-c", program, "reason", "--store", str(store)]
    environment = {**os.environ, "PYTHONPATH": str(SRC)}
    plain = len(open_store(str(store)))
    begun = time.monotonic()
    subprocess.run(command, env=environment, check=True, capture_output=True)
    takes = time.monotonic() - begun
    full = len(open_store(str(store)))
    assert plain < full
    for moment in range(6):
        with subprocess.Popen(
            command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
        ) as process:
            time.sleep(takes * (moment + 2) / 8)
            process.send_signal(number)
            process.wait()
            assert process.stderr is not None
            assert b"Traceback" not in process.stderr.read()
        assert len(open_store(str(store))) == full
        if number != signal.SIGKILL:
            assert os.listdir(store.parent) == ["store"]
    subprocess.run(command, env=environment, check=True, capture_output=True)
    assert os.listdir(store.parent) == ["store"]
