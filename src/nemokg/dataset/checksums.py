"""Checksums of the files of a store, which reveal damage before any query runs.

The store's library checks the blocks that it reads, but not so that one could rely on it: what it
reports is lost in some queries, and without end in others (docs/decisions/stores.md).
"""

from __future__ import annotations

import os
from zlib import crc32

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

CHECKSUMS = "CHECKSUMS"
# Up to so many bytes, which take some milliseconds, files are read whatever their time says.
READ_AT_ONCE = 16_000_000
_BLOCK = 1 << 16


def write_checksums(directory: str) -> None:
    """Record size, time and checksum of each file of a store, which must be closed by then.

    Raises OSError if a file cannot be read or the record cannot be written.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     write_checksums(folder)
    ...     describe_damage(folder)
    ...     with open(os.path.join(folder, "CURRENT"), "w") as file:
    ...         count = file.write("MANIFEST-000001")
    ...     describe_damage(folder)
    'CURRENT is not one of its files'
    """
    lines = []
    for name, status in sorted(_files(directory)):
        checksum = _checksum(os.path.join(directory, name))
        lines.append(f"{checksum:08x} {status.st_size} {status.st_mtime_ns} {name}\n")
    record = "".join(lines).encode()
    with open(os.path.join(directory, CHECKSUMS), "wb") as stream:
        stream.write(record + b"%08x\n" % crc32(record))


def describe_damage(directory: str, thorough: bool = False) -> str | None:
    """Return what is wrong with the files of a store, or None if they are as they were recorded.

    A file of a large store is read if its time has changed; `thorough` reads it in any case.
    """
    try:
        recorded = _recorded(directory)
        present = dict(_files(directory))
        if recorded is None:
            return f"{CHECKSUMS} is damaged"
        if extra := present.keys() - recorded.keys():
            return f"{min(extra)} is not one of its files"
        thorough = thorough or sum(size for _, size, _ in recorded.values()) <= READ_AT_ONCE
        for name, (checksum, size, time) in recorded.items():
            if name not in present:
                return f"{name} is missing"
            status = present[name]
            as_written = status.st_size == size
            # A time of zero is that of a file system, or of an image, that keeps none.
            if as_written and (thorough or not time or status.st_mtime_ns != time):
                as_written = _checksum(os.path.join(directory, name)) == checksum
            if not as_written:
                return f"{name} is not as it was written"
    except OSError as error:
        name = os.path.basename(error.filename or directory)
        return f"{name} cannot be read: {error.strerror or error}"
    return None


def _files(directory: str) -> Iterator[tuple[str, os.stat_result]]:
    """Yield name and status of what a store is read from: neither its log nor hidden files."""
    with os.scandir(directory) as entries:
        for entry in entries:
            if not entry.name.startswith((".", "LOG", CHECKSUMS)):
                yield entry.name, entry.stat()


def _checksum(path: str) -> int:
    checksum, block = 0, bytearray(_BLOCK)
    view = memoryview(block)
    with open(path, "rb", buffering=0) as stream:
        while count := stream.readinto(block):
            checksum = crc32(view[:count], checksum)
    return checksum


def _recorded(directory: str) -> dict[str, tuple[int, int, int]] | None:
    """Return checksum, size and time of each file, or None if the record is damaged."""
    with open(os.path.join(directory, CHECKSUMS), "rb") as stream:
        record = stream.read()
    lines, own = record[:-9], record[-9:]
    if own != b"%08x\n" % crc32(lines):
        return None
    files = {}
    for line in lines.decode().splitlines():
        checksum, size, time, name = line.split(" ", 3)
        files[name] = int(checksum, 16), int(size), int(time)
    return files
