"""JSON-LD beyond a parser: local copies of contexts, and a warning about dropped triples."""

from __future__ import annotations

import json
import re
from urllib.parse import urljoin

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from nemokg.errors import InputError, InputWarning

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

# Where a document names a context, or may do so.
_ELSEWHERE = re.compile(r'"@context"\s*:\s*["\[]|"@import"')
_DEPTH = 16  # of contexts that name contexts


def with_local_contexts(file: str, text: str, base: str, copies: Mapping[str, str]) -> str:
    """Return a JSON-LD document with the contexts that it names inserted into it.

    `copies` are files by the URL of what they are a copy of. Raises InputError for a context of
    which there is no copy, and for a copy that holds none.

    >>> with_local_contexts("a.jsonld", '{"@context": {"@vocab": "urn:x:"}}', "file:///a", {})
    '{"@context": {"@vocab": "urn:x:"}}'
    """
    if not _ELSEWHERE.search(text):
        return text
    contexts = _Contexts(file, base, copies)
    try:
        return json.dumps(contexts.written_out(json.loads(text)), ensure_ascii=False)
    except RecursionError as error:
        raise InputError(f"{file}: nested too deeply for JSON-LD; flatten it.") from error
    except ValueError:  # of which the parser says more
        return text


def warn_of_dropped_triples(file: str, text: str, base: str) -> None:
    """Warn of the triples of a JSON-LD document that the standard requires to be dropped.

    These are the ones with a key or an IRI that is malformed, or relative without a base.
    """
    try:
        triples = sum(1 for _ in parse(text, RdfFormat.JSON_LD, base_iri=base))
        lenient = list(parse(text, RdfFormat.JSON_LD, base_iri=base, lenient=True))
    except (SyntaxError, MemoryError):  # which whoever reads the file gets, too
        return
    dropped = len(lenient) - triples
    if not dropped:
        return
    from warnings import warn

    terms = (term for quad in lenient for term in quad.triple if _is_malformed(term))
    warn(
        f"{file}: JSON-LD drops {dropped:,} of its {len(lenient):,} triples, for keys and IRIs that"
        f" are malformed or have no base, such as {next(terms, 'that of a graph')}.",
        InputWarning,
        stacklevel=2,
    )


def _is_malformed(term: object) -> bool:
    try:
        if isinstance(term, NamedNode):
            NamedNode(term.value)
        elif isinstance(term, Literal) and term.language:
            Literal(term.value, language=term.language)
    except ValueError:
        return True
    return False


class _Contexts:
    def __init__(self, file: str, base: str, copies: Mapping[str, str]) -> None:
        self._file, self._base, self._copies = file, base, copies

    def written_out(self, node: object, depth: int = 0) -> object:
        """Return JSON in which each name of a context is replaced by the context."""
        if isinstance(node, list):
            return [self.written_out(each, depth) for each in node]
        if not isinstance(node, dict) or node.get("@type") == "@json":
            return node
        if "@import" in node:
            raise InputError(
                f"{self._file}: its context imports {node['@import']}, and imports are not"
                " followed; insert what it imports."
            )
        return {
            key: self._context(value, depth)
            if key == "@context"
            else self.written_out(value, depth)
            for key, value in node.items()
        }

    def _context(self, value: object, depth: int) -> object:
        if isinstance(value, str):
            return self._copy(value, depth)
        if isinstance(value, list):
            parts = [self._context(each, depth) for each in value]
            return [each for part in parts for each in (part if isinstance(part, list) else [part])]
        return self.written_out(value, depth)

    def _copy(self, url: str, depth: int) -> object:
        absolute = urljoin(self._base, url)
        path = self._copies.get(url) or self._copies.get(absolute)
        if path is None:
            raise InputError(
                f"{self._file}: its context {absolute} is not fetched; give a copy of it with"
                f" --context {absolute}=FILE."
            )
        if depth >= _DEPTH:
            raise InputError(f"{path}: contexts name one another without end; write them out.")
        try:
            with open(path, encoding="utf-8-sig") as stream:
                document = json.load(stream)
        except OSError as error:
            raise InputError(f"{path}: cannot be read ({error.strerror}).") from error
        except ValueError as error:
            raise InputError(f"{path}: not JSON ({error}); give a JSON-LD context.") from error
        if not isinstance(document, dict) or "@context" not in document:
            raise InputError(f"{path}: it contains no @context; give a JSON-LD context.")
        return self._context(document["@context"], depth + 1)
