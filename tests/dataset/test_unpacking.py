"""Unpacking: every kind of compression, and bombs."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from paths import SRC

from nemokg.dataset import unpacking
from nemokg.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

TRIPLE = b"<urn:x:a> <urn:x:b> <urn:x:c> .\n"
COMPRESS: dict[str, Callable[[bytes], bytes]] = {
    "gz": gzip.compress,
    "bz2": bz2.compress,
    "xz": lzma.compress,
}
if sys.version_info >= (3, 14):
    from compression import zstd

    COMPRESS["zst"] = zstd.compress
else:
    from backports import zstd

    COMPRESS["zst"] = zstd.compress


def unpack(ending: str, packed: bytes) -> bytes:
    """Return what the bytes of a file with an ending unpack to."""
    with unpacking.open_compressed(
        f"a.nt.{ending}", io.BufferedReader(io.BytesIO(packed))
    ) as stream:
        return stream.read()


@pytest.mark.parametrize("ending", COMPRESS)
def test_what_was_compressed_comes_back(ending: str) -> None:
    """Each kind of compression is undone, by the ending of the name."""
    assert unpack(ending, COMPRESS[ending](TRIPLE * 9)) == TRIPLE * 9


@pytest.mark.parametrize("ending", COMPRESS)
@pytest.mark.parametrize("within", COMPRESS)
def test_compression_within_compression_is_refused(ending: str, within: str) -> None:
    """A compressed file in a compressed file is refused, whatever the kinds of both."""
    with pytest.raises(InputError, match="compressed more than once"):
        unpack(ending, COMPRESS[ending](COMPRESS[within](TRIPLE)))


@pytest.mark.parametrize("ending", COMPRESS)
def test_a_bomb_is_refused(ending: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that unpacks to far more than its size is refused, with the limits in the sentence."""
    monkeypatch.setattr(unpacking, "FREE", 1 << 20)
    with pytest.raises(InputError, match="more than 200 times its size and 1 MiB"):
        unpack(ending, COMPRESS[ending](b"#" * (8 << 20)))


def test_a_bomb_does_not_fill_the_memory(tmp_path: Path) -> None:
    """A file of 2 GB packed into 200 kB is refused by both loaders within 1 GB of memory."""
    bomb = tmp_path / "a.nt.bz2"
    bomb.write_bytes(bz2.compress((b"#" * 99 + b"\n") * (1 << 20)) * 20)
    for command in ("info --data a.nt.bz2", "load a.nt.bz2 --store st"):
        program = (
            "import resource, sys; resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30));"
            f"from nemokg.cli.main import main; sys.exit(main({command.split()}))"
        )
        outcome = subprocess.run(
            [sys.executable, "-c", program],
            cwd=tmp_path,
            # The limit is on addresses, of which each thread of the store would reserve 64 MB.
            env={"PYTHONPATH": str(SRC), "MALLOC_ARENA_MAX": "1"},
            capture_output=True,
            text=True,
            check=False,
        )
        assert outcome.returncode == 2, outcome.stderr
        assert outcome.stderr.startswith("nemokg: a.nt.bz2: it decompresses to more than 200 times")
        assert outcome.stderr.count("\n") == 1
    assert [path.name for path in tmp_path.iterdir()] == ["a.nt.bz2"]
