"""The demo stops where a command fails."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from paths import ROOT

DEMO = ROOT / "scripts" / "demo.sh"


@pytest.mark.parametrize("command", ["info", "validate", "lineage", "query", "explain"])
def test_a_failing_command_fails_the_demo(tmp_path: Path, command: str) -> None:
    """The demo ends with an error when one of its commands does, whatever comes after."""
    fake = tmp_path / "nemokg"
    fake.write_text(f'#!/bin/sh\necho "$1"\n[ "$1" != {command} ]\n')
    fake.chmod(0o755)
    path = f"{tmp_path}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["sh", str(DEMO)], env={**os.environ, "PATH": path}, capture_output=True, text=True
    )
    assert done.returncode != 0
    assert "Next:" not in done.stdout
