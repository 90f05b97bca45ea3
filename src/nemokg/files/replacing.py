"""Replacing a file or a directory of files by another, completely or not at all.

The new one is written beside the target, as ``NAME.part`` or ``.NAME.part``, and then takes its
place in one step. Whenever the process ends, the target is the old one or the new one. Where an
error ends it, or a signal that Python handles, nothing is left beside it; what a killed process
left is replaced by the next one that writes there.

A target that is a symbolic link is followed: what it leads to is replaced. Nothing is ever written
through a link where the new one is to lie, nor is anything else that lies there removed.
"""

from __future__ import annotations

import ctypes
import errno
import os
import signal
import stat
import sys
import threading
from contextlib import ExitStack, contextmanager, suppress
from shutil import rmtree
from traceback import clear_frames

from nemokg.errors import OutputError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from typing import IO

_AT_FDCWD = -100
_EXCHANGE = 2
# What lies here is not replaced, even where it leads to a file: it is what a process has open.
_OPEN_FILES = ("/dev/", "/proc/")


def replace_file(path: str, pieces: Iterable[str]) -> None:
    """Write the pieces of a text to a file, completely or not at all.

    A device, a pipe or an open file of a process (``/dev/stdout``) is written to as it is. Raises
    OutputError if the file cannot be written, and where another process is writing it.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     target = os.path.join(folder, "a.txt")
    ...     replace_file(target, ["a", "b"])
    ...     os.path.getsize(target), os.listdir(folder)
    (2, ['a.txt'])
    """
    in_place = os.path.exists(path) and not os.path.isfile(path)
    try:
        if in_place or os.path.abspath(path).startswith(_OPEN_FILES):
            with _text_stream(path) as stream:
                stream.writelines(pieces)
            return
        target = _resolved_path(path)
        part = f"{target}.part"
        with _locked_part(part) as descriptor:
            try:
                with _text_stream(descriptor) as stream:
                    stream.writelines(pieces)
                os.replace(part, target)
            except BaseException:
                with suppress(FileNotFoundError):
                    os.remove(part)
                raise
    except OSError as error:
        raise _blamed(path, error, "file") from error


def _text_stream(file: str | int) -> IO[str]:
    """Open a file by its path or descriptor; a descriptor stays open."""
    # Names of files may be no UTF-8.
    return open(
        file, "w", encoding="utf-8", errors="backslashreplace", newline="",
        closefd=isinstance(file, str),
    )  # fmt: skip


def _resolved_path(path: str) -> str:
    """Return the path to which links lead; OSError if they lead in a circle, or it is empty."""
    if not path:  # an unset variable of a shell, say, and not the current directory
        raise OSError(errno.ENOENT, "its name is empty")
    resolved = os.path.realpath(path)
    if os.path.islink(resolved):
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
    return resolved


@contextmanager
def _locked_part(path: str) -> Iterator[int]:
    """Yield an empty, locked file to write to; OutputError if something else lies at its path."""
    flags = os.O_WRONLY | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    if os.path.lexists(path) and not _is_plain_file(os.lstat(path)):
        raise _obstructed(path)
    with ExitStack() as stack:
        descriptor = os.open(path, flags, 0o666)
        stack.callback(os.close, descriptor)
        if not _is_plain_file(os.fstat(descriptor)):
            raise _obstructed(path)
        _lock(descriptor, path)
        os.ftruncate(descriptor, 0)
        yield descriptor


def _is_plain_file(status: os.stat_result) -> bool:
    """Whether this is a file with a single name: writing to it changes no other."""
    return stat.S_ISREG(status.st_mode) and status.st_nlink == 1


def _obstructed(path: str) -> OutputError:
    return OutputError(
        f"{path}: it is in the way, and no earlier command left it there; remove or rename it."
    )


def replace_directory(target: str, files: Mapping[str, str | bytes]) -> None:
    """Write the files, given by path and content, and make them the content of a directory.

    What the directory held before is gone afterwards. Raises OutputError if the directory
    cannot be written, and where another process is writing it.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     target = os.path.join(folder, "release")
    ...     replace_directory(target, {"a.txt": "old"})
    ...     replace_directory(target, {"b.txt": "new"})
    ...     os.listdir(target), os.listdir(folder)
    (['b.txt'], ['release'])
    """
    with directory_to_replace(target) as part:
        for file, content in files.items():
            path = os.path.join(part, file)
            os.makedirs(os.path.dirname(path), exist_ok=True)
            try:
                with open(path, "xb") as out:
                    out.write(content if isinstance(content, bytes) else content.encode())
            except FileExistsError as error:  # another name is the same here
                raise OutputError(
                    f"{target}: the file system does not tell {file} from another file that differs"
                    " in capital letters; choose a directory elsewhere, or rename what it is about."
                ) from error


@contextmanager
def directory_to_replace(target: str) -> Iterator[str]:
    """Yield an empty directory to fill, which then replaces the target.

    It does not where an error is raised in between, and what was open in the functions that ended
    with the error is closed. Raises OutputError if the directory cannot be written, and where
    another process is writing it.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     target = os.path.join(folder, "release")
    ...     with directory_to_replace(target) as part:
    ...         os.listdir(part), os.path.exists(target)
    ...     os.listdir(folder)
    ([], False)
    ['release']
    """
    try:
        target = _resolved_path(target)
    except OSError as error:
        raise _blamed(target, error, "directory") from error
    if os.path.ismount(target):
        raise OutputError(
            f"{target}: it is a mount point, which cannot be replaced; choose a directory in it."
        )
    parent, name = os.path.split(target)
    part = os.path.join(parent, f".{name}.part")
    with ExitStack() as tidy:  # closes what a signal just before the last line leaves open
        try:
            with defer_interrupts():
                os.makedirs(parent, exist_ok=True)
                _make_part(part)
                tidy.enter_context(_locked(part))
                present = os.path.isdir(target)
                if present:  # after the exchange, the old one lies where others would write
                    tidy.enter_context(_locked(target))
                tidy.callback(rmtree, part, ignore_errors=True)
                _empty(part)
            yield part
            with defer_interrupts():
                if present:
                    _exchange(part, target)
                else:
                    os.rename(part, target)
        except BaseException as error:
            clear_frames(error.__traceback__)  # a store that they hold would go on writing
            if isinstance(error, OSError):
                raise _blamed(target, error, "directory") from error
            raise
        finally:
            with defer_interrupts():
                tidy.close()


def _make_part(path: str) -> None:
    """Make a directory, unless it is there; OutputError if a link or another thing is."""
    try:
        os.mkdir(path)
    except FileExistsError as error:
        status = os.lstat(path)
        # Others could lead what is written to a place of theirs.
        foreign = hasattr(os, "getuid") and status.st_uid != os.getuid()
        if not stat.S_ISDIR(status.st_mode) or foreign or os.path.ismount(path):
            raise _obstructed(path) from error


def _blamed(target: str, error: OSError, kind: str) -> OutputError:
    if isinstance(error, BlockingIOError):
        return OutputError(f"{target}: another process is writing there; wait for it.")
    problem = error.strerror or str(error)
    name = target or '""'
    return OutputError(f"{name}: cannot be written ({problem}); choose another {kind}.")


@contextmanager
def defer_interrupts() -> Iterator[None]:
    """Defer interrupts and SIGTERM until the block is done."""
    if threading.current_thread() is not threading.main_thread():  # where signals do nothing
        yield
        return
    came: list[int] = []
    before = {
        number: signal.signal(number, lambda number, frame: came.append(number))
        for number in (signal.SIGINT, signal.SIGTERM)
        if signal.getsignal(number) is not None  # which Python could not put back
    }
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        for late in came:
            signal.raise_signal(late)


@contextmanager
def _locked(directory: str) -> Iterator[None]:
    """Lock a directory for as long as this process lives; BlockingIOError if another has it."""
    with ExitStack() as stack:
        if sys.platform != "win32":
            descriptor = os.open(directory, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
            stack.callback(os.close, descriptor)
            _lock(descriptor, directory)
        yield


def _lock(descriptor: int, path: str) -> None:
    """Lock what was opened at a path; BlockingIOError if another process has it."""
    if sys.platform != "win32":
        import fcntl

        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        try:
            current = os.lstat(path)
        except FileNotFoundError as error:
            raise BlockingIOError from error
        if not os.path.samestat(os.fstat(descriptor), current):
            raise BlockingIOError  # replaced by another process before it was locked


def _empty(directory: str) -> None:
    for entry in os.scandir(directory):
        if entry.is_dir(follow_symlinks=False):
            rmtree(entry.path)
        else:
            os.remove(entry.path)


def _exchange(one: str, other: str) -> None:
    """Exchange two directories: in one step if the system can, otherwise in three."""
    renameat2 = getattr(ctypes.CDLL(None), "renameat2", None) if sys.platform == "linux" else None
    paths = os.fsencode(one), os.fsencode(other)
    if renameat2 and renameat2(_AT_FDCWD, paths[0], _AT_FDCWD, paths[1], _EXCHANGE) == 0:
        return
    # A kernel or file system without the exchange: for a moment there is nothing at the target.
    aside = f"{one}.old"
    os.rename(other, aside)
    try:
        os.rename(one, other)
    except OSError:  # as where it is a mount point
        os.rename(aside, other)
        raise
    os.rename(aside, one)
