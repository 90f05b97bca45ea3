"""The cache on disk: never wrong, never in the way, whatever happens to it."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest
from paths import SRC
from pyoxigraph import Store, __version__

from nemokg.dataset import cache
from nemokg.dataset.checksums import describe_damage, write_checksums
from nemokg.dataset.reading import store_of_contents
from nemokg.errors import CacheWarning

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from typing import Any

    from conftest import Outcome

TURTLE = "<urn:x:a> <urn:x:p> <urn:x:b> .\n"
OTHER = TURTLE.replace("urn:x:a", "urn:x:c")
# Loads the files given and says how many triples they hold.
PROGRAM = """
import sys
from nemokg.dataset.cache import cached_store
print(len(cached_store(sys.argv[1:])))
"""
# Ends itself, as if killed, the nth time that it is about to write to the cache.
KILLED = """
import os, signal, sys
left = [int(sys.argv.pop(1))]
def count(event, arguments):
    writes = event.startswith(("os.mk", "os.r", "shutil.")) or event == "open" and arguments[2] & 1
    if writes and "/nemokg" in str(arguments[0]):
        left[0] -= 1
        if not left[0]:
            os.kill(os.getpid(), signal.SIGKILL)
sys.addaudithook(count)
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return where the cache is to be, a folder that is not there yet."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "home"))
    return tmp_path / "home/nemokg"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return a file of one triple."""
    path = tmp_path / "data.ttl"
    path.write_text(TURTLE, encoding="utf-8")
    return path


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a list that grows by the names of the files that are parsed."""
    names: list[str] = []

    def load(contents: Iterable[tuple[str, bytes]]) -> Store:
        pairs = list(contents)
        names.extend(Path(name).name for name, _ in pairs)
        return store_of_contents(pairs)

    monkeypatch.setattr("nemokg.dataset.cache.store_of_contents", load)
    return names


def subjects(file: Path) -> list[str]:
    """Return the subjects of the triples that the cache gives for a file."""
    return sorted(str(quad.subject) for quad in cache.cached_store([str(file)]))


def copies(folder: Path) -> list[Path]:
    """Return the copies in a cache."""
    return sorted(path.parent for path in folder.glob("*/source"))


def start(file: Path, program: str = PROGRAM, *arguments: str) -> subprocess.Popen[str]:
    """Start a process that loads a file through the cache."""
    return subprocess.Popen(
        [sys.executable, "-c", program, *arguments, str(file)],
        env={**os.environ, "PYTHONPATH": str(SRC)},
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


def flip(path: Path, place: int) -> None:
    """Flip one bit of a file, which keeps its times."""
    status, content = path.stat(), bytearray(path.read_bytes())
    content[place] ^= 4
    path.write_bytes(content)
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))


def test_the_second_load_reads_the_copy(folder: Path, file: Path, parsed: list[str]) -> None:
    """What was loaded once is not parsed again, and the copy is for its owner alone."""
    assert subjects(file) == subjects(file) == ["<urn:x:a>"]
    assert parsed == ["data.ttl"]
    assert folder.stat().st_mode & 0o077 == 0
    assert len(copies(folder)) == 1


def test_after_an_upgrade_of_the_library_the_files_are_parsed(
    folder: Path, file: Path, parsed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A copy that another version of the store's library made is not opened."""
    subjects(file)
    monkeypatch.setattr("nemokg.dataset.cache.library_version", f"{__version__}.1")
    assert subjects(file) == ["<urn:x:a>"]
    assert len(parsed) == len(copies(folder)) == 2


@pytest.mark.parametrize("module", cache.MAKERS)
def test_after_a_change_of_the_code_the_files_are_parsed(
    module: str,
    folder: Path,
    file: Path,
    parsed: list[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    """A copy that other code made is not opened, whatever the code calls its version."""
    subjects(file)
    changed = tmp_path / "changed.py"
    changed.write_bytes(Path(str(sys.modules[module].__file__)).read_bytes() + b"# changed\n")
    monkeypatch.setattr(sys.modules[module], "__file__", str(changed))
    assert subjects(file) == ["<urn:x:a>"]
    assert len(parsed) == 2


def test_without_its_source_nothing_is_cached(
    folder: Path, file: Path, parsed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Code that was imported from where it cannot be read works without the cache."""
    monkeypatch.setattr(sys.modules[cache.MAKERS[0]], "__file__", "archive.zip/cache.py")
    assert subjects(file) == subjects(file) == ["<urn:x:a>"]
    assert len(parsed) == 2
    assert not folder.exists()


def test_the_store_is_that_of_what_was_read(
    folder: Path, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that is changed while it is loaded, and changed back, leaves no copy that is wrong."""
    source_of = cache._source

    def source(*arguments: Sequence[Any]) -> list[bytes] | None:
        file.write_text(OTHER, encoding="utf-8")
        return source_of(*arguments)

    def load(contents: Iterable[tuple[str, bytes]]) -> Store:
        store = store_of_contents(contents)
        file.write_text(TURTLE, encoding="utf-8")
        return store

    monkeypatch.setattr(cache, "_source", source)
    monkeypatch.setattr("nemokg.dataset.cache.store_of_contents", load)
    assert subjects(file) == ["<urn:x:a>"]
    monkeypatch.undo()
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder.parent))
    assert subjects(file) == ["<urn:x:a>"]
    assert len(copies(folder)) == 1


def test_times_of_files_play_no_part(
    folder: Path, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file replaced by one of the same size is read anew where the file system has no times."""
    stat = os.stat

    def timeless(path: str) -> SimpleNamespace:
        status = stat(path)
        fields = {name: 0 for name in dir(status) if name.startswith("st_")}
        return SimpleNamespace(**{**fields, "st_mode": status.st_mode, "st_size": status.st_size})

    with monkeypatch.context() as patch:
        patch.setattr(os, "stat", timeless)
        before = subjects(file)
        file.write_text(OTHER, encoding="utf-8")
        after = subjects(file)
    assert (before, after) == (["<urn:x:a>"], ["<urn:x:c>"])


def test_stores_of_the_same_name_are_told_apart(
    folder: Path, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A store made from other bytes is not used, even if their CRC-32 is the same."""
    monkeypatch.setattr("nemokg.dataset.cache.crc32", lambda part, before: 0)
    assert subjects(file) == ["<urn:x:a>"]
    file.write_text(OTHER, encoding="utf-8")
    assert subjects(file) == ["<urn:x:c>"]


def test_what_moves_from_one_file_to_the_next_is_told(folder: Path, tmp_path: Path) -> None:
    """Files that are the same in a row, but not one by one, may say something else."""
    first, second, third = "_:x <urn:p> 1 .\n", "_:x <urn:q> 2 .\n", "_:y <urn:p> 3 .\n"
    files = [str(tmp_path / "one.ttl"), str(tmp_path / "two.ttl")]
    counts = []
    for contents in ((first + second, third), (first, second + third)):
        for file, content in zip(files, contents, strict=True):
            Path(file).write_text(content, encoding="utf-8")
        counts.append(len({quad.subject for quad in cache.cached_store(files)}))
    assert counts == [2, 3]


def test_the_name_of_a_file_tells_its_format(folder: Path, file: Path, parsed: list[str]) -> None:
    """Equal content under another name is parsed anew, since names decide how it is read."""
    subjects(file)
    assert subjects(file.rename(file.with_suffix(".trig"))) == ["<urn:x:a>"]
    assert parsed == ["data.ttl", "data.trig"]


def test_a_flipped_bit_is_noticed(folder: Path, file: Path, parsed: list[str]) -> None:
    """A copy in which one bit of one file was flipped is not used, and made anew."""
    subjects(file)
    (copy,) = copies(folder)
    for pattern in (
        "source",
        "store/CURRENT",
        "store/*.sst",
        "store/MANIFEST-*",
        "store/CHECKSUMS",
    ):
        path = max(copy.glob(pattern))
        flip(path, path.stat().st_size // 2)
        parsed.clear()
        assert subjects(file) == ["<urn:x:a>"]
        assert parsed == ["data.ttl"], pattern
        assert describe_damage(str(copy / "store")) is None


def largest(copy: Path) -> Path:
    """Return the largest table of a copy."""
    return max(copy.glob("store/*.sst"), key=lambda path: path.stat().st_size)


def damaged(copy: Path, kind: str) -> None:
    """Do to a copy what its name says."""
    if kind == "a table cut short":
        largest(copy).write_bytes(b"")
    elif kind == "a file missing":
        largest(copy).unlink()
    elif kind == "a file more":
        (copy / "store/000099.log").write_bytes(b"more")
    elif kind == "no checksums":
        (copy / "store/CHECKSUMS").unlink()
    else:
        shutil.rmtree(copy)
        if kind == "emptied":
            copy.mkdir()
        elif kind == "a file in its place":
            copy.write_text("")
        else:
            copy.symlink_to("nowhere")


DAMAGES = (
    "a table cut short", "a file missing", "a file more", "no checksums", "emptied",
    "a file in its place", "a dangling link",
)  # fmt: skip


@pytest.mark.parametrize("kind", DAMAGES)
def test_a_damaged_copy_is_made_anew(
    folder: Path, file: Path, parsed: list[str], kind: str
) -> None:
    """A damaged copy is not used, and made anew on the way."""
    subjects(file)
    (copy,) = copies(folder)
    damaged(copy, kind)
    assert subjects(file) == subjects(file) == ["<urn:x:a>"]
    assert copies(folder) == [copy]
    assert len(parsed) == 2


def test_a_copy_that_reads_otherwise_is_not_filed(
    folder: Path, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is written is read back and compared before it is used."""

    def lose(part: str) -> None:
        shutil.rmtree(part)
        Store(part).flush()
        write_checksums(part)

    monkeypatch.setattr("nemokg.dataset.cache.write_checksums", lose)
    assert subjects(file) == ["<urn:x:a>"]
    assert copies(folder) == []


def test_many_processes_at_once(folder: Path, file: Path) -> None:
    """Processes that start on an empty cache all answer, and leave one copy and no rest."""
    processes = [start(file) for _ in range(16)]
    assert {process.communicate() for process in processes} == {("1\n", "")}
    (copy,) = copies(folder)
    assert list(folder.glob("*.part")) == []
    assert describe_damage(str(copy / "store")) is None


def test_many_processes_read_one_copy(folder: Path, file: Path) -> None:
    """A copy that one process has open can be read by others."""
    subjects(file)
    store = cache.cached_store([str(file)])
    assert [start(file).communicate()[0] for _ in range(2)] == ["1\n"] * 2
    assert len(store) == 1


@pytest.mark.skipif(sys.platform != "linux", reason="kills as Linux does")
def test_killed_at_any_moment(folder: Path, file: Path, parsed: list[str]) -> None:
    """Processes killed while they make the copy leave nothing that breaks or accumulates."""
    parts = 0
    for step in range(1, 100):
        process = start(file, KILLED + PROGRAM, str(step))
        if process.communicate()[0]:
            break
        parts += len(list(folder.glob("*.part")))
        assert subjects(file) == ["<urn:x:a>"]
        assert list(folder.glob("*.part")) == []
        (copy,) = copies(folder)
        assert describe_damage(str(copy / "store")) is None
        shutil.rmtree(folder)
    assert step > 5
    assert parts > 1, "no process was killed while it wrote"


def test_what_a_killed_process_left_of_other_content_goes(folder: Path, file: Path) -> None:
    """What is left of a copy of files that have changed since is removed with the next copy."""
    (folder / "other.part").mkdir(parents=True)
    folder.chmod(0o700)
    (folder / "other.part/data").write_text("half")
    subjects(file)
    assert list(folder.glob("*.part")) == []


def test_old_copies_go(folder: Path, file: Path, parsed: list[str]) -> None:
    """Only the newest copies stay, that in use among them."""
    for n in range(cache.COPIES + 3):
        file.write_text(TURTLE.replace("urn:x:a", f"urn:x:{n}"), encoding="utf-8")
        assert subjects(file) == [f"<urn:x:{n}>"]
    assert len(copies(folder)) == cache.COPIES
    parsed.clear()
    subjects(file)
    assert parsed == []


@pytest.mark.parametrize("home", ["", "relative"])
def test_without_a_home(
    home: str, file: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Where no home is known, everything is read from the files and nothing is written."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", home)
    monkeypatch.setenv("HOME", home)
    monkeypatch.setattr(os.path, "expanduser", lambda path: path)  # a user without an entry
    before = sorted(tmp_path.rglob("*"))
    assert subjects(file) == ["<urn:x:a>"]
    assert sorted(tmp_path.rglob("*")) == before


def test_a_home_that_cannot_be_written(
    file: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Where the cache can have no folder, everything is read from the files."""
    (tmp_path / "file").write_text("")
    for home in (tmp_path / "file", Path("/proc/nowhere")):
        monkeypatch.setenv("XDG_CACHE_HOME", str(home))
        assert subjects(file) == ["<urn:x:a>"]


def lay(kind: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make the folder of a cache one that must not be used."""
    if kind == "a link":
        folder.rename(folder.with_name("elsewhere"))
        folder.symlink_to(folder.with_name("elsewhere"))
    elif kind == "a file":
        folder.rename(folder.with_name("elsewhere"))
        folder.write_text("")
    elif kind == "others can write":
        folder.chmod(0o777)
    else:
        monkeypatch.setattr(os, "getuid", lambda: 4711)


@pytest.mark.parametrize(
    ("kind", "reason"),
    [
        ("a link", "is a link or a file"),
        ("a file", "is a link or a file"),
        ("others can write", "others can write to it"),
        ("another user", "belongs to another user"),
    ],
)
def test_a_folder_of_somebody_else_is_not_trusted(
    kind: str,
    reason: str,
    folder: Path,
    file: Path,
    parsed: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A folder that others could have written to is neither read nor written, which is said."""
    subjects(file)
    lay(kind, folder, monkeypatch)
    before = sorted(folder.rglob("*"))
    with pytest.warns(CacheWarning, match=reason):
        assert subjects(file) == ["<urn:x:a>"]
    assert len(parsed) == 2
    assert sorted(folder.rglob("*")) == before


def test_the_command_line_says_once_that_the_cache_is_not_used(
    folder: Path,
    bundle: Path,
    nemokg: Callable[..., Outcome],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A command says in one sentence on standard error why it parses the files, and goes on."""
    assert nemokg("info").err == ""
    lay("another user", folder, monkeypatch)
    outcome = nemokg("info")
    assert outcome.code == 0
    assert outcome.err == (
        f"nemokg: {folder}: the cache is not used, since it belongs to another user; remove it, or"
        " set XDG_CACHE_HOME to a folder of your own.\n"
    )


def test_a_full_disk(folder: Path, file: Path) -> None:
    """Where files cannot grow, as on a full disk, everything is read and nothing is left."""
    limited = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))" + PROGRAM
    assert resource.RLIM_INFINITY in resource.getrlimit(resource.RLIMIT_FSIZE)
    assert start(file, limited).communicate() == ("1\n", "")
    assert [path.name for path in folder.iterdir()] == ["lock"]


def test_few_open_files(folder: Path, file: Path, parsed: list[str]) -> None:
    """A process that may open too few files for a store on disk reads the files instead."""
    subjects(file)
    limited = "import resource; resource.setrlimit(resource.RLIMIT_NOFILE, (40, 40))" + PROGRAM
    assert start(file, limited).communicate() == ("1\n", "")
    subjects(file)
    assert len(parsed) == 1


def test_a_lock_of_another_process_is_no_hindrance(folder: Path, file: Path) -> None:
    """While another process writes, the files are read and nobody waits."""
    folder.mkdir(parents=True, mode=0o700)
    with cache._locked(folder.as_posix()):
        assert subjects(file) == ["<urn:x:a>"]
        assert copies(folder) == []
    subjects(file)
    assert len(copies(folder)) == 1
