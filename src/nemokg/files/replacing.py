"""Replacing a directory of files by another, completely or not at all.

The files are written to a directory beside the target, which then takes its place in one step.
Whenever the process ends, the target is the old directory or the new one. Where an error ends it,
or a signal that Python handles, nothing is left beside it; what a killed process left is removed by
the next one that writes there.
"""

from __future__ import annotations

import ctypes
import os
import signal
import sys
import threading
from contextlib import ExitStack, contextmanager
from shutil import rmtree
from traceback import clear_frames

from nemokg.errors import OutputError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_AT_FDCWD = -100
_EXCHANGE = 2


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
            with open(path, "wb") as out:
                out.write(content if isinstance(content, bytes) else content.encode())


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
    target = os.path.realpath(target)
    parent, name = os.path.split(target)
    part = os.path.join(parent, f".{name}.part")
    with ExitStack() as tidy:  # closes what a signal just before the last line leaves open
        try:
            with defer_interrupts():
                os.makedirs(part, exist_ok=True)
                tidy.enter_context(_held(part))
                present = os.path.isdir(target)
                if present:  # after the exchange, the old one lies where others would write
                    tidy.enter_context(_held(target))
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
                raise _blamed(target, error) from error
            raise
        finally:
            with defer_interrupts():
                tidy.close()


def _blamed(target: str, error: OSError) -> OutputError:
    if isinstance(error, BlockingIOError):
        return OutputError(f"{target}: another process is writing there; wait for it.")
    return OutputError(
        f"{target}: cannot be written ({error.strerror or error}); choose another directory."
    )


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
def _held(directory: str) -> Iterator[None]:
    """Lock a directory for as long as this process lives; BlockingIOError if another has it."""
    with ExitStack() as stack:
        if sys.platform != "win32":
            import fcntl

            descriptor = os.open(directory, os.O_RDONLY)
            stack.callback(os.close, descriptor)
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if not os.path.samestat(os.fstat(descriptor), os.stat(directory)):
                raise BlockingIOError  # exchanged by another process before it was locked
        yield


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
    os.rename(one, other)
    os.rename(aside, one)
