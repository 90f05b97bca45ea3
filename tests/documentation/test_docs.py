"""The examples in the documentation are real: what they show is what one gets."""

from __future__ import annotations

import doctest
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from paths import ROOT, SRC

import nemokg

ARCHITECTURE = ROOT / "docs/architecture.md"
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
LINK = re.compile(r"\]\((?!https?:|#)([^)#\s]+)")


# Pages for users, who import from the package alone; the other two are about its modules.
FOR_USERS = [ROOT / "README.md", *sorted({*(ROOT / "docs").glob("*.md")} - {ARCHITECTURE})]
MODULES = {path.stem for path in (SRC / "nemokg").iterdir() if path.suffix in ("", ".py")}
ATTRIBUTE = re.compile(r"\bnemokg\.(\w+)")
IMPORTED = re.compile(r"\bfrom nemokg import ([\w, ]+)")


def blocks(language: str) -> list[tuple[str, str]]:
    """The fenced blocks of a language, each with the page and line where it stands."""
    found = []
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        for match in BLOCK.finditer(text):
            if match[1] == language:
                line = text.count("\n", 0, match.start()) + 1
                found.append((f"{page.relative_to(ROOT)}:{line}", match[2]))
    return found


def steps(block: str) -> list[tuple[str, str]]:
    """The commands of a console block, each with the output shown below it."""
    parts = re.split(r"^\$ (.*)\n", block, flags=re.MULTILINE)
    return list(zip(parts[1::2], parts[2::2], strict=True))


# The tutorial has files of its own: tests/test_package.py follows it, with the wheel alone.
CONSOLE = [
    (place, *step)
    for place, block in blocks("console")
    if not place.startswith("docs/tutorial.md")
    for step in steps(block)
]


def same(shown: str, printed: str) -> bool:
    """Whether the output shown, in which a line ``...`` stands for any lines, was printed."""
    pattern = re.escape(shown.rstrip()).replace(r"\.\.\.", r"(?:.*(?:\n.*)*?)")
    return re.fullmatch(pattern, printed.rstrip()) is not None


def test_the_readme_shows_commands() -> None:
    """The README has examples of the command line, so that the tests below run on something."""
    assert sum(place.startswith("README.md") for place, _, _ in CONSOLE) >= 6


@pytest.mark.parametrize(("place", "command", "shown"), CONSOLE, ids=[c[0] for c in CONSOLE])
def test_console_example(place: str, command: str, shown: str) -> None:
    """A command of the documentation prints what stands below it."""
    name, *arguments = shlex.split(command)
    assert name == "nemokg", place
    done = subprocess.run(
        [sys.executable, "-m", "nemokg", *arguments],
        cwd=ROOT, env={**os.environ, "COLUMNS": "100"}, capture_output=True, text=True,
    )  # fmt: skip
    assert same(shown, done.stdout + done.stderr), done.stdout + done.stderr


@pytest.mark.parametrize(("place", "block"), blocks("pycon"), ids=lambda value: value[:30])
def test_python_example(place: str, block: str) -> None:
    """A Python session of the documentation runs as shown."""
    test = doctest.DocTestParser().get_doctest(block, {}, place, place, 0)
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS)
    assert runner.run(test).failed == 0


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    """Every relative link of a page leads to a file of the project."""
    text = page.read_text(encoding="utf-8")
    assert [link for link in LINK.findall(text) if not (page.parent / link).exists()] == []


def test_examples_that_differ_are_seen() -> None:
    """An example whose output differs is told apart from one in which lines are left out."""
    assert same("a\n...\nc\n", "a\nb\nc\n")
    assert not same("a\nc\n", "a\nb\nc\n")


@pytest.mark.parametrize("page", FOR_USERS, ids=lambda page: page.name)
def test_users_need_only_the_public_names(page: Path) -> None:
    """A page for users names what `nemokg` itself exports, and no module below it."""
    text = page.read_text(encoding="utf-8")
    named = set(ATTRIBUTE.findall(text))  # or files, such as nemokg.ttl
    imported = {name.strip() for names in IMPORTED.findall(text) for name in names.split(",")}
    assert named & MODULES == set()
    assert {name for name in named if name[0].isupper()} | imported <= set(nemokg.__all__)
