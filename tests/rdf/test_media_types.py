"""The table of syntaxes, and that no media type of RDF stands anywhere else."""

from __future__ import annotations

import ast

import pytest
from paths import SRC

from nemokg.rdf.media_types import FILES, GRAPHS, N3, RESULTS, Syntax

TABLE = SRC / "nemokg/rdf/media_types.py"
EVERY: list[Syntax] = [*FILES, N3, *RESULTS.values()]
# Also what tables are exported as that are no results of a query.
SHARED = {"text/csv", "text/tab-separated-values"}


@pytest.mark.parametrize("syntax", [*FILES, *GRAPHS.values()], ids=lambda each: each.name)
def test_a_syntax_of_graphs_is_one_of_the_store(syntax: Syntax) -> None:
    """What the table says of a syntax is what the store says of it."""
    rdf_format = syntax.rdf_format  # type: ignore[attr-defined]
    assert rdf_format.media_type == syntax.media_type
    assert rdf_format.iri.rpartition("/")[2] == syntax.iri.rpartition("/")[2]


def test_media_types_stand_once() -> None:
    """No module but the table has a media type of RDF or of SPARQL results in a text of its own."""
    media_types = {each.media_type for each in EVERY} - SHARED
    for file in SRC.rglob("*.py"):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        if file == TABLE:
            continue
        documented = {
            node.body[0].value
            for node in ast.walk(tree)
            if isinstance(node, ast.Module | ast.FunctionDef | ast.ClassDef)
            and node.body
            and isinstance(node.body[0], ast.Expr)
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and node not in documented:
                found = [each for each in media_types if each in str(node.value)]
                assert not found, f"{file}: {found}"


def test_no_two_syntaxes_of_one_kind_have_a_name_in_common() -> None:
    """A name or media type stands for one syntax of graphs and one of results at most."""
    for kind in (FILES, RESULTS.values()):
        names = [name for each in kind for name in (each.name, each.media_type, *each.names)]
        assert len(names) == len(set(names))
