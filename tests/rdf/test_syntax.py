"""What is said of a query that was refused: the place, the token, and what to do."""

from __future__ import annotations

from itertools import combinations

import pytest
from paths import ROOT
from pyoxigraph import Store

from nemokg.rdf import grammar
from nemokg.rdf.sparql import COMMENT, QueryText, sparql_tokens
from nemokg.rdf.syntax import explain_syntax_error

QUERIES = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "queries").glob("*.rq"))]
PREFIXES = {"ex": "urn:ex:", "nemo": "urn:nemo:"}
WORDS = ("ASK", "BASE", "CONSTRUCT", "DESCRIBE", "PREFIX", "SELECT", "VERSION")
FORMS = f"{', '.join(WORDS[:-1])} or {WORDS[-1]}"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            "SELECT *\n{ ?s ex:p 'foaf:x' ; # foaf:y\n  foaf:name ?n }",
            "line 3, column 3: the prefix foaf is not declared; write PREFIX foaf: <…> before the"
            " query.",
        ),
        (
            "ASK { ?s nmeo:p ?o }",
            "line 1, column 10: the prefix nmeo is not declared; write PREFIX nmeo: <…> before the"
            " query. Did you mean nemo?",
        ),
        (
            "SELECT * { ?s foaf:p ?o } LIMIT 1 LIMIT 2",
            "line 1, column 15: the prefix foaf is not declared; write PREFIX foaf: <…> before the"
            " query.",
        ),
        (
            "ASK { ?s ?p } UNION { ?s foaf:p ?o }",
            "line 1, column 13: } is not allowed here; write a term.",
        ),
        (
            "ASK { ?s :p ?o }",
            "line 1, column 10: the empty prefix is not declared; write PREFIX : <…> before the"
            " query.",
        ),
        (
            "SELECT * {} LIMIT 3 # few\r\nORDER BY ?s",
            "line 2, column 1: ORDER BY comes after LIMIT; write it first.",
        ),
        (
            "SELECT * {} ORDER BY ?s WHERE { ?s ?p ?o }",
            "line 1, column 25: WHERE comes after ORDER BY; write it first.",
        ),
        (
            "SELECT * {} HAVING (?n > 1) GROUP BY ?s",
            "line 1, column 29: GROUP BY comes after HAVING; write it first.",
        ),
        (
            "SELECT * { { SELECT * {} LIMIT 1 ORDER BY ?s } } LIMIT 2",
            "line 1, column 34: ORDER BY comes after LIMIT; write it first.",
        ),
        (
            "SELECT * {} VALUES ?s { 1 } LIMIT 2",
            "line 1, column 29: LIMIT comes after VALUES; write it first.",
        ),
        (
            "ASK {} LIMIT 1 LIMIT 2",
            "line 1, column 16: LIMIT comes after another; keep one of the two.",
        ),
        (
            "SELECT * { ?s ?p ?o } WHERE { ?s ?p ?o }",
            "line 1, column 23: WHERE comes after another pattern; keep one of the two.",
        ),
        ("SELECT ?s\nWHERE { ?s ?p }", "line 2, column 15: } is not allowed here; write a term."),
        (
            "SELECT * {} LIMIT ?n",
            "line 1, column 19: ?n is not allowed here; write a whole number.",
        ),
        ("SELECT * {} ORDER ?s", "line 1, column 19: ?s is not allowed here; write BY."),
        (
            "SELECT (COUNT(?s) ?n) {}",
            "line 1, column 19: ?n is not allowed here; write an operator or AS.",
        ),
        (
            "ASK { FILTER(?a = 1 AND ?b = 2) }",
            "line 1, column 21: AND is not a keyword; write an operator or ).",
        ),
        (
            "ASK { FILTRE(?a = 1) }",
            "line 1, column 7: FILTRE is not a keyword; write a pattern, SELECT or }."
            " Did you mean FILTER, TRUE, FALSE?",
        ),
        (
            "ASK { FILTER(strlenght(?a) = 1) }",
            "line 1, column 14: strlenght is not a keyword; write an expression."
            " Did you mean STRLEN, STRLANG, STRLANGDIR?",
        ),
        (
            "SELECT * { ?s ?p [ ?q ?o }",
            "line 1, column 26: the [ of line 1, column 18 is still open; close it with ] before"
            " }.",
        ),
        (
            "SELECT * {\n  ?s ?p ?o\n",
            "line 2, column 11: the query ends and the { of line 1, column 10 is still open; close"
            " it with }.",
        ),
        ("SELECT * { } }", "line 1, column 14: } closes nothing; remove it."),
        (
            "PREFIX ex:ex: <urn:x> ASK {}",
            "line 1, column 8: ex:ex: is not allowed here; write a prefix and a colon.",
        ),
        ("SELECT * {} LIMIT", "line 1, column 18: the query ends too early; write a whole number."),
        ("# nothing", f"line 1, column 1: the query ends too early; write {FORMS}."),
        (
            "DROP ALL",
            f"line 1, column 1: DROP is for updates, and only queries are allowed; write {FORMS}.",
        ),
        (
            "ASK {\n ?s ?p 'a\n }",
            "line 2, column 8: the string that begins here has no end; close it with '.",
        ),
        (
            "ASK { ?s ?p “a” }",
            "line 1, column 13: SPARQL does not use “ (U+201C); remove it.",
        ),
        (
            "ASK { ?s ?p <urn:a b> }",
            "line 1, column 13: no IRI begins here; write one as <…>, without spaces and quotes.",
        ),
        (
            "ASK { ?s ?p ?o BIND(1 AS ?o) }",
            "line 1, column 26: ?o has a value in this group already; assign another variable.",
        ),
    ],
)
def test_a_fault_is_one_sentence(text: str, sentence: str) -> None:
    """The sentence has the place of the token at fault, the token, and what to do."""
    assert explain_syntax_error(text, PREFIXES) == sentence


@pytest.mark.parametrize(
    "text",
    [
        "ASK {}",
        "ASK { ?s ex:p ?o , [] , ( 1 [ a ex:b ] ) ; ^ex:p/!(ex:a|^a)* ?x . FILTER(?x -1 > +2) }",
        "SELECT (COUNT(DISTINCT *) AS ?n) FROM <urn:g> { VALUES () { () } } GROUP BY (1 AS ?x)",
        "CONSTRUCT WHERE { ?s a ex:b } ORDER BY DESC(?s) LIMIT 1 VALUES (?s ?o) { (UNDEF 1) }",
        "DESCRIBE ex:a OFFSET 1 LIMIT 2",
        "ASK { <<( ?s ?p 1 )>> ?p << ?s ?p ?o ~ ex:r >> {| ex:q 'a'@en--ltr |} }",
        "ASK { { SELECT ?x { ?x ?p ?y } } MINUS { ?y ?p ?z } BIND(1 AS ?y) BIND(2 AS ?z) }",
        "ASK { FILTER(?z = 3) FILTER REGEX(STR(?y), 'a') BIND(1 AS ?z) BIND(2 AS ?y) }",
        "SELECT * { FILTER NOT EXISTS { ?s ?p ?o } FILTER(?s NOT IN (1, 2)) } HAVING (1) (2)",
    ],
)
def test_what_keeps_the_grammar_has_no_fault(text: str) -> None:
    """Nothing is said of queries in SPARQL 1.1 and 1.2."""
    assert explain_syntax_error(text, PREFIXES) == ""


def test_the_canned_queries_declare_what_they_use() -> None:
    """Each canned query keeps the grammar by itself, with no prefix that it does not declare."""
    assert [explain_syntax_error(text, {}) for text in QUERIES] == [""] * len(QUERIES)


def test_what_a_parser_takes_is_never_blamed() -> None:
    """Of canned queries with one token left out or doubled, none is blamed that Oxigraph takes."""
    store = Store()
    taken = refused = explained = 0
    for text in QUERIES[::6]:
        words = [token.text for token in sparql_tokens(text) if token.kind != COMMENT]
        for at in range(0, len(words), 3):
            for part in ([], [words[at], words[at]]):
                broken = " ".join((*words[:at], *part, *words[at + 1 :]))
                sentence = explain_syntax_error(broken, {})
                try:
                    store.query(broken)
                    taken += 1
                    assert sentence == "", broken
                except SyntaxError:
                    refused += 1
                    explained += sentence != ""
    assert taken > 50
    # The others break rules on variables and lengths of rows, of which the grammar knows nothing.
    assert explained > 0.8 * refused > 500


def test_one_token_tells_the_way() -> None:
    """No two ways of the grammar begin alike, so the first token that does not fit is the fault."""
    todo = [*grammar.grammar_rules().values()]
    while todo:
        kind, inner = todo.pop()
        if kind == "any":
            for one, other in combinations(map(grammar._first, inner), 2):
                assert not one & other - {""}, inner
        if kind in ("any", "all"):
            todo += inner
        elif kind == "rule":
            assert inner in grammar.grammar_rules()
        elif kind != "terminal":
            todo.append(inner)


def test_a_deep_query_is_read_without_recursion() -> None:
    """A query nested beyond the limit of Python's stack is explained like any other."""
    deep = f"ASK {'{' * 5000}{'}' * 4999}"
    assert "is still open" in explain_syntax_error(deep, {})
    assert QueryText(deep).form == "ASK"
