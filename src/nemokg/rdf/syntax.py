"""What is wrong with a refused query: the position, the token and what to do, in a sentence.

Stores stop at different places and say so in their own words, if at all; here the grammar says it
for all of them. Nothing of this is needed for a query that is answered.
"""

from __future__ import annotations

from nemokg.errors import suggestion_clause
from nemokg.rdf import grammar, sparql
from nemokg.rdf.sparql import QueryText, Token

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

# What may follow is named by the first of these of which all may follow: rules, and some terminals.
_RULES_NAMED = {
    "Expression": "an expression",
    "Constraint": "a condition",
    "Pattern": "a pattern",
    "Path": "a property",
    "Object": "a term",
    "Literal": "a literal",
    "VarOrIri": "a variable or an IRI",
    "Iri": "an IRI",
}
_OPERATORS_NAMED = {
    frozenset(("+", "-", "*", "/", "signed")): "an operator",
    frozenset(("=", "!=", "<", ">", "<=", ">=", "IN", "NOT")): "an operator",
    frozenset(("&&", "||")): "an operator",
    frozenset(("*", "+", "/", "?", "|")): "a path operator",
}
_KINDS_NAMED = {
    "end": "nothing more",
    "namespace": "a prefix and a colon",
    "iri": "an IRI as <…>",
    "integer": "a whole number",
    "nil": "( )",
    "anon": "[ ]",
    **{kind: f"a {kind}" for kind in ("variable", "string", "language", "blank", "name")},
}
_TERMINALS = {
    sparql.IRI: "iri",
    sparql.VARIABLE: "variable",
    sparql.BLANK: "blank",
    sparql.STRING: "string",
    sparql.LANGUAGE: "language",
}
_PAIRS = {"{": "}", "(": ")", "[": "]"}
_EMPTY = {"()": "nil", "[]": "anon"}
_UPDATES = ("INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH")
_IN_ORDER = ("FROM", "WHERE", "GROUP", "HAVING", "ORDER", "LIMIT", "OFFSET", "VALUES")
_FEW = 7


def explain_syntax_error(text: str, prefixes: Mapping[str, str]) -> str:
    """Return where and how a query violates the grammar, or uses an undeclared prefix.

    `prefixes` are declared without the query's doing. The sentence names the line, the column and
    the token, and says what to do; it is empty if the query keeps the grammar, and does not
    assign a variable with BIND that has a value.

    >>> explain_syntax_error("SELECT * { ?s ?p ?o } LIMIT 3 ORDER BY ?s", {})
    'line 1, column 31: ORDER BY comes after LIMIT; write it first.'
    >>> explain_syntax_error("ASK { ?s a nmeo:Claim }", {"nemo": "urn:x:"}).partition("; ")[0]
    'line 1, column 12: the prefix nmeo is not declared'
    """
    query = QueryText(text)
    ours = {**prefixes, **query.prefixes}
    unknown = next((name for name in query.undeclared_names() if name.prefix not in prefixes), None)
    fault = _fault(query)
    if unknown and (fault is None or unknown.start < fault[0].start):
        return _placed(text, unknown.start, _undeclared(unknown.prefix, ours))
    if fault:
        return _placed(text, fault[0].start, _problem(query, *fault))
    if again := _assigned_again(query.tokens):
        problem = f"{again.text} has a value in this group already; assign another variable."
        return _placed(text, again.start, problem)
    return ""


def _placed(text: str, at: int, problem: str) -> str:
    line, column = sparql.line_and_column(text, at)
    return f"line {line}, column {column}: {problem}"


def _undeclared(prefix: str, known: Iterable[str]) -> str:
    name = f"the prefix {prefix}" if prefix else "the empty prefix"
    return (
        f"{name} is not declared; write PREFIX {prefix}: <…> before the query."
        f"{suggestion_clause(prefix, filter(None, known)) if prefix else ''}"
    )


def _problem(query: QueryText, token: Token, expected: frozenset[str]) -> str:
    """Return the sentence about a token that is not allowed where it is."""
    before = [each for each in query.tokens if each.end <= token.start]
    advice = _advice(expected)
    if token.kind == sparql.UNCLOSED:
        return f"the string that begins here has no end; close it with {token.text[0]}."
    if token.kind == sparql.STRAY:
        return f"SPARQL does not use {token.text} (U+{ord(token.text):04X}); remove it."
    opened = _opened(before)
    if opened and token.kind == grammar.END:
        bracket = _bracket(query.text, opened)
        return f"the query ends and {bracket} is still open; close it with {_PAIRS[opened.text]}."
    if token.kind == grammar.END:
        return f"the query ends too early; {advice}."
    if token.text in _PAIRS.values() and not opened:
        return f"{token.text} closes nothing; remove it."
    if opened and token.text in _PAIRS.values() and token.text != _PAIRS[opened.text]:
        bracket = _bracket(query.text, opened)
        return f"{bracket} is still open; close it with {_PAIRS[opened.text]} before {token.text}."
    if misplaced := _misplaced(token, before):
        return misplaced
    if token.keyword in _UPDATES and "SELECT" in expected:
        return f"{token.text} is for updates, and only queries are allowed; {advice}."
    if token.keyword and token.text != "a" and token.keyword not in grammar.grammar_keywords():
        near = suggestion_clause(token.keyword, grammar.grammar_keywords() & expected)
        return f"{token.text} is not a keyword; {advice}.{near}"
    if token.text == "<":
        return "no IRI begins here; write one as <…>, without spaces and quotes."
    return f"{token.text} is not allowed here; {advice}."


def _assigned_again(tokens: Sequence[Token]) -> Token | None:
    """Return the first variable that BIND assigns in a group that gave it a value before.

    What a subquery, MINUS, EXISTS or a condition says of a variable does not give it one.
    """
    used: list[set[str]] = [set()]  # the variables in each open group
    hidden: list[bool] = []  # whether each open group keeps its variables to itself
    conditions: list[bool] = []  # whether each open parenthesis belongs to a condition
    binds = filters = False
    for before, token, after in zip([None, *tokens], tokens, [*tokens[1:], None], strict=False):
        if token.text == "{":
            used.append(set())
            inner = before is not None and before.keyword in ("MINUS", "EXISTS")
            hidden.append(inner or (after is not None and after.keyword == "SELECT"))
        elif token.text == "}" and hidden:
            variables = used.pop()
            used[-1] |= set() if hidden.pop() else variables
        elif token.text == "(":
            conditions.append(filters or (bool(conditions) and conditions[-1]))
        elif token.text == ")" and conditions:
            conditions.pop()
        elif token.kind == sparql.VARIABLE and not (conditions and conditions[-1]):
            if binds and before is not None and before.keyword == "AS":
                binds = False
                if token.text[1:] in used[-1]:
                    return token
            used[-1].add(token.text[1:])
        binds = binds or token.keyword == "BIND"
        filters = token.keyword == "FILTER" or (filters and token.text not in ("(", "{"))
    return None


def _misplaced(token: Token, before: Sequence[Token]) -> str:
    """Return the sentence about a clause that comes after one that it belongs before, if so."""
    if token.keyword not in _IN_ORDER:
        return ""
    rank = _IN_ORDER.index(token.keyword)
    for other in _beside(before):
        keyword = "WHERE" if other.text == "{" else other.keyword
        if keyword == token.keyword:
            another = "another pattern" if keyword == "WHERE" else "another"
            return f"{_clause(keyword)} comes after {another}; keep one of the two."
        if keyword in _IN_ORDER[rank + 1 :]:
            return f"{_clause(token.keyword)} comes after {_clause(keyword)}; write it first."
    return ""


def _beside(before: Sequence[Token]) -> Iterator[Token]:
    """Yield the tokens that stand in the same brackets as the end of some tokens, from there on."""
    depth = 0
    for token in reversed(before):
        if token.kind == sparql.MARK:
            depth += token.text in ("}", ")", "]")
            if token.text in ("{", "(", "["):
                if depth == 0:
                    return
                depth -= 1
        if depth == 0:
            yield token


def _opened(before: Sequence[Token]) -> Token | None:
    """Return the last bracket that is not closed."""
    depth = 0
    for token in reversed(before):
        if token.kind == sparql.MARK:
            depth += (token.text in ("}", ")", "]")) - (token.text in ("{", "(", "["))
            if depth < 0:
                return token
    return None


def _bracket(text: str, token: Token) -> str:
    line, column = sparql.line_and_column(text, token.start)
    return f"the {token.text} of line {line}, column {column}"


def _clause(keyword: str) -> str:
    return f"{keyword} BY" if keyword in ("GROUP", "ORDER") else keyword


def _advice(expected: frozenset[str]) -> str:
    """Return the advice if one of a few kinds of token is expected."""
    groups = {grammar.first_terminals(rule): name for rule, name in _RULES_NAMED.items()}
    named = []
    for first, name in (groups | _OPERATORS_NAMED).items():
        if first <= expected:
            named.append(name)
            expected -= first
    words = [*dict.fromkeys(named), *(_KINDS_NAMED.get(each, each) for each in sorted(expected))]
    if len(words) > _FEW:
        return "correct it"
    return f"write {', '.join(words[:-1])} or {words[-1]}" if words[1:] else f"write {words[0]}"


def _fault(query: QueryText) -> tuple[Token, frozenset[str]] | None:
    """Return the first token that the grammar does not allow, and what it allows there."""
    pieces = [*terminals_and_tokens(query.tokens)]
    fault = grammar.first_syntax_error([terminal for terminal, _ in pieces])
    return (pieces[fault[0]][1], fault[1]) if fault else None


def terminals_and_tokens(tokens: Sequence[Token]) -> Iterator[tuple[str, Token]]:
    """Yield each token with the terminal of the grammar that it is, and the end behind them.

    >>> [terminal for terminal, _ in terminals_and_tokens(QueryText("ASK { ?s a [] }").tokens)]
    ['ASK', '{', 'variable', 'a', 'anon', '}', 'end']
    """
    end = tokens[-1].end if tokens else 0
    ended = Token(grammar.END, "", end, end)
    pairs = zip(tokens, [*tokens, ended][1:], strict=True)
    for token, after in pairs:
        if (both := token.text + after.text) in _EMPTY:
            yield _EMPTY[both], token
            next(pairs)
        else:
            yield _terminal(token), token
    yield grammar.END, ended


def _terminal(token: Token) -> str:
    if token.kind == sparql.WORD:
        return token.keyword if token.text != "a" else "a"
    if token.kind == sparql.NAME:
        return "namespace" if token.text == f"{token.prefix}:" else "name"
    if token.kind == sparql.NUMBER:
        return (
            "signed" if token.text[0] in "+-" else "integer" if token.text.isdigit() else "decimal"
        )
    return _TERMINALS.get(token.kind, token.text)
