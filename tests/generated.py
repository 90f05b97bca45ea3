"""Data of any size, made by the generator of the benchmarks."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from paths import ROOT

GENERATOR = ROOT / "benchmarks/generate.py"


def generate(file: Path, triples: int, *options: str) -> Path:
    """Write so many triples to a file, by the format that its name tells; return the file."""
    command = [sys.executable, str(GENERATOR), "--triples", str(triples), *options]
    subprocess.run([*command, "--output", str(file)], check=True, capture_output=True)
    return file
