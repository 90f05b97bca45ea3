"""The process that writes the pages that a server has."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys

from paths import SRC
from pyoxigraph import Store

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path


def test_a_full_disk_is_named(tmp_path: Path) -> None:
    """Where the pages have no room, the process ends with one sentence on what to do."""
    Store(str(tmp_path / "store")).flush()
    orders = {
        "store": str(tmp_path / "store"),
        "folder": str(tmp_path / "site"),
        "dataset": json.dumps([[["ontology", []]], False, False, False]),
        "explorer": False,
        "parent": os.getpid(),
        "niceness": 0,
    }
    ended = subprocess.run(
        [sys.executable, "-m", "nemokg.server.prepare"],
        input=json.dumps(orders), capture_output=True, text=True, check=False,
        env={**os.environ, "PYTHONPATH": str(SRC), "PYTHONDONTWRITEBYTECODE": "1"},
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100)),
    )  # fmt: skip
    assert ended.returncode == 1
    assert ended.stderr.startswith(f"{tmp_path}/site/")
    assert ": the pages that are served cannot be written (File too large)" in ended.stderr
    assert ended.stderr.endswith("set TMPDIR to a directory with more room.\n")
    assert ended.stderr.count("\n") == 1
