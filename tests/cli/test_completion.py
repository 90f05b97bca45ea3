"""Completion: scripts that the shells take, which offer commands, options and queries."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING, Any

import pytest

from nemokg.cli.completion import SHELLS
from nemokg.cli.main import COMMANDS
from nemokg.queries import catalogue

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

# What bash offers for the last of the words given.
OFFER = """
COMP_WORDS=({words}); COMP_CWORD=$(({count} - 1)); COMP_TYPE=9
COMP_LINE="${{COMP_WORDS[*]}}"; COMP_POINT=${{#COMP_LINE}}
"$(complete -p nemokg | sed 's/.*-F \\([^ ]*\\).*/\\1/')" nemokg
printf '%s\\n' "${{COMPREPLY[@]}}"
"""


@pytest.fixture
def script(nemokg: Callable[..., Any]) -> Callable[[str], str]:
    """Return a function that prints the script of a shell."""

    def printed(shell: str) -> str:
        outcome = nemokg("--print-completion", shell)
        assert (outcome.code, outcome.err) == (0, "")
        return str(outcome.out)

    return printed


@pytest.mark.parametrize("shell", SHELLS)
def test_the_script_offers_commands_and_queries(script: Callable[[str], str], shell: str) -> None:
    """The script of every shell has all commands and the names of all canned queries."""
    text = script(shell)
    assert len(catalogue.query_names()) > 20
    for name in (*COMMANDS, *catalogue.query_names(), "jsonld"):
        assert name in text, name
    assert shell == "tcsh" or "stated-only" in text  # tcsh gets no options of commands


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_shell_takes_the_script(
    script: Callable[[str], str], shell: str, tmp_path: Path
) -> None:
    """The shell reads its script without an error."""
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not installed")
    file = tmp_path / "script"
    file.write_text(script(shell), encoding="utf-8")
    done = subprocess.run([shell, "-n", file], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("nemokg qu", ["query", "queries"]),
        ("nemokg query edg", ["edges"]),
        ("nemokg queries edg", ["edges"]),
        ("nemokg export js", ["jsonld", "jsonld-framed"]),
        ("nemokg query edges --sta", ["--stated-only"]),
    ],
)
def test_bash_completes(script: Callable[[str], str], words: str, offered: list[str]) -> None:
    """In bash, the beginning of a command, query, format or option is completed."""
    program = script("bash") + OFFER.format(words=words, count=len(words.split()))
    done = subprocess.run(["bash", "-c", program], capture_output=True, text=True)
    assert sorted(done.stdout.split()) == sorted(offered), done.stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--print-completion", "csh"], "invalid choice: 'csh'"),
        (["--print-completion"], "expected one argument"),
        (["--print-completion", "bash", "query"], "name a command first"),
    ],
)
def test_bad_input(nemokg: Callable[..., Any], arguments: list[str], message: str) -> None:
    """What is no shell ends with exit code 2 and one sentence."""
    outcome = nemokg(*arguments)
    assert (outcome.code, outcome.out) == (2, "")
    assert message in outcome.err
    assert outcome.err.count("\n") == 1
