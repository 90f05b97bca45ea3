"""The canned queries: SPARQL files whose leading ``#+`` lines say what they answer.

::

    #+ summary: Teachers of a student
    #+ description: One row per teacher,
    #+   in the order of the rounds.
    #+ tags:
    #+   - distillation
    #+ defaults:
    #+   - student: model:my-student
    PREFIX model: <https://w3id.org/nemokg/model/>
    SELECT ... WHERE { VALUES ?student { model:my-student } ... }

The header is that of grlc; each of its ``defaults`` is a parameter, and is in the text as a
``VALUES`` row of its own, so the file runs unmodified in any SPARQL 1.1 store. A text parameter
that ``enumerate`` lists takes only texts that occur in the data.
"""

from __future__ import annotations

import os

from nemokg.dataset.reading import decode_utf8, read_bytes
from nemokg.dataset.sources import base_iri
from nemokg.errors import InputError, UnknownQueryError, suggestion_clause
from nemokg.files.resources import bundled_directory
from nemokg.rdf.results import CannedQuery, Parameter
from nemokg.rdf.sparql import QueryText

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

_SUFFIX = ".rq"
_MARK = "#+"


def query_names() -> list[str]:
    """Return the names of the canned queries, sorted."""
    files = os.listdir(bundled_directory("queries"))
    return sorted(file[: -len(_SUFFIX)] for file in files if file.endswith(_SUFFIX))


def find_query(name: str) -> CannedQuery:
    """Return the canned query of this name.

    Raises UnknownQueryError, which offers the nearest names, where there is none.

    >>> find_query("edges").parameters
    (Parameter(default='false', name='all'),)
    """
    known = query_names()
    if name not in known:
        raise UnknownQueryError(
            f'There is no query "{name}".{suggestion_clause(name, known)}'
            " `nemokg queries` lists them all."
        )
    path = os.path.join(bundled_directory("queries"), name + _SUFFIX)
    return parse_query(path, decode_utf8(path, read_bytes(path)))


def read_query_file(path: str) -> CannedQuery:
    """Return the query in a file, which may but need not have a header.

    Relative IRIs are resolved against the file, unless the query declares a base.
    Raises InputError if the file is missing, unreadable, empty, not UTF-8, or has a header
    that breaks the grammar above.
    """
    if not os.path.exists(path):
        raise InputError(f"{path}: no such file; check the spelling of the path.")
    text = decode_utf8(path, read_bytes(path))
    return parse_query(path, QueryText(text).with_base(base_iri(path)))


def parse_query(path: str, text: str) -> CannedQuery:
    """Return the query that a text holds; `path` names it.

    Raises InputError for a header line that is neither a key, an item nor a continuation.

    >>> query = parse_query("q.rq", '''#+ summary: Everything
    ... #+ defaults:
    ... #+   - kind: model:
    ... SELECT * WHERE { VALUES ?kind { UNDEF } ?s a ?kind }''')
    >>> query.name, query.summary, query.parameters
    ('q', 'Everything', (Parameter(default='model:', name='kind'),))
    """
    header = _header(path, text.splitlines())
    parameters = []
    for item in header.get("defaults", []):
        name, colon, default = item.partition(":")
        if not colon:
            raise InputError(f'{path}: write the default "{item}" in the header as NAME: VALUE.')
        parameters.append(Parameter(name.strip(), _unquote(default.strip())))
    return CannedQuery(
        name=os.path.splitext(os.path.basename(path))[0],
        path=path,
        summary=_joined(header, "summary"),
        description=_joined(header, "description"),
        tags=tuple(header.get("tags", [])),
        parameters=tuple(parameters),
        enumerated=tuple(header.get("enumerate", [])),
        text=text,
    )


def _header(path: str, lines: Iterable[str]) -> dict[str, list[str]]:
    """Collect the values of each key: items of its list, or lines of its text."""
    header: dict[str, list[str]] = {}
    values: list[str] = []
    for number, line in enumerate(lines, 1):
        if not line.startswith(_MARK):
            break
        entry = line[len(_MARK) :]
        content = entry.strip()
        indented = entry.startswith("  ")
        if not indented and ":" in content:
            key, _, value = content.partition(":")
            values = header.setdefault(key.strip(), [])
            # YAML's marks for a text on the lines below say nothing about the text.
            if value.strip() not in ("", ">", "|", ">-", "|-"):
                values.append(_unquote(value.strip()))
        elif indented and header:
            values.append(_unquote(content[2:].strip() if content.startswith("- ") else content))
        elif content:
            raise InputError(
                f'{path}, line {number}: write the header as "#+ key: value", and what belongs'
                " to a key two spaces further in."
            )
    return header


def _joined(header: dict[str, list[str]], key: str) -> str:
    return " ".join(header.get(key, []))


def _unquote(text: str) -> str:
    return text[1:-1] if len(text) > 1 and text[0] == text[-1] and text[0] in "\"'" else text
