"""The reference pages say what the code and the queries are, no less and nothing outdated."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING

import griffe
import pytest
from paths import ROOT
from reference import command_line, docstrings, pages, python_api

import nemokg
from nemokg import errors
from nemokg.cli.main import COMMANDS
from nemokg.queries import catalogue

if TYPE_CHECKING:
    from collections.abc import Callable

PATHS = ["docs/api.md", "docs/cli.md", "docs/ontology.md", "docs/queries.md"]
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)


@pytest.fixture(scope="module")
def written() -> dict[str, str]:
    """Return the pages as they would be written now."""
    return pages()


def headings(page: str) -> list[str]:
    """Return the headings of a page without their marks of code, blocks of code left out."""
    text = re.sub(r"^```.*?^```$", "", page, flags=re.DOTALL | re.MULTILINE)
    return [heading.replace("`", "") for heading in HEADING.findall(text)]


def test_the_pages_are_these(written: dict[str, str]) -> None:
    """Four pages are written: the Python API, the command line, the ontology and the queries."""
    assert list(written) == PATHS


@pytest.mark.parametrize("path", PATHS)
def test_a_page_is_up_to_date(path: str, written: dict[str, str]) -> None:
    """A page in the project is what would be written now."""
    lying = (ROOT / path).read_text(encoding="utf-8")
    assert lying == written[path], f"{path} is out of date; run `make docs`"


@pytest.mark.parametrize("path", PATHS)
def test_links_within_a_page_lead_to_headings(path: str, written: dict[str, str]) -> None:
    """Every link within a page leads to one heading, by the rule of GitHub for anchors."""
    anchors = [re.sub(r"[^\w -]", "", h.lower()).replace(" ", "-") for h in headings(written[path])]
    links = re.findall(r"\]\(#([^)]+)\)", written[path])
    assert len(links) >= len(COMMANDS)
    assert [link for link in links if anchors.count(link) != 1] == []


def test_the_api_page_has_every_public_name(written: dict[str, str]) -> None:
    """The page has a heading for each name of the package, each error, each public method."""
    wanted = {f"nemokg.{name}" for name in nemokg.__all__ if name != "__version__"}
    raised = {name for name, item in vars(errors).items() if isinstance(item, type)}
    assert raised < set(nemokg.__all__)
    for kind in (nemokg.KnowledgeGraph, nemokg.Table, nemokg.Graph):
        methods = [name for name, item in vars(kind).items() if callable(item)]
        wanted |= {f"{kind.__name__}.{name}" for name in methods if not name.startswith("_")}
    assert wanted - set(headings(written["docs/api.md"])) == set()
    assert len(wanted) > 20


def test_the_cli_page_has_every_command_in_order(
    written: dict[str, str], nemokg: Callable[..., tuple[int, str, str]]
) -> None:
    """The page has the commands in the order of the help, each with its own words and examples."""
    assert headings(written["docs/cli.md"]) == ["Command line", "nemokg", *COMMANDS]
    sections = written["docs/cli.md"].split("\n## ")[2:]
    for name, section in zip(COMMANDS, sections, strict=True):
        _, shown, _ = nemokg(name, "--help")
        assert shown[shown.index("examples:") :].strip() in section
        assert set(re.findall(r"--[a-z-]+", shown)) == set(re.findall(r"--[a-z-]+", section))


def test_the_cli_page_is_the_same_on_every_terminal(
    written: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither the width of the terminal nor its colours change the page."""
    monkeypatch.setenv("COLUMNS", "40")
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert command_line.page() == written["docs/cli.md"]


def test_the_queries_page_has_every_query_and_question(written: dict[str, str]) -> None:
    """Each query stands with its summary, tags and defaults, each question with its query."""
    page = written["docs/queries.md"]
    sections = {part.partition("\n")[0].strip("`"): part for part in page.split("\n## ")}
    assert len(catalogue.query_names()) >= 30
    for query in map(catalogue.find_query, catalogue.query_names()):
        section = sections[query.name]
        assert query.summary in section
        for parameter in query.parameters:
            default = f"`{parameter.default}`" if parameter.default else "empty"
            assert f"`{parameter.name}` (default {default})" in section
        for tag in query.tags:
            assert re.search(rf"^- \*\*{tag}\*\*: .*\(#{query.name}\)", page, re.MULTILINE)
    rows = re.findall(r"^\| (cq-\d\d) \| .+\? \| \[`([\w-]+)`\]", page, re.MULTILINE)
    assert [identifier for identifier, _ in rows] == [f"cq-{n:02}" for n in range(1, 41)]
    for identifier, name in rows:
        assert identifier in sections[name]


def test_an_example_gets_the_imports_that_it_needs() -> None:
    """An example imports what it has from its module, not what it binds or imports itself."""
    text = '''
from os.path import join
from sys import path, version

def double(n):
    """Twice ``n``, as in::

        n + n

    >>> from sys import path
    >>> version = "1"
    >>> double(2), len(join("a", version))
    (4, 3)
    """
'''
    with griffe.temporary_visited_module(text, module_name="sums") as module:
        assert docstrings.markdown(module["double"]) == (
            "Twice `n`, as in:\n\n"
            "```text\n    n + n\n```\n\n"
            "```pycon\n"
            ">>> from os.path import join\n"
            ">>> from sums import double\n"
            ">>> from sys import path\n"
            '>>> version = "1"\n'
            '>>> double(2), len(join("a", version))\n'
            "(4, 3)\n```\n\n"
        )


def test_a_long_signature_has_a_line_for_each_parameter() -> None:
    """A signature too long for a line is broken between parameters, never inside one."""
    text = """
def f(a: int = 0, /) -> int: ...
def gather(table: dict[str, tuple[int, ...]], b: str = "x, (", *, names: set = {}) -> tuple[()]: ...
"""
    with griffe.temporary_visited_module(text, module_name="sums") as module:
        assert python_api.signature(module["f"]) == "f(a: int = 0, /) -> int"
        assert python_api.signature(module["gather"]).splitlines() == [
            "gather(",
            "    table: dict[str, tuple[int, ...]],",
            "    b: str = 'x, (',",
            "    *,",
            "    names: set = {},",
            ") -> tuple[()]",
        ]


def test_every_term_of_the_ontology_is_on_its_page(written: dict[str, str]) -> None:
    """The page about the ontology has a heading for each term that is defined by it."""
    text = (ROOT / "ontology/nemokg.ttl").read_text(encoding="utf-8")
    terms = set(re.findall(r"^(nemo:\w+) a ", text, flags=re.MULTILINE))
    assert len(terms) > 200
    assert terms == set(headings(written["docs/ontology.md"])) & terms
    assert {head for head in headings(written["docs/ontology.md"]) if ":" in head} == terms
