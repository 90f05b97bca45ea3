"""The files of the site that are the same for every dataset: scripts, styles, libraries."""

from __future__ import annotations

import os
import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

_HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "static")
_LEFT_OUT = (".d.ts",)
_IMPORT = re.compile(r'^import\b[^"]*"(\.[^"]+)";?$', re.MULTILINE)
_BINARY = (".wasm", ".woff2", ".png")
# What the page needs before it shows the graph is one file, what is below the graph another.
_STYLES = {
    "css/explorer.css": ("base", "picture", "graph"),
    "css/sections.css": ("distillation", "ask"),
}
STYLES = tuple(_STYLES)


def static_files() -> dict[str, str | bytes]:
    """Return the files by their paths below the site, texts as texts.

    >>> "js/main.js" in static_files()
    True
    """
    contents: dict[str, str | bytes] = {}
    for folder, folders, files in os.walk(_HERE):
        folders.sort()
        for file in sorted(files):
            if file.endswith(_LEFT_OUT):
                continue
            path = os.path.join(folder, file)
            name = os.path.relpath(path, _HERE).replace(os.sep, "/")
            with open(path, "rb") as stream:
                content = stream.read()
            contents[name] = content if file.endswith(_BINARY) else content.decode("utf-8")
    return contents


def join_style_sheets(files: dict[str, str | bytes]) -> None:
    """Put the style sheets of the page together as `STYLES`, in the place of the single ones.

    >>> names = ("base", "picture", "graph", "distillation", "ask")
    >>> files = {f"css/{name}.css": f"/* {name} */" for name in names}
    >>> join_style_sheets(files)
    >>> sorted(files)
    ['css/base.css', 'css/explorer.css', 'css/sections.css']
    """
    for name, parts in _STYLES.items():
        files[name] = "\n".join(str(files[f"css/{part}.css"]) for part in parts)
    for part in {part for parts in _STYLES.values() for part in parts} - {"base"}:
        del files[f"css/{part}.css"]  # the pages of the resources have the first alone


def relative_imports_by_specifier(path: str, text: str) -> dict[str, str]:
    r"""Return the modules that a module imports, by the specifiers that it uses.

    >>> relative_imports_by_specifier("js/a.js", 'import { b } from "./b.js";\nimport "../c/d.js";')
    {'./b.js': 'js/b.js', '../c/d.js': 'c/d.js'}
    """
    folder = os.path.dirname(path)
    return {
        name: os.path.normpath(os.path.join(folder, name)).replace(os.sep, "/")
        for name in _IMPORT.findall(text)
    }


def dependency_order(files: Mapping[str, str | bytes], *roots: str) -> list[str]:
    """Return modules and all that they import, each behind what it imports.

    >>> dependency_order({"a.js": 'import "./b.js";', "b.js": "", "c.js": ""}, "a.js")
    ['b.js', 'a.js']
    """
    ordered: dict[str, None] = {}

    def visit(path: str) -> None:
        if path not in ordered:
            for needed in relative_imports_by_specifier(path, str(files[path])).values():
                visit(needed)
            ordered[path] = None

    for root in roots:
        visit(root)
    return list(ordered)
