"""The cache on disk: never wrong, never in the way, whatever happens to it."""

from __future__ import annotations

import os
import resource
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from paths import SRC
from pyoxigraph import Store

from nemokg.dataset import cache
from nemokg.dataset.reading import load_files

if TYPE_CHECKING:
    from collections.abc import Callable

TURTLE = "<urn:x:a> <urn:x:p> <urn:x:b> .\n"
# Loads the files given and says how many triples they hold.
PROGRAM = """
import sys
from nemokg.dataset.cache import cached
from nemokg.dataset.reading import load_files
print(len(cached(tuple(sys.argv[1:]), load_files)()))
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return where the cache is to be, a folder that is not there yet."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "home"))
    return tmp_path / "home/nemokg"


@pytest.fixture
def files(tmp_path: Path) -> tuple[str, ...]:
    """Return a file of one triple, last changed long ago."""
    file = tmp_path / "data.ttl"
    file.write_text(TURTLE, encoding="utf-8")
    os.utime(file, (1, 1))
    return (str(file),)


def never(files: object) -> Store:
    """Stand in for a loader that must not be called."""
    raise AssertionError("the files are read although there is a copy in the cache")


def copies(folder: Path) -> list[Path]:
    """Return the copies in a cache."""
    return sorted(path.parent for path in folder.glob("*/stamp"))


def count(files: tuple[str, ...], loader: Callable[..., Store] = load_files) -> int:
    """Return how many triples the cache gives for the files."""
    return len(cache.cached(files, loader)())


def start(files: tuple[str, ...], program: str = PROGRAM) -> subprocess.Popen[str]:
    """Start a process that loads the files through the cache."""
    return subprocess.Popen(
        [sys.executable, "-c", program, *files],
        env={**os.environ, "PYTHONPATH": str(SRC)},
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


def test_the_second_load_reads_the_copy(folder: Path, files: tuple[str, ...]) -> None:
    """What was loaded once is not parsed again, and the copy is for its owner alone."""
    assert count(files) == 1
    assert count(files, never) == 1
    assert folder.stat().st_mode & 0o077 == 0
    assert len(copies(folder)) == 1


def test_unchanged_files_are_not_read_again(
    folder: Path, files: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Once their status is known and old enough, the files are not even read."""
    monkeypatch.setattr(cache, "_SETTLED", 0)
    count(files)
    monkeypatch.setattr(cache, "_content_key", never)
    assert count(files, never) == 1


def test_young_files_are_read_again(folder: Path, files: tuple[str, ...]) -> None:
    """The status of files that changed just now is not trusted: they may change once more."""
    count(files)
    assert list(folder.glob("files-*")) == []


def test_a_change_that_keeps_size_and_time_is_seen(
    folder: Path, files: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file replaced by one of equal size and time is read anew."""
    monkeypatch.setattr(cache, "_SETTLED", 0)
    count(files)
    file = Path(files[0])
    file.write_text(TURTLE.replace("urn:x:a", "urn:x:c"), encoding="utf-8")
    os.utime(file, (1, 1))
    (quad,) = cache.cached(files, load_files)()
    assert str(quad.subject) == "<urn:x:c>"


def test_a_copy_is_not_filed_under_content_that_has_changed_meanwhile(
    folder: Path, files: tuple[str, ...]
) -> None:
    """Where a file changes while it is loaded, nothing is kept."""

    def load(names: object) -> Store:
        store = load_files(files)
        Path(files[0]).write_text(TURTLE * 2 + TURTLE.replace(":a", ":c"), encoding="utf-8")
        return store

    assert count(files, load) == 1
    assert copies(folder) == []
    assert count(files) == 2


def test_fifty_processes_at_once(folder: Path, files: tuple[str, ...]) -> None:
    """Fifty processes that start on an empty cache all answer, and leave one copy and no rest."""
    processes = [start(files) for _ in range(50)]
    outcomes = [process.communicate() for process in processes]
    assert set(outcomes) == {("1\n", "")}
    assert len(copies(folder)) == 1
    assert list(folder.glob("*.part")) == []
    assert count(files, never) == 1


def test_many_processes_read_one_copy(folder: Path, files: tuple[str, ...]) -> None:
    """A copy that one process has open can be read by others."""
    count(files)
    held = cache.cached(files, never)()
    assert [start(files).communicate()[0] for _ in range(3)] == ["1\n"] * 3
    assert len(held) == 1


def damage(copy: Path, kind: str) -> None:
    """Do to a copy what its name says."""
    if kind == "truncated":
        largest(copy).write_bytes(b"")
    elif kind == "garbage":
        largest(copy).write_bytes(b"\0garbage" * 99)
    elif kind == "a file missing":
        largest(copy).unlink()
    elif kind == "a stamp that is no text":
        (copy / "stamp").write_bytes(b"\xff\xfe")
    else:
        shutil.rmtree(copy)
        if kind == "emptied":
            copy.mkdir()
        elif kind == "a file in its place":
            copy.write_text("")
        else:
            copy.symlink_to("nowhere")


DAMAGES = (
    "truncated", "garbage", "a file missing", "a stamp that is no text", "emptied",
    "a file in its place", "a dangling link",
)  # fmt: skip


def largest(copy: Path) -> Path:
    """Return the largest file of the store of a copy."""
    return max((copy / "store").glob("*.sst"), key=lambda path: path.stat().st_size)


@pytest.mark.parametrize("kind", DAMAGES)
def test_a_broken_copy_is_mended(folder: Path, files: tuple[str, ...], kind: str) -> None:
    """A damaged copy is not used, and made anew on the way."""
    count(files)
    (copy,) = copies(folder)
    damage(copy, kind)
    assert count(files) == 1
    assert copies(folder) == [copy]
    assert count(files, never) == 1


def test_a_broken_index_is_mended(
    folder: Path, files: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """An index that holds garbage is passed over and written anew."""
    monkeypatch.setattr(cache, "_SETTLED", 0)
    count(files)
    (index,) = folder.glob("files-*")
    for garbage in (b"", b"\xff\xff", b"x\ny"):
        index.write_bytes(garbage)
        assert count(files, never) == 1
        assert index.read_bytes() != garbage


@pytest.mark.skipif(sys.platform != "linux", reason="kills as Linux does")
def test_killed_at_any_moment(folder: Path, files: tuple[str, ...]) -> None:
    """Processes killed while they make the copy leave nothing that breaks or accumulates."""
    Path(files[0]).write_text(
        "".join(f"<urn:x:{n}> <urn:x:p> {n} .\n" for n in range(3000)), encoding="utf-8"
    )
    parts = 0
    for step in range(12):
        shutil.rmtree(folder, ignore_errors=step % 2 == 0)
        process = start(files)
        # Waits until there is something to kill it at, and then a little longer each time.
        while process.poll() is None and not list(folder.glob("*.part/store/*")):
            time.sleep(0.001)
        time.sleep(0.004 * step)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        parts += len(list(folder.glob("*.part")))
        assert count(files) == 3000
        assert list(folder.glob("*.part")) == []
        assert count(files, never) == 3000
    assert parts > 0, "no process was killed in time"


def test_what_a_killed_process_left_of_other_content_goes(
    folder: Path, files: tuple[str, ...]
) -> None:
    """What is left of a copy of files that have changed since is removed with the next copy."""
    (folder / "other.part/store").mkdir(parents=True)
    folder.chmod(0o700)
    (folder / "other.part/store/data").write_text("half")
    assert count(files) == 1
    assert list(folder.glob("*.part")) == []


def test_a_copy_that_looks_whole_and_is_not(folder: Path, files: tuple[str, ...]) -> None:
    """A store that is damaged without a trace in size and time is not used."""
    count(files)
    (copy,) = copies(folder)
    largest(copy).write_bytes(b"\0" * largest(copy).stat().st_size)
    (copy / "stamp").write_text(cache._stamp(copy.as_posix()), encoding="utf-8")
    assert count(files) == 1


def test_old_copies_go(folder: Path, files: tuple[str, ...]) -> None:
    """Only the newest copies are kept, that in use among them."""
    for n in range(cache.KEPT + 3):
        Path(files[0]).write_text(f"<urn:x:{n}> <urn:x:p> <urn:x:b> .", encoding="utf-8")
        assert count(files) == 1
    assert len(copies(folder)) == cache.KEPT
    assert count(files, never) == 1


@pytest.mark.parametrize("home", ["", "relative"])
def test_without_a_home(
    home: str, files: tuple[str, ...], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Where no home is known, everything is read from the files and nothing is written."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", home)
    monkeypatch.setenv("HOME", home)
    monkeypatch.setattr(os.path, "expanduser", lambda path: path)  # a user without an entry
    before = sorted(tmp_path.rglob("*"))
    assert count(files) == 1
    assert sorted(tmp_path.rglob("*")) == before


def test_a_home_that_cannot_be_written(
    files: tuple[str, ...], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Where the cache can have no folder, everything is read from the files."""
    (tmp_path / "file").write_text("")
    for home in (tmp_path / "file", Path("/proc/nowhere")):
        monkeypatch.setenv("XDG_CACHE_HOME", str(home))
        assert count(files) == 1


@pytest.mark.parametrize("kind", ["link", "writable", "foreign"])
def test_a_folder_of_somebody_else_is_not_trusted(
    kind: str, folder: Path, files: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder that is a link, that others can write to or own is neither read nor written."""
    count(files)
    elsewhere = folder.with_name("elsewhere")
    if kind == "link":
        folder.rename(elsewhere)
        folder.symlink_to(elsewhere)
    elif kind == "writable":
        folder.chmod(0o777)
    else:
        monkeypatch.setattr(os, "getuid", lambda: 4711)
    before = sorted(folder.rglob("*"))
    with pytest.raises(AssertionError):
        count(files, never)
    assert count(files) == 1
    assert sorted(folder.rglob("*")) == before


def test_a_full_disk(folder: Path, files: tuple[str, ...]) -> None:
    """Where files cannot grow, as on a full disk, everything is read and nothing is left."""
    limited = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))" + PROGRAM
    assert resource.RLIM_INFINITY in resource.getrlimit(resource.RLIMIT_FSIZE)
    assert start(files, limited).communicate() == ("1\n", "")
    assert copies(folder) == []
    assert list(folder.glob("*.part")) == []


def test_few_open_files(folder: Path, files: tuple[str, ...]) -> None:
    """A process that may open too few files for a store on disk reads the files instead."""
    count(files)
    limited = "import resource; resource.setrlimit(resource.RLIMIT_NOFILE, (40, 40))" + PROGRAM
    assert start(files, limited).communicate() == ("1\n", "")
    assert count(files, never) == 1


def test_a_lock_held_elsewhere_is_no_hindrance(folder: Path, files: tuple[str, ...]) -> None:
    """While another process writes, the files are read and nobody waits."""
    folder.mkdir(parents=True, mode=0o700)
    with cache._locked(folder.as_posix()):
        assert count(files) == 1
        assert copies(folder) == []
    assert count(files) == 1
    assert len(copies(folder)) == 1
