"""Stores on disk: one that is damaged is refused in one sentence by every command."""

from __future__ import annotations

import os
import resource
import shutil
import signal
from typing import TYPE_CHECKING

import pytest
from paths import FIXTURES

from nemokg.dataset import checksums, stores
from nemokg.dataset.checksums import CHECKSUMS
from nemokg.loading.bulk import make_store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from conftest import Outcome

COMMANDS = (
    "info", "validate", "query edges", "competency", "competency cq-01", "lineage a", "explain a",
    "cite a", "reason", "export nt", "build {out}", "site {out}",
    "serve --check --port 0",
)  # fmt: skip


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a store that `nemokg load` made."""
    path = tmp_path_factory.mktemp("original") / "store"
    make_store([str(FIXTURES / "shapes/small.ttl")], str(path))
    return path


@pytest.fixture
def store(original: Path, tmp_path: Path) -> Path:
    """Return a copy of the store, to be damaged."""
    return shutil.copytree(original, tmp_path / "store")


@pytest.fixture
def bounded() -> Iterator[None]:
    """Bound memory and time of this process: damaged blocks have cost all that there was."""
    with open("/proc/self/statm", encoding="ascii") as statm:
        size = int(statm.read().split()[0]) * resource.getpagesize()
    limits = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (size + 2_000_000_000, limits[1]))
    signal.alarm(60)
    yield
    signal.alarm(0)
    resource.setrlimit(resource.RLIMIT_AS, limits)


def flip(path: Path) -> None:
    """Flip one bit in the middle of a file, which keeps its times."""
    status, content = path.stat(), bytearray(path.read_bytes())
    content[len(content) // 2] ^= 4
    path.write_bytes(content)
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))


@pytest.mark.usefixtures("bounded")
@pytest.mark.parametrize("command", COMMANDS)
def test_no_command_answers_from_a_damaged_store(
    command: str, store: Path, tmp_path: Path, nemokg: Callable[..., Outcome]
) -> None:
    """Each command ends with one sentence and exit code 2, and writes nothing, after one flip."""
    tables = sorted(store.glob("*.sst"))
    assert len(tables) > 4
    flip(tables[-1])
    outcome = nemokg(*command.format(out=tmp_path / "out").split(), "--store", store)
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err == (
        f"nemokg: {store}: the store is damaged ({tables[-1].name} is not as it was written);"
        f" make it again with `nemokg load --store {store}`.\n"
    )
    assert [path.name for path in tmp_path.iterdir()] == ["store"]


@pytest.mark.parametrize("pattern", ["CURRENT", "MANIFEST-*", "*.log", "*.sst", CHECKSUMS])
def test_a_file_that_is_cut_short_is_noticed(
    pattern: str, store: Path, nemokg: Callable[..., Outcome]
) -> None:
    """A store in which a file lost its end is not taken for a smaller one."""
    path = max(store.glob(pattern), key=lambda path: path.stat().st_size)
    path.write_bytes(path.read_bytes()[:-20])
    outcome = nemokg("info", "--store", store)
    assert outcome.code == 2
    assert f"the store is damaged ({path.name} is " in outcome.err


def test_a_store_of_unknown_origin_is_refused(store: Path, nemokg: Callable[..., Outcome]) -> None:
    """A directory without checksums, such as a load that did not end leaves, is no store."""
    (store / CHECKSUMS).unlink()
    outcome = nemokg("info", "--store", store)
    assert outcome.code == 2
    assert "the directory holds no store of `nemokg load`" in outcome.err


@pytest.mark.usefixtures("bounded")
def test_blocks_that_go_bad_unseen_are_a_sentence(
    store: Path, nemokg: Callable[..., Outcome], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the library finds while it reads a large store is no traceback."""
    monkeypatch.setattr(checksums, "READ_AT_ONCE", 0)
    checksums.write_checksums(str(store))
    for table in store.glob("*.sst"):
        if table.stat().st_size > 10_000:  # a smaller one is looked at when the store is opened
            flip(table)
    outcome = nemokg("export", "nt", "--store", store)
    assert outcome.code == 2
    assert outcome.err.startswith("nemokg: the store is damaged (Corruption: ")
    assert outcome.err.endswith("; make it again.\n")


@pytest.mark.parametrize("allowed", [True, False])
def test_processors_are_given_back(
    allowed: bool, store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A store is opened on one processor, where that is allowed; afterwards all are used again."""
    uses: list[set[int]] = [{2, 5, 7}]

    def use(_: int, processors: set[int]) -> None:
        if not allowed:
            raise PermissionError
        uses.append(processors)

    monkeypatch.setattr(os, "sched_getaffinity", lambda _: uses[-1], raising=False)
    monkeypatch.setattr(os, "sched_setaffinity", use, raising=False)
    assert len(stores.open_read_only(str(store))) > 1000
    with pytest.raises(OSError, match="No such file"):
        stores.open_read_only(str(tmp_path))
    assert [len(processors) for processors in uses] == ([3, 1, 3, 1, 3] if allowed else [3])
    assert uses[-1] == {2, 5, 7}


def test_reasoning_leaves_a_sound_store(store: Path, nemokg: Callable[..., Outcome]) -> None:
    """What follows is written with new checksums, of which every file is part."""
    assert nemokg("reason", "--store", store).code == 0
    assert checksums.describe_damage(str(store), thorough=True) is None
    before = (store / CHECKSUMS).read_text().count("\n")
    assert before == 1 + sum(
        not path.name.startswith(("LOG", CHECKSUMS)) for path in store.iterdir()
    )


def test_reasoning_reads_a_large_store_first(
    store: Path, nemokg: Callable[..., Outcome], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Damage that other commands would not look for is not made sound by new checksums."""
    monkeypatch.setattr(checksums, "READ_AT_ONCE", 0)
    checksums.write_checksums(str(store))
    flip(min(store.glob("*.sst")))
    outcome = nemokg("reason", "--store", store)
    assert outcome.code == 2
    assert "is not as it was written" in outcome.err
