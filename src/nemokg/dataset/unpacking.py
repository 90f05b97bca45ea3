"""Decompressing files, within limits that real data never reach."""

from __future__ import annotations

import io

from nemokg.errors import InputError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import IO

# So much may come of any file, and beyond that so many bytes of each byte that is read.
# RDF that was compressed well has 10 to 60 times its size.
FREE = 64 << 20
RATIO = 200
_MAGIC = (b"\x1f\x8b", b"BZh", b"\xfd7zXZ\x00", b"\x28\xb5\x2f\xfd")


def open_compressed(file: str, packed: IO[bytes]) -> io.BufferedReader:
    """Return a stream of what a compressed file holds, by the ending of its name.

    Reading it raises InputError where it holds another compressed file, or so much more than its
    size that it was made to fill the memory, and other errors where it is damaged.
    """
    return io.BufferedReader(_Bounded(file, packed), 1 << 20)


def _decompressor(ending: str, packed: IO[bytes]) -> IO[bytes]:
    if ending == "gz":
        import gzip

        return gzip.open(packed)  # type: ignore[return-value]
    if ending == "bz2":
        import bz2

        return bz2.open(packed)
    if ending == "xz":
        import lzma

        return lzma.open(packed)
    import sys

    if sys.version_info >= (3, 14):
        from compression import zstd
    else:
        from backports import zstd
    return zstd.open(packed)  # type: ignore[return-value]


class _Bounded(io.RawIOBase):
    """The contents of a compressed file, as long as they are in proportion to its size."""

    def __init__(self, file: str, packed: IO[bytes]) -> None:
        super().__init__()
        self._file, self._packed, self._size = file, packed, 0
        self._stream = _decompressor(file.lower().rpartition(".")[2], packed)

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def readinto(self, buffer: memoryview, /) -> int:  # type: ignore[override]
        """Unpack the next bytes into a buffer and return how many they are."""
        content = self._stream.read(len(buffer))
        if not self._size and content.startswith(_MAGIC):
            raise InputError(f"{self._file}: compressed more than once; decompress it first.")
        self._size += len(content)
        if self._size > FREE and self._size > RATIO * self._packed.tell():
            raise InputError(
                f"{self._file}: it decompresses to more than {RATIO} times its size and"
                f" {FREE >> 20} MiB, unlike real data; decompress it yourself if you trust it."
            )
        buffer[: len(content)] = content
        return len(content)

    def close(self) -> None:
        """Close the unpacker, but not the file."""
        self._stream.close()
        super().close()
