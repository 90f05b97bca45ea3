"""Stores on disk: what `nemokg load` makes and refuses, and what it leaves when it is killed."""

from __future__ import annotations

import gzip
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from generated import generate
from paths import SRC
from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Store

from nemokg import load
from nemokg.dataset.reading import store_of_files
from nemokg.dataset.stores import open_store
from nemokg.dataset.views import count_asserted_triples
from nemokg.errors import InputError, OutputError, RdfSyntaxError
from nemokg.files import replacing
from nemokg.loading import bulk

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Outcome

TRIPLE = "<urn:x:a> <urn:x:b> <urn:x:c> .\n"
linux = pytest.mark.skipif(sys.platform != "linux", reason="kills as Linux does")


def compressed(suffix: str, content: bytes) -> bytes:
    """Return bytes as a file of this suffix holds them."""
    if suffix.endswith(".gz"):
        return gzip.compress(content)
    if suffix.endswith(".zst"):
        zstd = pytest.importorskip(
            "compression.zstd" if sys.version_info >= (3, 14) else "backports.zstd"
        )
        return bytes(zstd.compress(content))
    return content


@pytest.mark.parametrize(
    ("suffix", "rdf_format"),
    [
        ("ttl", RdfFormat.TURTLE),
        ("nt", RdfFormat.N_TRIPLES),
        ("trig", RdfFormat.TRIG),
        ("nq", RdfFormat.N_QUADS),
        ("rdf", RdfFormat.RDF_XML),
        ("jsonld", RdfFormat.JSON_LD),
        ("ttl.gz", RdfFormat.TURTLE),
        ("nt.zst", RdfFormat.N_TRIPLES),
    ],
)
def test_every_format(tmp_path: Path, bundle: Path, suffix: str, rdf_format: RdfFormat) -> None:
    """A file of any format, compressed or not, gives the same store as the reader in memory."""
    whole = store_of_files([str(bundle / "data/models.ttl")])
    file = tmp_path / f"models.{suffix}"
    file.write_bytes(
        compressed(suffix, whole.dump(format=rdf_format, from_graph=DefaultGraph()) or b"")
    )
    count = bulk.make_store([str(file)], str(tmp_path / "store"))
    assert (
        set(open_store(str(tmp_path / "store"))) == set(whole) == set(store_of_files([str(file)]))
    )
    assert count == len(whole)


def test_named_graphs_are_there_besides(tmp_path: Path) -> None:
    """Triples of named graphs come into the default graph, where queries look, and into these."""
    file = tmp_path / "a.nq"
    file.write_text("<urn:x:a> <urn:x:b> _:x <urn:x:g> .\n" + TRIPLE)
    assert bulk.make_store([str(file)], str(tmp_path / "store")) == 2
    store = open_store(str(tmp_path / "store"))
    (named,) = store.quads_for_pattern(None, None, None, NamedNode("urn:x:g"))
    default = set(store.quads_for_pattern(None, None, None, DefaultGraph()))
    assert len(default) == 2
    assert Quad(named.subject, named.predicate, named.object) in default  # the same blank node
    assert count_asserted_triples(store) == 2


def test_blank_nodes_of_files_differ(tmp_path: Path) -> None:
    """Equal labels of blank nodes in two files are two nodes."""
    for name in ("a.ttl", "b.ttl"):
        (tmp_path / name).write_text("_:x <urn:x:b> <urn:x:c> .")
    assert bulk.make_store(list(map(str, tmp_path.glob("*.ttl"))), str(tmp_path / "store")) == 2


def test_large_files(tmp_path: Path, bundle: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files that are loaded one by one, being large, give the same store and the same errors."""
    files = bulk.files_with_ontology([str(bundle / "data")])
    small = bulk.make_store(files, str(tmp_path / "small"))
    monkeypatch.setattr(bulk, "LARGE", 100)
    assert bulk.make_store(files, str(tmp_path / "large")) == small
    assert set(open_store(str(tmp_path / "large"))) == set(open_store(str(tmp_path / "small")))
    (tmp_path / "a.ttl").write_text(TRIPLE * 9 + "<urn:x:a> ;")
    with pytest.raises(RdfSyntaxError, match=r"a\.ttl, line 10, column"):
        bulk.make_store([str(tmp_path / "a.ttl")], str(tmp_path / "large"))


def test_a_store_of_many_tables_is_merged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each large file adds tables to every order; too many of them are merged after loading."""
    monkeypatch.setattr(bulk, "LARGE", 1)
    files = []
    for number in range(4):
        files.append(str(tmp_path / f"{number}.nt"))
        Path(files[-1]).write_text(f"<urn:x:s> <urn:x:p> <urn:x:a-long-name-{number}> .\n")
    tables = {}
    for name, most in (("scattered", 100), ("merged", 1)):
        monkeypatch.setattr(bulk, "SCATTERED", most)
        assert bulk.make_store(files, str(tmp_path / name)) == 4
        tables[name] = len(list((tmp_path / name).glob("*.sst")))
        assert len(open_store(str(tmp_path / name))) == 4
    assert tables["merged"] < tables["scattered"]


def test_a_mark_before_the_text(tmp_path: Path) -> None:
    """The mark with which some programs begin UTF-8 is no part of the text."""
    file = tmp_path / "a.ttl"
    file.write_bytes(b"\xef\xbb\xbf" + TRIPLE.encode())
    assert bulk.make_store([str(file)], str(tmp_path / "store")) == 1


def test_the_command(tmp_path: Path, bundle: Path, nemokg: Callable[..., Outcome]) -> None:
    """A store answers as the files do that it was made of, the ontology beneath them."""
    made = nemokg("load", bundle / "data", "--store", tmp_path / "store")
    assert (made.code, made.err) == (0, "")
    for arguments in (("info", "--format", "json"), ("query", "teachers", "--format", "csv")):
        stored = nemokg(*arguments, "--store", tmp_path / "store")
        read = nemokg(*arguments, "--data", bundle / "data")
        if arguments[0] == "query":
            assert stored.out == read.out != ""
        assert stored.code == read.code == 0
    assert f"{len(load(bundle / 'data').dataset.store)} triples" in made.out


def test_the_bundled_data(tmp_path: Path, bundle: Path, nemokg: Callable[..., Outcome]) -> None:
    """Without files, the store holds the bundled data."""
    assert bundle.exists()
    assert nemokg("load", "--store", tmp_path / "store").code == 0
    assert set(open_store(str(tmp_path / "store"))) == set(load().dataset.store)


def test_a_store_holds_the_layers_that_it_was_loaded_with(
    tmp_path: Path, bundle: Path, nemokg: Callable[..., Outcome]
) -> None:
    """Files lie above the ontology and the shared data and, on request, the bundled pipelines."""
    (bundle / "data/shared").mkdir()
    (bundle / "data/shared/units.ttl").write_text("<urn:x:s> <urn:x:p> <urn:x:unit> .", "utf-8")
    file = tmp_path / "mine.ttl"
    file.write_text("<urn:x:mine> <urn:x:p> <urn:x:unit> .", "utf-8")
    for options, opened in (
        ((), load(file)),
        (("--with-bundled",), load(file, with_bundled=True)),
    ):
        assert nemokg("load", file, *options, "--store", tmp_path / "store").code == 0
        assert set(open_store(str(tmp_path / "store"))) == set(opened.dataset.store)
    refused = nemokg("load", "--with-bundled", "--store", tmp_path / "store")
    assert (refused.code, refused.err.count("\n")) == (2, 1)
    assert "lie beneath files of your own only" in refused.err


@pytest.mark.parametrize(
    ("name", "content", "line"),
    [
        ("a.ttl", (TRIPLE * 9 + "<urn:x:a> ; .\n").encode(), 10),
        ("a.nt.gz", gzip.compress((TRIPLE * 70_000 + "<urn:x:a> ; .\n").encode()), 70_001),
        ("a.ttl", (TRIPLE * 3).encode() + b"<urn:x:a> <urn:x:b> '\xff' .", 4),
        ("a.rdf", b'<?xml version="1.0"?>\n<r:RDF xmlns:r="urn:x:r">\n<x:y/></r:RDF>', 3),
        ("a.jsonld", b'{"@id": "urn:x:a",\n "urn:x:b": [}', 2),
    ],
)
def test_errors_name_the_line(tmp_path: Path, name: str, content: bytes, line: int) -> None:
    """An error in a file names file and line, and leaves neither a store nor litter."""
    (tmp_path / name).write_bytes(content)
    with pytest.raises(RdfSyntaxError) as caught:
        bulk.make_store([str(tmp_path / name)], str(tmp_path / "store"))
    assert caught.value.line == line
    assert f"{name}, line {line}, column" in str(caught.value)
    assert os.listdir(tmp_path) == [name]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.ttl", b""),
        ("a.ttl", b"# nothing\n"),
        ("a.ttl.gz", gzip.compress(TRIPLE.encode() * 9999)[:-30]),
        ("a.ttl.gz", TRIPLE.encode()),
        ("a.nt.zst", TRIPLE.encode()),
        ("a.rdf.gz", b"no"),
    ],
)
def test_damaged_files(tmp_path: Path, name: str, content: bytes) -> None:
    """A file that is empty or damaged is named, by both ways of reading, and leaves no litter."""
    (tmp_path / name).write_bytes(content)
    for read in (lambda file: bulk.make_store([file], str(tmp_path / "store")), one_file):
        with pytest.raises(InputError, match=f"{name}: "):
            read(str(tmp_path / name))
    assert os.listdir(tmp_path) == [name]


def one_file(file: str) -> None:
    store_of_files([file])


def test_a_failure_leaves_the_old_store(tmp_path: Path) -> None:
    """A load that fails leaves the store that was there, and one that succeeds replaces it."""
    (tmp_path / "good.ttl").write_text(TRIPLE)
    (tmp_path / "more.ttl").write_text(TRIPLE.replace("a", "z"))
    (tmp_path / "bad.ttl").write_text("<urn:x:a> ;")
    store = str(tmp_path / "store")
    bulk.make_store([str(tmp_path / "good.ttl")], store)
    before = set(open_store(store))
    with pytest.raises(RdfSyntaxError):
        bulk.make_store([str(tmp_path / "more.ttl"), str(tmp_path / "bad.ttl")], store)
    assert set(open_store(store)) == before
    bulk.make_store([str(tmp_path / "more.ttl")], store)
    assert set(open_store(store)).isdisjoint(before)
    assert set(os.listdir(tmp_path)) == {"good.ttl", "more.ttl", "bad.ttl", "store"}


def test_only_stores_are_replaced(tmp_path: Path, nemokg: Callable[..., Outcome]) -> None:
    """A directory with anything else in it, or a file, is not replaced."""
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/thesis.tex").write_text("years of work")
    for target in (tmp_path / "mine", tmp_path / "mine/thesis.tex"):
        outcome = nemokg("load", "--store", target)
        assert outcome.code == 2
        assert outcome.err.count("\n") == 1
        assert "choose" in outcome.err
    assert (tmp_path / "mine/thesis.tex").read_text() == "years of work"
    with pytest.raises(OutputError):
        bulk.check_store_target(str(tmp_path / "mine"))


@pytest.mark.parametrize("name", ["missing", "empty", "file", "broken"])
def test_what_is_no_store(tmp_path: Path, name: str, nemokg: Callable[..., Outcome]) -> None:
    """What is not a store is refused in one sentence that says how to make one."""
    (tmp_path / "empty").mkdir()
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken/CURRENT").write_text("MANIFEST-000001\n")
    (tmp_path / "file").write_text("")
    outcome = nemokg("query", "models", "--store", tmp_path / name)
    assert outcome.code == 2
    assert outcome.err.startswith(f"nemokg: {tmp_path / name}: ")
    assert outcome.err.count("\n") == 1
    assert "nemokg load" in outcome.err
    assert sorted(os.listdir(tmp_path)) == ["broken", "empty", "file"]


def started(files: list[Path], store: Path) -> subprocess.Popen[bytes]:
    # A process in the background of a shell ignores interrupts.
    heeds = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)"
    program = f"{heeds}; from nemokg.__main__ import run; run()"
    command = [sys.executable, "-c", program, "load", *map(str, files), "--store", str(store)]
    environment = {**os.environ, "PYTHONPATH": str(SRC)}
    return subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )


@linux
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_killed_at_any_moment(tmp_path: Path, number: signal.Signals) -> None:
    """A load killed at any moment leaves the old store or the new one, whole, and no litter."""
    made = generate(tmp_path / "made.nt", 60_000)
    store = tmp_path / "store"
    old = bulk.make_store(
        bulk.files_with_ontology([str(generate(tmp_path / "old.nt", 3000))]), str(store)
    )
    begun = time.monotonic()
    with started([made], tmp_path / "other") as process:
        assert process.wait() == 0
    takes = time.monotonic() - begun
    new = len(open_store(str(tmp_path / "other")))
    seen, rests = set(), 0
    for moment in range(9):
        with started([made], store) as process:
            time.sleep(takes * (moment + 3) / 10)
            if process.poll() is not None:  # the machine was busier when the time was taken
                takes *= 0.7
            process.send_signal(number)
            process.wait()
            assert process.stdout is not None
            assert process.stderr is not None
            assert b"Traceback" not in process.stderr.read()
        seen.add(len(open_store(str(store))))
        rests += (tmp_path / ".store.part").exists()
    assert seen <= {old, new}
    assert old in seen, "the signals all came too late"
    if number != signal.SIGKILL:  # which gives nobody the time to tidy up
        assert not rests
    with started([made], store) as process:
        assert process.wait() == 0
    assert set(os.listdir(tmp_path)) == {"made.nt", "old.nt", "store", "other"}
    assert len(open_store(str(store))) == new


@pytest.mark.parametrize("error", [KeyboardInterrupt, OSError(28, "No space left")])
def test_closed_before_it_is_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    """A store that could not be made is closed before its files go, so that it adds none."""
    removed = []

    def fail(store: Store, *_: object) -> None:
        raise error

    def remove(directory: str, ignore_errors: bool) -> None:
        Store(directory)  # which only one can have open for writing
        removed.append(directory)
        shutil.rmtree(directory, ignore_errors)

    monkeypatch.setattr(bulk, "fill_store", fail)
    monkeypatch.setattr(replacing, "rmtree", remove)
    with pytest.raises((KeyboardInterrupt, OutputError)):
        bulk.make_store(bulk.files_with_ontology(), str(tmp_path / "store"))
    assert removed == [str(tmp_path / ".store.part")]
    assert not os.listdir(tmp_path)


@linux
@pytest.mark.parametrize("large", [10, bulk.LARGE])
def test_no_room(tmp_path: Path, large: int) -> None:
    """Where there is no room for the store, the target is blamed, and nothing remains."""
    made = generate(tmp_path / "made.nt", 60_000)
    program = f"""
import resource, signal
from nemokg.loading import bulk
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))
bulk.LARGE = {large}
from nemokg.cli.main import main
raise SystemExit(main(["load", "made.nt", "--store", "store"]))
"""
    outcome = subprocess.run(
        [sys.executable, "-c", program],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(SRC)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert outcome.returncode == 2
    assert outcome.stderr.startswith(f"nemokg: {tmp_path}/store: cannot be written (")
    assert outcome.stderr.count("\n") == 1
    assert os.listdir(tmp_path) == [made.name]


@linux
def test_one_at_a_time(tmp_path: Path) -> None:
    """A second load of the same store is refused while the first one runs."""
    made = generate(tmp_path / "made.nt", 60_000)
    with started([made], tmp_path / "store") as process:
        while not (tmp_path / ".store.part/CURRENT").exists():
            assert process.poll() is None
        with pytest.raises(OutputError, match="another process is writing there"):
            bulk.make_store([str(made)], str(tmp_path / "store"))
        assert process.wait() == 0
    assert len(open_store(str(tmp_path / "store"))) > 50_000


def test_memory_is_bounded(tmp_path: Path) -> None:
    """What is told of the bytes read adds up to the size of the file, in pieces."""
    made = generate(tmp_path / "made.nt", 60_000)
    told: list[int] = []
    bulk.make_store([str(made)], str(tmp_path / "store"), told.append)
    assert sum(told) == made.stat().st_size
    assert max(told) <= 1 << 20
    assert len(Store.read_only(str(tmp_path / "store"))) > 50_000
