"""The text of a query: its SPARQL tokens, and what they reveal without a parser.

The terminals are those of SPARQL 1.1, with the brackets that 1.2 adds. Reading never fails: what is
no terminal is a token too, and whoever answers the query refuses it. Regular expressions would take
a third of a cold start to import, and every query in order comes here.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

IRI = "iri"
NAME = "prefixed name"
VARIABLE = "variable"
BLANK = "blank node"
STRING = "string"
LANGUAGE = "language tag"
NUMBER = "number"
WORD = "word"
MARK = "mark"
COMMENT = "comment"
UNCLOSED = "string without end"
STRAY = "stray character"

FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
# A store or a moment may give another answer to a query with one of these.
_VARYING = frozenset(("NOW", "RAND", "UUID", "STRUUID", "BNODE", "SERVICE"))
_CLAUSES = frozenset(("FROM", "GROUP", "HAVING", "ORDER", "LIMIT", "OFFSET", "VALUES"))

_SPACES = frozenset(" \t\r\n")
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_DIGITS = frozenset("0123456789")
_HEX = frozenset("0123456789ABCDEFabcdef")
_IN_WORDS = frozenset(f"{_LETTERS}0123456789_")
_IN_LABELS = _IN_WORDS | {"-", "."}
_IN_LOCALS = _IN_LABELS | {":", "%"}
_IN_TAGS = frozenset(f"{_LETTERS}0123456789-")
_IN_SCHEMES = _IN_TAGS | {"+", "."}
_ENDS_IRIS = frozenset('<>"{}|^`\\').union(map(chr, range(33)))
_ESCAPED_IN_LOCALS = frozenset("_~.-!$&'()*+,;=/?#@%")
_MARKS = frozenset("{}()[].,;*/|^!=<>+-?~")
_OPENING = frozenset(("{", "(", "["))
_CLOSING = frozenset(("}", ")", "]"))
_LONG_MARKS = ("<<(", ")>>", "^^", "&&", "||", "!=", "<=", ">=", "<<", ">>", "{|", "|}")
# What names may hold beyond ASCII.
_FOREIGN = (
    (0xB7, 0xB7), (0xC0, 0xD6), (0xD8, 0xF6), (0xF8, 0x37D), (0x37F, 0x1FFF), (0x200C, 0x200D),
    (0x203F, 0x2040), (0x2070, 0x218F), (0x2C00, 0x2FEF), (0x3001, 0xD7FF), (0xF900, 0xFDCF),
    (0xFDF0, 0xFFFD), (0x10000, 0xEFFFF),
)  # fmt: skip


class Token:
    """A piece of a query: its kind, its text as it is written, and where it starts and ends."""

    __slots__ = ("end", "kind", "start", "text")

    def __init__(self, kind: str, text: str, start: int, end: int) -> None:
        self.kind = kind
        self.text = text
        self.start = start
        self.end = end

    def __repr__(self) -> str:
        return f"<{self.kind} {self.text} at {self.start}>"

    @property
    def keyword(self) -> str:
        """The keyword or the name of a function in capitals; empty for any other token."""
        if self.kind != WORD:
            return ""
        return (_unescaped(self.text) if "\\" in self.text else self.text).upper()

    @property
    def prefix(self) -> str:
        """The prefix of a prefixed name."""
        return self.text.partition(":")[0]


class Clause:
    """A clause of the outermost query: its keyword, its tokens, and where it starts and ends."""

    __slots__ = ("end", "keyword", "start", "tokens")

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.keyword = tokens[0].keyword
        self.tokens = tokens
        self.start = tokens[0].start
        self.end = tokens[-1].end


class QueryText:
    """What the tokens of a query tell: its form, its prefixes and its clauses.

    `form` is SELECT, ASK, CONSTRUCT or DESCRIBE, or None for an update and for what is no SPARQL;
    `start` is the place behind the prologue, where it stands. `prefixes` are those declared.
    `clauses` are those of the outermost query around its pattern, in the order of the text: FROM,
    GROUP, HAVING, ORDER, LIMIT, OFFSET and VALUES.

    >>> text = QueryText("PREFIX ex: <urn:x:> SELECT * { ?s ex:limit '# 1' } LIMIT 3 # rows")
    >>> text.form, text.prefixes, [clause.keyword for clause in text.clauses]
    ('SELECT', {'ex': 'urn:x:'}, ['LIMIT'])
    """

    __slots__ = ("clauses", "form", "prefixes", "start", "text", "tokens")

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = [token for token in sparql_tokens(text) if token.kind != COMMENT]
        self.prefixes, begin = _prologue(self.tokens)
        body = self.tokens[begin:]
        self.start = body[0].start if body else len(text)
        keyword = body[0].keyword if body else ""
        self.form = keyword if keyword in FORMS else None
        self.clauses = tuple(_clauses(body)) if self.form else ()

    def find_clause(self, first_word: str) -> Clause | None:
        """Return the first clause that begins with a keyword, or None.

        >>> QueryText("ASK {} VALUES ?x { 1 }").find_clause("LIMIT") is None
        True
        """
        return next((each for each in self.clauses if each.keyword == first_word), None)

    @property
    def limit_number(self) -> int | None:
        """The number of the LIMIT; None if there is none.

        >>> QueryText("SELECT * { { SELECT * {} LIMIT 9 } } LIMIT 3").limit_number
        3
        """
        clause = self.find_clause("LIMIT")
        number = clause.tokens[1].text if clause and len(clause.tokens) > 1 else ""
        return int(number) if number.isdecimal() else None

    def with_clause(self, clause: str) -> str:
        r"""Return the text with one more clause after its pattern, before VALUES.

        >>> QueryText("ASK {} # none").with_clause("LIMIT 3")
        'ASK {} # none\nLIMIT 3'
        """
        values = self.find_clause("VALUES")
        if values is None:
            return f"{self.text}\n{clause}"
        return f"{self.text[: values.start]}{clause}\n{self.text[values.start :]}"

    def relative_iri(self) -> Token | None:
        """Return the first IRI that is relative and has no base to be resolved against, or None.

        >>> QueryText("ASK { <urn:a> <b> ?o }").relative_iri()
        <iri <b> at 14>
        """
        for before, token in zip([None, *self.tokens], self.tokens, strict=False):
            if token.kind == IRI and not _is_absolute(token.text[1:-1]):
                return token
            if token.kind == IRI and before is not None and before.keyword == "BASE":
                return None
        return None

    def with_base(self, base: str) -> str:
        """Return the text with a base declared, if it has relative IRIs and needs one.

        >>> QueryText("ASK { <a> ?p ?o }").with_base("https://example.org/")
        'BASE <https://example.org/> ASK { <a> ?p ?o }'
        """
        if self.relative_iri() is None:
            return self.text
        start = self.tokens[0].start
        return f"{self.text[:start]}BASE <{base}> {self.text[start:]}"

    def undeclared_names(self) -> Iterator[Token]:
        """Yield the prefixed names whose prefix the query does not declare.

        >>> [name.text for name in QueryText("ASK { ?s a ex:Thing }").undeclared_names()]
        ['ex:Thing']
        """
        for token in self.tokens:
            if (
                token.kind == NAME
                and token.start >= self.start
                and token.prefix not in self.prefixes
            ):
                yield token

    def missing_prologue(self, prefixes: Mapping[str, str]) -> str:
        """Return declarations of those prefixes that the query uses and does not declare.

        >>> QueryText("ASK { ?s a ex:Thing }").missing_prologue({"ex": "urn:x:", "y": "urn:y:"})
        'PREFIX ex: <urn:x:> '
        """
        names = dict.fromkeys(token.prefix for token in self.undeclared_names())
        return "".join(f"PREFIX {n}: <{prefixes[n]}> " for n in names if n in prefixes)


def depends_on_more_than_data(text: str) -> bool:
    """Return whether the result of a query depends on more than the data.

    >>> depends_on_more_than_data("SELECT (NOW() AS ?now) {}")
    True
    >>> depends_on_more_than_data("SELECT ?now { ?now ex:rand 'UUID()' }")
    False
    """
    capitals = text.upper()
    if "\\" not in capitals and not any(word in capitals for word in _VARYING):
        return False
    return any(token.keyword in _VARYING for token in sparql_tokens(text))


def sparql_tokens(text: str) -> list[Token]:
    """Return the tokens of a query, comments among them; between them is white space alone.

    >>> [token.text for token in sparql_tokens("{ ?a <urn:p> 'a b'@en . FILTER(?a<1) } # so")]
    ['{', '?a', '<urn:p>', "'a b'", '@en', '.', 'FILTER', '(', '?a', '<', '1', ')', '}', '# so']
    """
    pieces: list[Token] = []
    at, size = 0, len(text)
    padded = f"{text}\n"  # so that something ends each token
    label_end = 0  # where letters, dots and hyphens end: read once, however many words they are
    while at < size:
        first = padded[at]
        if first in _SPACES:
            at += 1
            continue
        scan = _SCANS.get(first)
        if first == "<" and pieces and _compares(padded, pieces[-1], at):
            scan = _mark
        elif scan is None:
            if at >= label_end:
                label_end = _without_dots(padded, at, _run(padded, at, _IN_LABELS))
            scan = _name if label_end > at and padded[label_end] == ":" else _word
        kind, end = scan(padded, at)
        pieces.append(Token(kind, text[at:end], at, end))
        at = end
    return pieces


def line_and_column(text: str, position: int) -> tuple[int, int]:
    r"""Return the line and column of a position in a text, counted from one.

    >>> line_and_column("ASK\n{ ?", 6)
    (2, 3)
    """
    return text.count("\n", 0, position) + 1, position - text.rfind("\n", 0, position)


def _is_absolute(iri: str) -> bool:
    scheme, colon, _ = iri.partition(":")
    return bool(colon and scheme) and scheme[0].isalpha() and set(scheme) <= _IN_SCHEMES


def _prologue(tokens: Sequence[Token]) -> tuple[dict[str, str], int]:
    """Return the prefixes that are declared, and the number of tokens of the prologue."""
    prefixes: dict[str, str] = {}
    at = 0
    while at < len(tokens):
        keyword = tokens[at].keyword
        if keyword == "PREFIX" and at + 2 < len(tokens):
            prefixes[tokens[at + 1].prefix] = tokens[at + 2].text[1:-1]
        elif keyword not in ("BASE", "VERSION"):
            break
        at += 3 if keyword == "PREFIX" else 2
    return prefixes, at


def _clauses(body: Sequence[Token]) -> Iterator[Clause]:
    """Yield the clauses of the outermost query."""
    clause: list[Token] = []
    depth = 0
    for token in body:
        datasets = bool(clause) and clause[0].keyword == "FROM"
        begins = not depth and token.keyword in _CLAUSES
        if begins and not (datasets and token.keyword == "FROM"):
            if clause:
                yield Clause(clause)
            clause = [token]
        elif datasets and (token.keyword == "WHERE" or token.text == "{"):
            yield Clause(clause)
            clause = []
        elif clause:
            clause.append(token)
        if token.kind == MARK:
            depth += (token.text in _OPENING) - (token.text in _CLOSING)
    if clause:
        yield Clause(clause)


def _compares(text: str, before: Token, at: int) -> bool:
    """Return whether a ``<`` is to be read as less-than, whatever follows it.

    By the grammar, ``?a<?b&&?c>?d`` has an IRI in its middle; stores read two comparisons.
    """
    operand = before.kind in (VARIABLE, NUMBER) or before.text == ")"
    return operand and before.end == at and text[_run(text, at + 1, _IN_SCHEMES)] != ":"


def _iri(text: str, at: int) -> tuple[str, int]:
    end = at + 1
    while text[end] not in _ENDS_IRIS or (text[end] == "\\" and _codepoint(text, end)):
        end += 1
    return (IRI, end + 1) if text[end] == ">" else _mark(text, at)


def _string(text: str, at: int) -> tuple[str, int]:
    quote = text[at]
    if text.startswith(quote * 3, at):
        quote *= 3
    elif text[at + 1] == quote:
        return STRING, at + 2
    end = at + len(quote)
    while end < len(text) - 1 and (len(quote) == 3 or text[end] not in "\r\n"):
        if text.startswith(quote, end):
            return STRING, end + len(quote)
        end += 2 if text[end] == "\\" else 1
    return UNCLOSED, min(end, len(text) - 1)


def _comment(text: str, at: int) -> tuple[str, int]:
    end = text.find("\n", at)
    return COMMENT, end if (other := text.find("\r", at, end)) < 0 else other


def _variable(text: str, at: int) -> tuple[str, int]:
    end = _run(text, at + 1, _IN_WORDS)
    return (VARIABLE, end) if end > at + 1 else _mark(text, at)


def _tag(text: str, at: int) -> tuple[str, int]:
    end = _run(text, at + 1, _IN_TAGS)
    return (LANGUAGE, end) if end > at + 1 else (STRAY, end)


def _blank(text: str, at: int) -> tuple[str, int]:
    if text[at + 1] != ":":  # a word may begin so, but a prefix may not
        return _word(text, at)
    end = _without_dots(text, at + 2, _run(text, at + 2, _IN_LABELS))
    return (BLANK, end) if end > at + 2 else (STRAY, end)


def _number(text: str, at: int) -> tuple[str, int]:
    first = at + (text[at] in "+-")
    end = _run(text, first, _DIGITS)
    digits = end - first
    if text[end] == ".":
        fraction = _run(text, end + 1, _DIGITS)
        if fraction > end + 1 or (digits and _exponent(text, fraction) > fraction):
            digits += fraction - end - 1
            end = fraction
    return (NUMBER, _exponent(text, end)) if digits else _mark(text, at)


def _exponent(text: str, at: int) -> int:
    """Return where the exponent that begins at a place ends: there, where there is none."""
    if text[at] not in "eE":
        return at
    first = at + 1 + (text[at + 1] in "+-")
    end = _run(text, first, _DIGITS)
    return end if end > first else at


def _name(text: str, at: int) -> tuple[str, int]:
    colon = text.index(":", at)
    end = colon + 1
    while (further := _run(text, end, _IN_LOCALS)) > end or _escaped(text, end):
        end = further if further > end else end + 2
    return NAME, max(colon + 1, _without_dots(text, at, end))


def _word(text: str, at: int) -> tuple[str, int]:
    end = _run(text, at, _IN_WORDS)
    return (WORD, end) if end > at else _mark(text, at)


def _escaped(text: str, at: int) -> bool:
    return text[at] == "\\" and text[at + 1] in _ESCAPED_IN_LOCALS


def _without_dots(text: str, start: int, end: int) -> int:
    """Return where a name ends, which may hold dots but not end in one."""
    while end > start and text[end - 1] == "." and text[end - 2] != "\\":
        end -= 1
    return end


def _mark(text: str, at: int) -> tuple[str, int]:
    for mark in _LONG_MARKS:
        if text.startswith(mark, at):
            return MARK, at + len(mark)
    return (MARK if text[at] in _MARKS else STRAY), at + 1


def _run(text: str, at: int, allowed: frozenset[str]) -> int:
    """Return where characters end that are allowed, foreign letters and escapes among them."""
    while True:
        char = text[at]
        if char in allowed:
            at += 1
        elif char < "\x80":
            length = _codepoint(text, at) if char == "\\" and allowed is not _DIGITS else 0
            if not length:
                return at
            at += length
        elif allowed is _DIGITS or not any(first <= ord(char) <= last for first, last in _FOREIGN):
            return at
        else:
            at += 1


def _codepoint(text: str, at: int) -> int:
    r"""Return the length of a ``\u`` or ``\U`` with its digits; nothing if there is none."""
    length = {"u": 6, "U": 10}.get(text[at + 1 : at + 2], 0)
    digits = text[at + 2 : at + length]
    return length if len(digits) == length - 2 and _HEX.issuperset(digits) else 0


def _unescaped(text: str) -> str:
    at = 0
    while (at := text.find("\\", at)) >= 0:
        if length := _codepoint(text, at):
            text = f"{text[:at]}{chr(int(text[at + 2 : at + length], 16))}{text[at + length :]}"
        at += 1
    return text


_SCANS = {
    "<": _iri,
    '"': _string,
    "'": _string,
    "#": _comment,
    "?": _variable,
    "$": _variable,
    "@": _tag,
    "_": _blank,
    ":": _name,
    **dict.fromkeys("0123456789.+-", _number),
    **dict.fromkeys("{}()[],;*/|^!=>~", _mark),
}
