"""What all tests have in common."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from paths import TESTS

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
