"""The program as a process: it ends at once, with all of its output and the right exit code."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from paths import SRC


def program(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run nemokg as a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "nemokg", *arguments],
        env={**os.environ, "PYTHONPATH": str(SRC)}, capture_output=True, text=True,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("arguments", "code"),
    [(("--version",), 0), (("info",), 0), (("query", "nothing"), 2), (("nothing",), 2)],
)
def test_the_exit_code_is_that_of_the_command(arguments: tuple[str, ...], code: int) -> None:
    """The process ends with the exit code of the command, and says something on one stream."""
    ended = program(*arguments)
    assert ended.returncode == code
    assert bool(ended.stdout) == (code == 0)
    assert bool(ended.stderr) == (code != 0)


def test_output_is_whole() -> None:
    """Megabytes of output arrive to the last byte, though the process ends without ado."""
    text = program("export", "nt").stdout
    assert len(text) > 2_000_000
    assert text.endswith(" .\n")
    assert text == program("export", "nt").stdout


def test_what_a_command_merely_prints_arrives() -> None:
    """Output that nobody flushed is not lost at the end of the process."""
    printing = "import nemokg.__main__ as program, nemokg.cli.main as cli\n"
    printing += "cli.main = lambda: print('said') or 1\n"
    ended = subprocess.run(
        [sys.executable, "-c", f"{printing}program.run()"],
        env={**os.environ, "PYTHONPATH": str(SRC)} | {"PYTHONUNBUFFERED": ""},
        capture_output=True, text=True,
    )  # fmt: skip
    assert (ended.returncode, ended.stdout) == (1, "said\n")


def test_a_reader_that_leaves_early_is_no_error() -> None:
    """A reader such as head, which leaves after a line, makes the program end in silence."""
    command = f"'{sys.executable}' -m nemokg export nt | head -1"
    ended = subprocess.run(
        ["bash", "-c", command],
        env={**os.environ, "PYTHONPATH": str(SRC)}, capture_output=True, text=True,
    )  # fmt: skip
    assert ended.stdout.count("\n") == 1
    assert ended.stderr == ""
