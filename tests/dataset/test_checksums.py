"""Checksums of the files of a store, by which damage is noticed before the store answers."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from pyoxigraph import NamedNode as Node
from pyoxigraph import Quad, Store

from nemokg.dataset import checksums
from nemokg.dataset.checksums import CHECKSUMS, describe_damage, write_checksums

WHEN = 1_700_000_000_000_000_000


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a store of some triples with its checksums."""
    path = tmp_path_factory.mktemp("original") / "store"
    store = Store(str(path))
    store.bulk_extend(Quad(Node(f"urn:x:{n}"), Node("urn:x:p"), Node("urn:x:o")) for n in range(99))
    del store  # closes it
    write_checksums(str(path))
    return path


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """Return what the checksums take for a store, its files long unchanged."""
    path = tmp_path / "store"
    path.mkdir()
    for name in ("CURRENT", "000010.sst"):
        (path / name).write_text(f"content of {name}")
        os.utime(path / name, ns=(WHEN, WHEN))
    write_checksums(str(path))
    return path


def flipped(path: Path, place: int = 3) -> None:
    """Flip one bit of a file, which keeps its times."""
    status, content = path.stat(), bytearray(path.read_bytes())
    content[place] ^= 16
    path.write_bytes(content)
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))


def test_a_bit_flipped_anywhere_is_noticed(original: Path) -> None:
    """A bit flipped in any file that the store is read from, at any of many places, is noticed."""
    assert describe_damage(str(original)) is None
    flips = 0
    for path in original.iterdir():
        size = path.stat().st_size
        for place in range(0, size if path.name != "LOG" else 0, size // 20 + 1):
            flipped(path, place)
            assert describe_damage(str(original)) is not None, (path, place)
            flipped(path, place)
            flips += 1
    assert describe_damage(str(original)) is None
    assert flips > 100


def test_what_is_wrong_is_named(store: Path) -> None:
    """The file that has changed, is missing or is too many is named, and so is the record."""
    assert describe_damage(str(store)) is None
    (store / "LOG").write_text("of no consequence")
    (store / ".nfs0001").write_text("of no consequence")
    assert describe_damage(str(store)) is None
    (store / "000011.log").write_text("more")
    assert describe_damage(str(store)) == "000011.log is not one of its files"
    (store / "000011.log").unlink()
    (store / "CURRENT").write_text("longer than it was before")
    assert describe_damage(str(store)) == "CURRENT is not as it was written"
    (store / "CURRENT").unlink()
    assert describe_damage(str(store)) == "CURRENT is missing"
    (store / CHECKSUMS).write_bytes(b"\xff\xfe")
    assert describe_damage(str(store)) == "CHECKSUMS is damaged"
    (store / CHECKSUMS).unlink()
    assert describe_damage(str(store)) == "CHECKSUMS cannot be read: No such file or directory"


def test_a_file_of_a_large_store_is_read_if_its_time_has_changed(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is too large to be read each time is read where its time has changed, or on demand."""
    monkeypatch.setattr(checksums, "READ_AT_ONCE", 0)
    flipped(store / "000010.sst")
    assert describe_damage(str(store)) is None
    assert describe_damage(str(store), thorough=True) == "000010.sst is not as it was written"
    os.utime(store / "000010.sst")
    assert describe_damage(str(store)) == "000010.sst is not as it was written"


def test_a_file_of_a_large_store_is_read_where_there_are_no_times(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A time of zero, which is that of a file system without times, tells nothing."""
    monkeypatch.setattr(checksums, "READ_AT_ONCE", 0)
    os.utime(store / "000010.sst", ns=(0, 0))
    write_checksums(str(store))
    assert describe_damage(str(store)) is None
    flipped(store / "000010.sst")
    assert describe_damage(str(store)) == "000010.sst is not as it was written"


def test_a_large_store_that_was_not_touched_is_not_read(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Opening a large store does not take the time to read it."""
    monkeypatch.setattr(checksums, "READ_AT_ONCE", 0)
    monkeypatch.setattr(checksums, "_checksum", lambda path: pytest.fail(f"{path} is read"))
    assert describe_damage(str(store)) is None
