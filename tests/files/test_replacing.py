"""Files and directories that are replaced: what lies in the way, and links that lead elsewhere."""

from __future__ import annotations

import os
import sys
import threading

import pytest

from nemokg.errors import OutputError
from nemokg.files.manifest import check_directory_is_ours
from nemokg.files.replacing import replace_directory, replace_file

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from conftest import Outcome


def make_link(path: Path) -> None:
    victim = path.parent / "victim"
    victim.mkdir()
    (victim / "own.txt").write_text("own")
    path.symlink_to(victim)


def make_file_link(path: Path) -> None:
    victim = path.parent / "victim.txt"
    victim.write_text("own")
    path.symlink_to(victim)


def make_second_name(path: Path) -> None:
    victim = path.parent / "victim.txt"
    victim.write_text("own")
    path.hardlink_to(victim)


def make_full_directory(path: Path) -> None:
    path.mkdir()
    (path / "own.txt").write_text("own")


def listing(folder: Path) -> dict[str, str]:
    """Return what is below a folder: the content of each plain file, and where each link leads."""
    return {
        str(path.relative_to(folder)): (
            os.readlink(path)
            if path.is_symlink()
            else path.read_text()
            if path.is_file()
            else oct(path.stat().st_mode)
        )
        for path in sorted(folder.rglob("*"))
    }


@pytest.mark.parametrize(
    "make", [make_link, make_file_link, make_second_name, make_full_directory, os.mkfifo]
)
def test_what_lies_where_a_file_is_prepared_is_left_alone(
    tmp_path: Path, make: Callable[[Path], None]
) -> None:
    """A link, a second name, a directory or a pipe at NAME.part is named and not written to."""
    make(tmp_path / "out.ttl.part")
    before = listing(tmp_path)
    with pytest.raises(OutputError, match=r"out\.ttl\.part: it is in the way.*remove or rename"):
        replace_file(str(tmp_path / "out.ttl"), ["new"])
    assert listing(tmp_path) == before


@pytest.mark.parametrize("make", [make_link, make_file_link, os.mkfifo])
def test_what_lies_where_a_directory_is_prepared_is_left_alone(
    tmp_path: Path, make: Callable[[Path], None]
) -> None:
    """A link, a file or a pipe at .NAME.part is named, and what it leads to keeps its files."""
    make(tmp_path / ".release.part")
    before = listing(tmp_path)
    with pytest.raises(OutputError, match=r"\.release\.part: it is in the way"):
        replace_directory(str(tmp_path / "release"), {"a.txt": "new"})
    assert listing(tmp_path) == before


def test_a_part_of_another_user_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A directory of another user at .NAME.part, who could exchange its files, is not used."""
    (tmp_path / ".release.part").mkdir()
    monkeypatch.setattr(os, "getuid", lambda: 12_345)
    with pytest.raises(OutputError, match="it is in the way"):
        replace_directory(str(tmp_path / "release"), {"a.txt": "new"})


def test_a_killed_command_s_file_is_replaced(tmp_path: Path) -> None:
    """A plain file at NAME.part is what a killed command left, and it goes."""
    (tmp_path / "out.ttl.part").write_text("half of a longer text")
    replace_file(str(tmp_path / "out.ttl"), ["new"])
    assert listing(tmp_path) == {"out.ttl": "new"}


def test_a_link_is_followed(tmp_path: Path) -> None:
    """Where the target is a link, what it leads to is replaced, of files as of directories."""
    (tmp_path / "there").mkdir()
    for name in ("file", "folder"):
        (tmp_path / name).symlink_to(f"there/{name}")
    for content in ("first", "second"):  # the first time, the links lead to nothing
        replace_file(str(tmp_path / "file"), [content])
        replace_directory(str(tmp_path / "folder"), {"a.txt": content})
    links = {"file": "there/file", "folder": "there/folder"}
    there = {"there/file": "second", "there/folder/a.txt": "second"}
    assert listing(tmp_path).items() >= (links | there).items()
    assert len(list((tmp_path / "there").iterdir())) == 2


def test_a_name_that_is_not_utf_8_can_be_written(tmp_path: Path) -> None:
    """What Python makes of other bytes in the name of a file is written as an escape."""
    replace_file(str(tmp_path / "out"), [os.fsdecode(b"x\xff.ttl")])
    assert listing(tmp_path) == {"out": r"x\udcff.ttl"}


def test_a_loop_of_links_is_one_sentence(tmp_path: Path) -> None:
    """A link that leads to itself is refused, by name."""
    (tmp_path / "out").symlink_to("out")
    for write in (replace_file, replace_directory):
        with pytest.raises(OutputError, match=r"out: cannot be written .Too many levels"):
            write(str(tmp_path / "out"), {})
    assert listing(tmp_path) == {"out": "out"}


def test_one_of_two_writers_waits(tmp_path: Path) -> None:
    """A file that another process is writing is refused, and what that one writes is complete."""
    target = str(tmp_path / "out.ttl")
    refusals = []

    def second() -> None:
        try:
            replace_file(target, ["second"])
        except OutputError as error:
            refusals.append(str(error))

    def pieces() -> Iterator[str]:
        yield "fi"
        thread = threading.Thread(target=second)
        thread.start()
        thread.join()
        yield "rst"

    replace_file(target, pieces())
    assert listing(tmp_path) == {"out.ttl": "first"}
    assert refusals == [f"{target}: another process is writing there; wait for it."]


@pytest.mark.parametrize(
    "command",
    [
        ("load", "own.ttl", "--store", ""),
        ("site", "", "--data", "own.ttl"),
        ("build", "", "--data", "own.ttl", "--shapes", "shapes.ttl"),
        ("export", "ttl", "--data", "own.ttl", "--output", ""),
    ],
)
def test_an_empty_name_is_not_the_current_directory(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    nemokg: Callable[..., Outcome],
    command: tuple[str, ...],
) -> None:
    """Where a variable of a shell is unset, the files around stay, and one sentence says why."""
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    (tmp_path / "here/own.ttl").write_text("<urn:x:a> <urn:x:b> <urn:x:c> .")
    (tmp_path / "here/shapes.ttl").write_text(
        "PREFIX sh: <http://www.w3.org/ns/shacl#>"
        " [] a sh:NodeShape ; sh:targetNode <urn:x:c> ; sh:nodeKind sh:IRI ."
    )
    outcome = nemokg(*command)
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err.startswith('nemokg: "": cannot be written (its name is empty); choose')
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["here", "own.ttl", "shapes.ttl"]


def test_a_mount_point_is_not_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A directory on which another file system is mounted is refused before anything is written."""
    target = str(tmp_path / "release")
    monkeypatch.setattr(os.path, "ismount", lambda path: path == target)
    with pytest.raises(OutputError, match=r"release: it is a mount point.*a directory in it"):
        replace_directory(target, {"a.txt": "new"})
    assert listing(tmp_path) == {}


def test_two_names_that_are_one_file_are_refused(tmp_path: Path) -> None:
    """Where the file system takes two names for one, no file is lost in silence."""
    target = str(tmp_path / "release")
    with pytest.raises(OutputError, match=r"does not tell folder/\.\./a\.txt from another"):
        replace_directory(target, {"folder/b.txt": "", "a.txt": "one", "folder/../a.txt": "other"})
    assert listing(tmp_path) == {}


def test_an_exchange_that_fails_halfway_is_taken_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the new directory cannot take the place of the old one, the old one is put back."""
    target = str(tmp_path / "release")
    replace_directory(target, {"a.txt": "old"})
    rename = os.rename

    def busy(source: str, destination: str) -> None:
        if source.endswith(".part"):
            raise OSError(16, "Device or resource busy")
        rename(source, destination)

    monkeypatch.setattr(sys, "platform", "other")  # which exchanges in three steps
    monkeypatch.setattr(os, "rename", busy)
    with pytest.raises(OutputError, match=r"cannot be written .Device or resource busy"):
        replace_directory(target, {"a.txt": "new"})
    assert listing(tmp_path)["release/a.txt"] == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["release"]


def test_a_pipe_for_a_manifest_is_not_waited_for(tmp_path: Path) -> None:
    """A pipe where the list of files should be is a file that the command did not write."""
    os.mkfifo(tmp_path / "manifest.json")
    with pytest.raises(OutputError, match=r"contains manifest\.json"):
        check_directory_is_ours(str(tmp_path), "nemokg site")


def test_a_folder_that_cannot_be_read_is_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder in the target that must not be listed is refused by the system's words."""
    (tmp_path / "closed").mkdir()

    def closed(path: str) -> list[str]:
        raise PermissionError(13, "Permission denied", path)

    monkeypatch.setattr(os, "listdir", closed)
    with pytest.raises(OutputError, match=r"cannot be used .Permission denied"):
        check_directory_is_ours(str(tmp_path), "nemokg site")
