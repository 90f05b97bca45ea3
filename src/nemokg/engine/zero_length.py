"""Property paths of length zero from terms that are not in the data.

By SPARQL 1.1, `<a> <p>* ?x` has a row with `<a>` whatever the data. Oxigraph leaves it out where
`<a>` is nowhere in the graph (https://github.com/oxigraph/oxigraph/pull/1815, corrected after
0.5.13), so that the pattern is given to it as two: one for terms in the graph, one for others.
"""

from __future__ import annotations

from functools import cache

from nemokg.rdf.sparql import BLANK, IRI, MARK, NAME, NUMBER, STRING, QueryText

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from typing import Any

    from pyoxigraph import Store

    from nemokg.rdf.sparql import Token

    Span = tuple[str, int, int]

_CONSTANTS = frozenset((IRI, NAME, STRING, NUMBER))
_TRUTH = frozenset(("TRUE", "FALSE"))
# What a path that may have length zero is written with; a query without these is not looked into.
_MODIFIERS = ("*", "? ", "?\n", "?\t", "?\r", "?)", "?/", "?|", "?<", "?:", "?#")


def with_zero_length_paths(store: Store, text: str, **options: Any) -> str:
    """Return a query with a pattern for each path of length zero that the store leaves out.

    `options` are those of `Store.query`. Returned as it is: a query that does not parse; one with
    labels of blank nodes, which would no longer be in one pattern; and one with GRAPH, whose
    variable the added pattern would not bind.

    >>> from pyoxigraph import Store
    >>> query = with_zero_length_paths(Store(), "SELECT ?x { <urn:a> <urn:p>* ?x }")
    >>> [row[0].value for row in Store().query(query)]
    ['urn:a']
    """
    if not any(modifier in text for modifier in _MODIFIERS):
        return text
    try:
        return _rewritten(store, QueryText(text), options)
    except RecursionError:  # of a path in so many parentheses that the store refuses it as well
        return text


def _rewritten(store: Store, query: QueryText, options: Mapping[str, Any]) -> str:
    text, tokens = query.text, query.tokens
    ends = _zero_path_ends(tokens)
    if not ends or any(token.kind == BLANK or token.keyword == "GRAPH" for token in tokens):
        return text

    @cache
    def is_missing(term: str) -> bool:
        if query.find_clause("FROM"):  # the graph is another one
            return True
        question = f"{text[: query.start]} ASK {{ {_occurrence(term, 'zero')} }}"
        try:
            return not store.query(question, **options)
        except SyntaxError:  # which the store finds in the query as well
            return False

    # Most ends are in the data, which is found out sooner than what the query consists of.
    if all(end.kind in (IRI, NAME) and not is_missing(end.text) for end in ends):
        return text
    from nemokg.rdf.grammar import rule_spans
    from nemokg.rdf.syntax import terminals_and_tokens

    pieces = [*terminals_and_tokens(tokens)]
    spans = rule_spans([terminal for terminal, _ in pieces])
    return _Rewriter(text, pieces, spans, is_missing).rewritten()


def _zero_path_ends(tokens: Sequence[Token]) -> list[Token]:
    """Return what is no variable at the ends of the paths that may have length zero."""
    ends: list[Token] = []
    last = 1
    for at in range(1, len(tokens) - 1):
        modifies = tokens[at].kind == MARK and tokens[at].text in ("*", "?")
        before = tokens[at - 1]
        is_path = before.kind in (IRI, NAME) or before.text in ("a", ")")
        if at < last or not modifies or not is_path:
            continue
        first, last = at, at + 1
        while first > 0 and _are_one_path(tokens[first - 1], tokens[first]):
            first -= 1
        while last < len(tokens) - 1 and _are_one_path(tokens[last - 1], tokens[last]):
            last += 1
        if _Path([token.text for token in tokens[first:last]]).zeros():
            ends += [each for each in (tokens[first - 1], tokens[last]) if each.text[0] not in "?$"]
    return ends


def _are_one_path(token: Token, after: Token) -> bool:
    """Tell whether two tokens, one of which is part of a path, are parts of the same path."""
    return token.text in ("/", "|", "^", "!", "(") or after.text in ("/", "|", ")", "*", "+", "?")


def _occurrence(term: str, name: str) -> str:
    """Return the pattern for a term being a node."""
    return f"{{ {term} ?{name}1 ?{name}2 }} UNION {{ ?{name}1 ?{name}2 {term} }}"


class _Rewriter:
    """Rewrites the triples of a query that have such a path."""

    def __init__(
        self,
        text: str,
        pieces: Sequence[tuple[str, Token]],
        spans: Sequence[Span],
        is_missing: Callable[[str], bool],
    ) -> None:
        self._text = text
        self._pieces = pieces
        self._spans = spans
        self._is_missing = is_missing
        self._terms = {span[1:] for span in spans if span[0] == "Term"}
        self._name = "zero"
        while f"{self._name}1" in text or f"{self._name}2" in text:
            self._name += "_"

    def rewritten(self) -> str:
        """Return the text with the patterns added."""
        parts, end = [], 0
        for at, (rule, first, last) in enumerate(self._spans):
            start = self._pieces[first][1].start if rule == "PathSameSubject" else -1
            if start >= end and (patterns := self._patterns(at)):
                parts += [self._text[end:start], patterns]
                end = self._pieces[last][1].start
        return "".join([*parts, self._text[end:]])

    def _patterns(self, at: int) -> str:
        """Return the triples of one subject with those patterns, or nothing if it needs none."""
        first = self._spans[at][1]
        rule, _, subject_end = self._spans[at + 1]
        if rule != "Term":
            return ""
        subject = self._part(first, subject_end)
        triples: list[str] = []
        zero: list[str] = []
        verb: Span = ("", 0, 0)
        for span in self._children(at, ("PathVerb", "PathObject")):
            if span[0] == "PathVerb":
                verb = span
                continue
            objects = self._part(*span[1:])
            pattern = self._zero_pattern((first, subject_end), verb, span)
            if pattern:
                zero.append(pattern)
            else:
                triples.append(f"{subject} {self._part(*verb[1:])} {objects} .\n")
        return "".join([*triples, *zero]) if zero else ""

    def _children(self, at: int, names: tuple[str, ...]) -> list[Span]:
        """Return the rules of some names within another, outermost ones only."""
        found: list[Span] = []
        end = self._spans[at][1]
        for index in range(at + 1, len(self._spans)):
            span = self._spans[index]
            if span[1] >= self._spans[at][2]:
                break
            if span[0] in names and span[1] >= end:
                found.append(span)
                end = span[2]
        return found

    def _zero_pattern(self, subject: tuple[int, int], verb: Span, obj: Span) -> str:
        """Return the pattern in place of a triple, or nothing if it stays."""
        count = _Path([terminal for terminal, _ in self._pieces[verb[1] : verb[2]]]).zeros()
        ends = [self._part(*subject), self._part(*obj[1:])]
        constant = [self._is_constant(*subject), self._is_constant(*obj[1:])]
        variable = [self._pieces[first][0] == "variable" for first in (subject[0], obj[1])]
        single = obj[2] - obj[1] == 1 or constant[1]
        if not count or not any(constant) or not single:
            return ""
        if not all(one or other for one, other in zip(constant, variable, strict=True)):
            return ""
        term = ends[0] if constant[0] else ends[1]
        if not self._is_missing(term):
            return ""
        if all(constant):
            values = f"VALUES () {{ {'() ' * count}}} FILTER(sameTerm({ends[0]}, {ends[1]}))"
        else:
            values = f"VALUES {ends[constant[0]]} {{ {f'{term} ' * count}}}"
        node = f"{{ {_occurrence(term, self._name)} }}"
        triple = f"{ends[0]} {self._part(*verb[1:])} {ends[1]}"
        return (
            f"{{ {triple} FILTER EXISTS {node} }} UNION {{ {values} FILTER NOT EXISTS {node} }}\n"
        )

    def _is_constant(self, first: int, last: int) -> bool:
        """Tell whether a part is an IRI or a literal."""
        token = self._pieces[first][1]
        known = token.kind in _CONSTANTS or token.keyword in _TRUTH
        return known and (first, last) in self._terms

    def _part(self, first: int, last: int) -> str:
        """Return the text of a part; a line end closes a comment in it."""
        start, end = self._pieces[first][1].start, self._pieces[last][1].start
        part = self._text[start:end].rstrip()
        return f"{part}\n" if "#" in part else part


class _Path:
    """A property path, as the terminals of the grammar that it consists of."""

    def __init__(self, terminals: Sequence[str]) -> None:
        self._terminals = [*terminals, "", ""]
        self._at = 0

    def zeros(self) -> int:
        """Return how many solutions of length zero it has from a term outside the graph."""
        count = self._sequence()
        while self._takes("|"):
            count += self._sequence()
        return count

    def _sequence(self) -> int:
        count = self._step()
        while self._takes("/"):
            count *= self._step()
        return count

    def _step(self) -> int:
        self._takes("^")
        count = 0
        if self._takes("!"):
            self._negated()
        elif self._takes("("):
            count = self.zeros()
            self._takes(")")
        else:
            self._at += 1
        if self._takes("*") or self._takes("?"):
            return 1
        return min(count, 1) if self._takes("+") else count

    def _negated(self) -> None:
        if self._takes("("):
            while not self._takes(")"):
                self._at += 1
        else:
            self._takes("^")
            self._at += 1

    def _takes(self, terminal: str) -> bool:
        found = self._terminals[self._at] == terminal
        self._at += found
        return found
