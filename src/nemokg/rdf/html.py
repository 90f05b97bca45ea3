"""HTML of values, as notebooks display it: everything escaped, nothing but plain elements."""

from __future__ import annotations

from html import escape

from nemokg.rdf.links import web_address
from nemokg.rdf.vocab import prefixed_name

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def escape_and_link(value: str) -> str:
    """Return a text escaped; an IRI of the web becomes a link that shows its prefixed name.

    >>> escape_and_link("a < b")
    'a &lt; b'
    >>> escape_and_link("https://w3id.org/nemokg/model/my-student")
    '<a href="https://w3id.org/nemokg/model/my-student">model:my-student</a>'
    """
    if web_address(value):
        return f'<a href="{escape(value)}">{escape(prefixed_name(value))}</a>'
    return escape(value)


def html_table(head: Sequence[str], rows: Iterable[Sequence[str]], note: str = "") -> str:
    """Return rows of texts as a table, with a note below it.

    >>> html_table(("n",), [("<1>",)])
    '<table><thead><tr><th>n</th></tr></thead><tbody><tr><td>&lt;1&gt;</td></tr></tbody></table>'
    """
    names = "".join(f"<th>{escape(name)}</th>" for name in head)
    body = "".join(
        f"<tr>{''.join(f'<td>{escape_and_link(c)}</td>' for c in row)}</tr>" for row in rows
    )
    after = f"<p>{escape(note)}</p>" if note else ""
    return f"<table><thead><tr>{names}</tr></thead><tbody>{body}</tbody></table>{after}"


def preformatted_block(lines: str) -> str:
    """Return text whose line breaks and spaces count.

    >>> preformatted_block("a <b>")
    '<pre>a &lt;b&gt;</pre>'
    """
    return f"<pre>{escape(lines)}</pre>"


def titled_definitions(title: str, pairs: Iterable[tuple[str, Sequence[str]]]) -> str:
    """Return names, each with its texts, below a title.

    >>> titled_definitions("T", [("status", ["stated"])])
    '<div><strong>T</strong><dl><dt>status</dt><dd>stated</dd></dl></div>'
    """
    items = "".join(
        f"<dt>{escape(name)}</dt>"
        + "".join(f"<dd>{escape_and_link(value)}</dd>" for value in values)
        for name, values in pairs
    )
    return f"<div><strong>{escape(title)}</strong><dl>{items}</dl></div>"
