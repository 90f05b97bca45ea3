"""Docstrings as Markdown: examples become blocks that run when copied."""

from __future__ import annotations

import ast
from doctest import DocTestParser
from itertools import groupby

import griffe


def markdown(item: griffe.Object) -> str:
    """Return the docstring of an object in Markdown, or nothing where it has none."""
    if item.docstring is None:
        return ""
    text = ""
    for kind, paragraphs in groupby(item.docstring.value.split("\n\n"), _kind):
        body = "\n\n".join(paragraphs)
        if kind == "example":
            text += f"```pycon\n{_imports(body, item.module)}{body}\n```\n\n"
        elif kind == "literal":
            text += f"```text\n{body}\n```\n\n"
        else:
            # "::" announces a literal block: alone in its paragraph, or in place of a colon.
            words = body.removesuffix("\n\n::").replace("``", "`")
            text += f"{words.removesuffix(':') if words.endswith('::') else words}\n\n"
    return text


def _kind(paragraph: str) -> str:
    if paragraph.startswith(">>>"):
        return "example"
    return "literal" if paragraph.startswith("    ") else "text"


def _imports(example: str, module: griffe.Module) -> str:
    """Return the imports of the names that an example has from the module where it stands."""
    source = "".join(part.source for part in DocTestParser().get_examples(example))
    nodes = list(ast.walk(ast.parse(source)))
    names = [node for node in nodes if isinstance(node, ast.Name)]
    bound = {node.id for node in names if isinstance(node.ctx, ast.Store)}
    bound |= {node.asname or node.name for node in nodes if isinstance(node, ast.alias)}
    used = {node.id for node in names} - bound
    paths = sorted(_path(module, name) for name in used if name in module.members)
    splits = [path.rpartition(".") for path in paths]
    return "".join(f">>> from {home} import {name}\n" for home, _, name in splits)


def _path(module: griffe.Module, name: str) -> str:
    """Return the path by which a program would import a name of a module."""
    member = module.members[name]
    exports = [str(export) for export in module.package.exports or []]
    if name in exports:
        return f"{module.package.path}.{name}"
    return member.target_path if isinstance(member, griffe.Alias) else member.path
