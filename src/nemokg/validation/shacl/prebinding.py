"""The SPARQL of a constraint, rewritten to be asked once for all focus nodes.

SHACL binds ``$this`` to a focus node in every group and subquery of a query, and runs the query for
each focus node. A compiled constraint runs once: a pattern for all focus nodes stands at the
beginning of each group that speaks of ``$this``, and their joins keep the nodes apart. That fails
only where rows are counted or cut off for all of them together.
"""

from __future__ import annotations

import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

_STRING = (
    r'"""(?:[^"\\]|\\.|"(?!""))*"""'
    r"|'''(?:[^'\\]|\\.|'(?!''))*'''"
    r'|"(?:[^"\\\n\r]|\\.)*"'
    r"|'(?:[^'\\\n\r]|\\.)*'"
)
_TOKEN = re.compile(
    rf"\s+|\#[^\n\r]*|<[^<>\"{{}}|^`\\\s]*>|{_STRING}|@[A-Za-z-]+|[?$]\w+|[\w:](?:[\w:.%-]|\\.)*|.",
    re.DOTALL,
)
_AGGREGATES = frozenset(("COUNT", "SUM", "MIN", "MAX", "AVG", "SAMPLE", "GROUP_CONCAT"))
_FORBIDDEN = frozenset(("MINUS", "VALUES", "SERVICE"))
# By these a query would fetch something.
_ELSEWHERE = frozenset(("FROM", "SERVICE"))
# As deep do groups nest that are looked at; the store's parser is not made for more.
_DEEPEST = 50


class UnjoinedError(Exception):
    """A query that cannot be asked once for all focus nodes."""


class ForbiddenError(Exception):
    """A query with what SHACL takes out of SPARQL; its text names that."""


class Query:
    """A SELECT of SHACL, or a subquery or group of it: its tokens, and the groups within.

    Raises ForbiddenError for what SHACL does not allow, and UnjoinedError where groups nest too
    deep.
    """

    def __init__(self, text: str) -> None:
        before = ""
        for part in tokens(text):
            if part.upper() in _FORBIDDEN:
                raise ForbiddenError(part.upper())
            if before == "AS" and is_this(part):
                raise ForbiddenError("AS $this")
            before = before if _is_space(part) else part.upper()
        self._whole = _Group(iter(tokens(text)))
        self._whole.refuse_unselected()
        self.differs = self._whole.speaks_of_this()

    def joined(self, once: str, any_: str) -> str:
        """Return the query for all focus nodes; UnjoinedError where it is not the same.

        `once` is a pattern that binds ``?this`` to each of them, once each, `any_` one that may
        bind it several times.

        >>> text = "SELECT $this WHERE { $this ?p ?o . { FILTER (?o = 1) } }"
        >>> Query(text).joined("?this a ?x .", "?this a ?x .")
        'SELECT $this WHERE { ?this a ?x .  $this ?p ?o . { FILTER (?o = 1) } }'
        """
        return self._whole.joined(once, any_)


class _Group:
    """A group in braces, or the whole query: tokens, and the groups within it."""

    def __init__(self, parts: Iterator[str], depth: int = 0) -> None:
        if depth > _DEEPEST:
            raise UnjoinedError
        self.parts: list[str | _Group] = []
        for part in parts:
            if part == "}":
                break
            self.parts.append(_Group(parts, depth + 1) if part == "{" else part)
        words = [word(part) for part in self.parts]
        self.is_select = "SELECT" in words
        # Of a query: what stands before its WHERE clause, that clause, and what follows it.
        begin = next((at for at, part in enumerate(self.parts) if isinstance(part, _Group)), None)
        self.head = self.parts[:begin]
        self.modifiers = [] if begin is None else self.parts[begin + 1 :]

    def refuse_unselected(self) -> None:
        """Raise ForbiddenError for a subquery that does not select ``$this``."""
        for part in self.parts:
            if isinstance(part, _Group):
                part.refuse_unselected()
                if part.is_select and not any(map(is_this, _outside(part.head))):
                    raise ForbiddenError("a subquery that does not select $this")

    def speaks_of_this(self) -> bool:
        """Whether it says something about ``$this``, beyond selecting or grouping by it."""
        if any(part.speaks_of_this() for part in self.parts if isinstance(part, _Group)):
            return True
        if not self.is_select:
            return any(map(is_this, self.parts))
        bare = (*_outside(self.head), *_outside(self.modifiers))
        return sum(map(is_this, self.parts)) > sum(map(is_this, bare))

    def joined(self, once: str, any_: str) -> str:
        """Return the text with a pattern for the focus nodes in each group about ``$this``."""
        if self.is_select and self.speaks_of_this():
            self._refuse_together()
        text = before = ""
        for part in self.parts:
            if isinstance(part, _Group):
                # How often something exists is not counted.
                pattern = any_ if before == "EXISTS" else once
                needs = part.speaks_of_this() and not part.is_select
                needs |= self.is_select and self.speaks_of_this()
                inner = part.joined(pattern, any_)
                text += f"{{ {pattern} {inner}}}" if needs else f"{{{inner}}}"
            else:
                text += part
            before = before if _is_space(part) else word(part)
        return text

    def _refuse_together(self) -> None:
        """Raise UnjoinedError for a query that counts or cuts off rows of all focus nodes."""
        words = [word(part) for part in self.modifiers]
        grouped = self.modifiers[words.index("GROUP") :] if "GROUP" in words else []
        expressed = {word(part) for part in (*self.head, *self.modifiers)}
        counts = not expressed.isdisjoint({*_AGGREGATES, "GROUP", "HAVING"})
        if counts and not any(map(is_this, _outside(grouped))):
            raise UnjoinedError
        if not expressed.isdisjoint(("LIMIT", "OFFSET", "EXISTS")):
            raise UnjoinedError


def tokens(text: str) -> list[str]:
    """Return the tokens of SPARQL, white space and comments among them.

    >>> tokens("ASK { $this ?p '}' }")
    ['ASK', ' ', '{', ' ', '$this', ' ', '?p', ' ', "'}'", ' ', '}']
    """
    return _TOKEN.findall(text)


def is_this(part: object) -> bool:
    """Whether a token is the variable for the focus node."""
    return part in ("$this", "?this")


def word(part: object) -> str:
    """Return a token in capitals, as keywords are compared."""
    return part.upper() if isinstance(part, str) else ""


def selects_this(text: str) -> bool:
    """Whether a query selects ``$this``, by name or as one of all variables.

    >>> selects_this("SELECT (STR($this) AS ?value) WHERE { $this ?p ?o }")
    False
    """
    head = tokens(text.partition("{")[0])
    return any(is_this(part) or part == "*" for part in _outside([*head]))


def asks_elsewhere(text: str) -> bool:
    """Whether a query has SERVICE or FROM, by which it would fetch something.

    >>> asks_elsewhere("ASK { SERVICE <http://example.org/> { ?s ?p ?o } }")
    True
    >>> asks_elsewhere("ASK { ?s <http://example.org/FROM> 'FROM' }  # FROM")
    False
    """
    return not _ELSEWHERE.isdisjoint(map(str.upper, tokens(text)))


def _is_space(part: object) -> bool:
    return isinstance(part, str) and (part.isspace() or part[0] == "#")


def _outside(parts: list[str | _Group]) -> list[str | _Group]:
    """Return the parts that no parentheses are around."""
    depth, outside = 0, []
    for part in parts:
        depth += (part == "(") - (part == ")")
        if not depth:
            outside.append(part)
    return outside
