"""Turtle written block by block, for documents that people read as text."""

from __future__ import annotations

from nemokg.rdf.vocab import PREFIXES, namespace_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_WIDTH = 90
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def turtle_document(prefixes: Mapping[str, str], blocks: Iterable[str]) -> str:
    """Return a Turtle document: its prefixes, sorted, and its blocks.

    >>> print(turtle_document({"x": "https://example.org/"}, ["x:a x:b x:c ."]), end="")
    @prefix x: <https://example.org/> .
    <BLANKLINE>
    x:a x:b x:c .
    """
    head = [f"@prefix {name}: <{namespace}> ." for name, namespace in sorted(prefixes.items())]
    return "\n".join(head) + "\n\n" + "\n\n".join(blocks) + "\n"


def turtle_subject_block(subject: str, statements: Mapping[str, Iterable[str]]) -> str:
    """Return the block of a subject: each property with its values, which are Turtle.

    Properties without a value are left out; values that fill more than a line have one each.

    >>> print(turtle_subject_block("x:a", {"a": ["x:A"], "x:none": [], "x:p": ["1", "2"]}))
    x:a a x:A ;
        x:p 1 , 2 .
    """
    lines = []
    for name, values in _written(statements):
        line = f"{name} {' , '.join(values)}"
        long = len(values) > 1 and len(line) > _WIDTH
        lines.append(f"{name}\n        " + " ,\n        ".join(values) if long else line)
    return f"{subject} " + " ;\n    ".join(lines) + " ."


def turtle_blank_node(statements: Mapping[str, Iterable[str]]) -> str:
    """Return a blank node with its properties, as a value for `turtle_subject_block`.

    >>> turtle_blank_node({"x:p": ["1"], "x:q": ["2", "3"]})
    '[ x:p 1 ; x:q 2 , 3 ]'
    """
    lines = [f"{name} {' , '.join(values)}" for name, values in _written(statements)]
    return f"[ {' ; '.join(lines)} ]"


def _written(statements: Mapping[str, Iterable[str]]) -> list[tuple[str, list[str]]]:
    written = [(name, list(values)) for name, values in statements.items()]
    return [(name, values) for name, values in written if values]


def turtle_literal(value: str, language: str = "") -> str:
    r"""Return a literal, in the language of the tag where one is given.

    >>> print(turtle_literal('say "a\\b"', "en"))
    "say \"a\\b\""@en
    """
    escaped = "".join(_ESCAPES.get(mark, mark) for mark in value)
    return f'"{escaped}"@{language}' if language else f'"{escaped}"'


def turtle_iri(value: str, prefixes: Mapping[str, str] = PREFIXES) -> str:
    """Return an IRI in angle brackets, or as a prefixed name where a prefix fits.

    >>> turtle_iri("https://w3id.org/nemokg/ontology#Model"), turtle_iri("https://example.org/a")
    ('nemo:Model', '<https://example.org/a>')
    """
    namespace = namespace_of(value)
    local = value[len(namespace) :]
    plain = local.replace("-", "").isalnum() and local.isascii() and not local.startswith("-")
    names = [name for name, prefixed in prefixes.items() if prefixed == namespace] if plain else []
    return f"{names[0]}:{local}" if names else f"<{value}>"
