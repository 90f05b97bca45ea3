"""What all tests have in common."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from pkgutil import resolve_name

import pytest
from paths import SRC, TESTS

FILES = sorted(TESTS.rglob("test_*.py"))


def functions_of(file: Path) -> list[ast.FunctionDef]:
    """Return the test functions of a file."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    return [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    ]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_test_opens_with_a_claim(file: Path) -> None:
    """Each test says in one sentence what holds."""
    functions = functions_of(file)
    assert functions
    for function in functions:
        claim = " ".join((ast.get_docstring(function) or "").split())
        assert claim.endswith("."), f"{file.name}: {function.name} says no claim"
        assert claim.count(". ") == 0, f"{file.name}: {function.name} says more than one sentence"


@pytest.mark.parametrize("file", sorted(SRC.rglob("*.py")), ids=lambda file: file.stem)
def test_every_name_that_is_referred_to_exists(file: Path) -> None:
    """What a docstring or comment names in the package, in full, is there."""
    for name in re.findall(r"`(nemokg(?:\.\w+)+)`", file.read_text(encoding="utf-8")):
        assert resolve_name(name), name
