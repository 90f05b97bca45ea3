"""The SPARQL of a constraint, rewritten to be asked once for all focus nodes.

SHACL binds ``$this`` to a focus node in every group and subquery of a query, and runs the query for
each focus node. A compiled constraint runs once: a pattern for all focus nodes stands at the
beginning of each group that speaks of ``$this``, and their joins keep the nodes apart. That fails
only where rows are counted or cut off for all of them together.
"""

from __future__ import annotations

import re

from nemokg.rdf.sparql import COMMENT, VARIABLE, Token, sparql_tokens

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

_AGGREGATES = frozenset(("COUNT", "SUM", "MIN", "MAX", "AVG", "SAMPLE", "GROUP_CONCAT"))
_FORBIDDEN = frozenset(("MINUS", "VALUES", "SERVICE"))
# By these a query would fetch something.
_ELSEWHERE = frozenset(("FROM", "SERVICE"))
# What rdflib reads as a character anywhere in a query, in strings too.
_ESCAPE = re.compile(r"\\u([0-9a-f]{4}(?:[0-9a-f]{4})?)", re.IGNORECASE)
# As deep do groups nest that are looked at; the store's parser is not made for more.
_DEEPEST = 50


class UnjoinedError(Exception):
    """A query that cannot be asked once for all focus nodes."""


class ForbiddenError(Exception):
    """A query with what SHACL takes out of SPARQL; its text names that."""


class Query:
    """A SELECT of SHACL, whose rows may differ by focus node.

    Raises ForbiddenError for what SHACL does not allow, and UnjoinedError if groups nest too
    deep.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = [token for token in sparql_tokens(text) if token.kind != COMMENT]
        before = ""
        for token in self.tokens:
            if token.keyword in _FORBIDDEN:
                raise ForbiddenError(token.keyword)
            if before == "AS" and is_this_variable(token):
                raise ForbiddenError("AS $this")
            before = token.keyword
        self._outermost = _Group(iter(self.tokens))
        self._outermost.refuse_unselected()
        self.selects_this = any(
            is_this_variable(part) or _text(part) == "*" for part in _outside(self._outermost.head)
        )
        self.differs = self._outermost.speaks_of_this()

    @property
    def variable_names(self) -> set[str]:
        """The names of its variables."""
        return {token.text[1:] for token in self.tokens if token.kind == VARIABLE}

    def joined_query(self, once: str, any_: str) -> str:
        """Return the query for all focus nodes; UnjoinedError if it is not the same.

        `once` is a pattern that binds ``?this`` to each of them, once each, `any_` one that may
        bind it several times.

        >>> text = "SELECT $this WHERE { $this ?p ?o . { FILTER (?o = 1) } }"
        >>> Query(text).joined_query("?this a ?x .", "?this a ?x .")
        'SELECT $this WHERE { ?this a ?x .  $this ?p ?o . { FILTER (?o = 1) } }'
        """
        joined, at = "", 0
        for begin, pattern in self._outermost.insertions(once, any_):
            joined += f"{self.text[at:begin]} {pattern} "
            at = begin
        return joined + self.text[at:]


class _Group:
    """A group in braces, or the whole query: tokens, and the groups within it."""

    def __init__(self, rest: Iterator[Token], begin: int = 0, depth: int = 0) -> None:
        if depth > _DEEPEST:
            raise UnjoinedError
        self.begin = begin
        self.parts: list[Token | _Group] = []
        for token in rest:
            if token.text == "}":
                break
            opens = token.text == "{"
            self.parts.append(_Group(rest, token.end, depth + 1) if opens else token)
        self.is_select = "SELECT" in map(_keyword, self.parts)
        # Of a query: what stands before its WHERE clause, and what follows that.
        where = next((at for at, part in enumerate(self.parts) if isinstance(part, _Group)), None)
        self.head = self.parts[:where]
        self.modifiers = [] if where is None else self.parts[where + 1 :]

    @property
    def groups(self) -> list[_Group]:
        """The groups directly within it."""
        return [part for part in self.parts if isinstance(part, _Group)]

    def refuse_unselected(self) -> None:
        """Raise ForbiddenError for a subquery that does not select ``$this``."""
        for group in self.groups:
            group.refuse_unselected()
            if group.is_select and not any(map(is_this_variable, _outside(group.head))):
                raise ForbiddenError("a subquery that does not select $this")

    def speaks_of_this(self) -> bool:
        """Whether it says something about ``$this``, beyond selecting or grouping by it."""
        if any(group.speaks_of_this() for group in self.groups):
            return True
        bare = (*_outside(self.head), *_outside(self.modifiers)) if self.is_select else ()
        return sum(map(is_this_variable, self.parts)) > sum(map(is_this_variable, bare))

    def insertions(self, once: str, any_: str) -> Iterator[tuple[int, str]]:
        """Yield where a pattern for the focus nodes goes in, and which one."""
        whole = self.is_select and self.speaks_of_this()
        if whole:
            self._refuse_together()
        for before, part in zip(("", *self.parts), self.parts, strict=False):
            if isinstance(part, _Group):
                # How often something exists is not counted.
                pattern = any_ if _keyword(before) == "EXISTS" else once
                if whole or (part.speaks_of_this() and not part.is_select):
                    yield part.begin, pattern
                yield from part.insertions(pattern, any_)

    def _refuse_together(self) -> None:
        """Raise UnjoinedError for a query that counts or cuts off rows of all focus nodes."""
        words = [_keyword(part) for part in self.modifiers]
        grouped = self.modifiers[words.index("GROUP") :] if "GROUP" in words else []
        expressed = {_keyword(part) for part in (*self.head, *self.modifiers)}
        counts = not expressed.isdisjoint({*_AGGREGATES, "GROUP", "HAVING"})
        if counts and not any(map(is_this_variable, _outside(grouped))):
            raise UnjoinedError
        if not expressed.isdisjoint(("LIMIT", "OFFSET", "EXISTS")):
            raise UnjoinedError


def is_this_variable(part: object) -> bool:
    """Whether a part of a query is the variable for the focus node."""
    return _text(part) in ("$this", "?this")


def has_service_or_from(text: str) -> bool:
    """Whether a query has SERVICE or FROM, by which it would fetch something.

    >>> has_service_or_from("ASK { SERVICE <http://example.org/> { ?s ?p ?o } }")
    True
    >>> has_service_or_from("ASK { ?s <http://example.org/FROM> 'FROM' }  # FROM")
    False
    """
    spelt_out = _ESCAPE.sub(lambda code: chr(min(int(code[1], 16), 0xFFFF)), text)
    readings = (sparql_tokens(text), sparql_tokens(spelt_out))
    return any(token.keyword in _ELSEWHERE for reading in readings for token in reading)


def _keyword(part: object) -> str:
    return part.keyword if isinstance(part, Token) else ""


def _text(part: object) -> str:
    return part.text if isinstance(part, Token) else ""


def _outside(parts: list[Token | _Group]) -> list[Token | _Group]:
    """Return the parts that no parentheses are around."""
    depth, outside = 0, []
    for part in parts:
        depth += (_text(part) == "(") - (_text(part) == ")")
        if not depth:
            outside.append(part)
    return outside
