"""The page docs/api.md: what a program uses, from signatures and docstrings.

The package is read, not imported: griffe parses it and says where each name comes from.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from io import StringIO
from pathlib import Path
from tokenize import generate_tokens

import griffe

import nemokg
from reference.docstrings import markdown

WIDTH = 88
OPENING, CLOSING = {"(", "[", "{"}, {")", "]", "}"}
QUOTES = "'\""
# What a program begins with; functions are shown before them.
ENTRIES = ("KnowledgeGraph", "Dataset", "EndpointEngine")
HEAD = """\
# Python API

Generated from signatures and docstrings by `make docs`; the tests run every example. Import all
names from `nemokg` itself, which has its version as `nemokg.__version__`.

"""


def page() -> str:
    """Return the page in Markdown."""
    package = griffe.load("nemokg", search_paths=[Path(nemokg.__file__).parents[1]])
    if not isinstance(package, griffe.Module):
        raise TypeError("nemokg is not a package")
    names = [str(name) for name in package.exports or [] if not str(name).startswith("_")]
    public = [_target(package[name]) for name in names]
    errors = [item for item in package["errors"].classes.values() if item in public]
    functions = [item for item in public if item.is_function]
    entries = [*functions, *(_target(package[name]) for name in ENTRIES)]
    values = [item for item in public if item not in [*errors, *entries]]
    aliases = _aliases(package, public)
    sections = {
        "Entry points": entries,
        "Errors": errors,
        "Values and protocols": values,
        "Types in signatures": aliases,
    }
    headings = {item.path: f"nemokg.{item.name}" for item in public}
    headings |= {item.path: item.name for item in aliases}
    text = HEAD + _docstring(package)
    for title, items in sections.items():
        text += f"{title}:\n\n"
        text += "".join(_link(item, headings[item.path]) for item in items) + "\n"
    for title, items in sections.items():
        text += f"## {title}\n\n"
        if items is errors:
            text += _docstring(package["errors"])
        text += "".join(_entry(item, headings[item.path]) for item in items)
    return text.rstrip() + "\n"


def _link(item: griffe.Object, heading: str) -> str:
    """Return a line of the contents: the name, and the first line of its docstring."""
    summary = _docstring(item).partition("\n")[0]
    return f"- [`{item.name}`](#{_slug(heading)})" + (f": {summary}\n" if summary else "\n")


def _target(item: griffe.Object | griffe.Alias) -> griffe.Object:
    return item.final_target if isinstance(item, griffe.Alias) else item


def _slug(heading: str) -> str:
    """Return the anchor that GitHub gives to a heading."""
    return re.sub(r"[^\w-]", "", heading.lower())


def _aliases(package: griffe.Module, public: list[griffe.Object]) -> list[griffe.Object]:
    """Return the names of types that the annotations of public objects mention, sorted.

    Raises LookupError where they mention a class that is not public.
    """
    found = {item.path: item for item in public}
    waiting = list(public)
    while waiting:
        user = waiting.pop()
        for path in _mentioned(user):
            if not path.startswith("nemokg.") or "._" in path:
                continue
            item = _target(package[path.removeprefix("nemokg.")])
            # A field that bears the name of a type, such as object, is no type.
            if item.path not in found and item.parent and item.parent.is_module:
                if not isinstance(item, griffe.Attribute):
                    raise LookupError(f"{user.path} mentions {path}, which nemokg does not export")
                found[item.path] = item
                waiting.append(item)
    return [found[path] for path in sorted(found) if found[path] not in public]


def _mentioned(item: griffe.Object) -> Iterator[str]:
    """Yield the paths of the names in the annotations of an object and its public members."""
    expressions: list[object] = []
    if isinstance(item, griffe.Function):
        expressions = [item.returns, *(parameter.annotation for parameter in item.parameters)]
    elif isinstance(item, griffe.Attribute):
        expressions = [item.value if _is_alias(item) else item.annotation]
    for expression in expressions:
        if isinstance(expression, griffe.Expr):
            for part in expression.iterate(flat=True):
                if isinstance(part, griffe.ExprName):
                    yield part.canonical_path
    if isinstance(item, griffe.Class):
        for member in _members(item):
            yield from _mentioned(member)


def _members(item: griffe.Class) -> list[griffe.Object]:
    """Return the public members of a class, without those that it inherits."""
    return [
        member
        for name, member in item.members.items()
        if isinstance(member, griffe.Object) and not name.startswith("_")
    ]


def _entry(item: griffe.Object, heading: str) -> str:
    """Return the section of a function, a class with its members, or a name."""
    text = f"### `{heading}`\n\n" + _form(item) + _docstring(item)
    if not isinstance(item, griffe.Class):
        return text
    members = _members(item)
    bare = [m for m in members if isinstance(m, griffe.Attribute) and not m.has_docstring]
    text += "".join(f"- `{_declaration(attribute)}`\n" for attribute in bare)
    text += "\n" if bare else ""
    for member in members:
        if member not in bare:
            text += f"#### `{item.name}.{member.name}`\n\n" + _form(member) + _docstring(member)
    return text


def _form(item: griffe.Object) -> str:
    """Return how an object is declared, as a block of code."""
    text = f"class {item.name}"
    if isinstance(item, griffe.Function):
        text = signature(item)
    elif isinstance(item, griffe.Attribute):
        text = _declaration(item)
    elif isinstance(item, griffe.Class) and item.bases:
        text += f"({', '.join(map(str, item.bases))})"
    return f"```python\n{text}\n```\n\n"


def _is_alias(item: griffe.Attribute) -> bool:
    return str(item.annotation) == "TypeAlias"


def _declaration(item: griffe.Attribute) -> str:
    """Return an attribute with its type, or the value of a type that goes by a name."""
    if _is_alias(item):
        return f"{item.name} = {str(item.value).strip(QUOTES)}"
    if item.annotation:
        return f"{item.name}: {item.annotation}"
    return f"{item.name} = {item.value}" if "class-attribute" in item.labels else item.name


def signature(item: griffe.Function) -> str:
    """Return the signature of a function: a line for each parameter where one is too long."""
    line = item.signature()
    if len(line) <= WIDTH:
        return line
    call = item.signature(return_type=False)
    parameters = call[len(item.name) + 1 : -1]
    lines = "".join(f"    {parameter},\n" for parameter in _split(parameters))
    return f"{item.name}(\n{lines}){line[len(call) :]}"


def _split(parameters: str) -> Iterable[str]:
    """Split at the commas that stand in no bracket and no string."""
    depth, start = 0, 0
    for token in generate_tokens(StringIO(parameters).readline):
        depth += (token.string in OPENING) - (token.string in CLOSING)
        if token.string == "," and not depth:
            yield parameters[start : token.start[1]].strip()
            start = token.end[1]
    yield parameters[start:].strip()


def _docstring(item: griffe.Object) -> str:
    return markdown(item) if item.has_docstring else ""
