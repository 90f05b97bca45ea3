"""The tokens of a query, and what they tell: in texts that a search for words reads wrongly."""

from __future__ import annotations

import pytest
from paths import ROOT

from nemokg.rdf.sparql import (
    BLANK,
    COMMENT,
    IRI,
    LANGUAGE,
    MARK,
    NAME,
    NUMBER,
    STRAY,
    STRING,
    UNCLOSED,
    VARIABLE,
    WORD,
    QueryText,
    depends_on_more_than_data,
    line_and_column,
    sparql_tokens,
)


def test_tokens_are_the_whole_text() -> None:
    """The tokens of each canned query, and the white space between them, are its text again."""
    for path in sorted((ROOT / "queries").glob("*.rq")):
        text = path.read_bytes().decode()
        end, pieces = 0, []
        for token in sparql_tokens(text):
            assert not text[end : token.start].strip(), path
            assert token.kind not in (STRAY, UNCLOSED), path
            pieces += [text[end : token.start], token.text]
            end = token.end
        assert "".join(pieces) + text[end:] == text, path


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("?a<?b", [VARIABLE, MARK, VARIABLE]),
        ("?a<?b&&?c>?d", [VARIABLE, MARK, VARIABLE, MARK, VARIABLE, MARK, VARIABLE]),
        ("?a <?b> ?c", [VARIABLE, IRI, VARIABLE]),
        ("?a<urn:b>?c", [VARIABLE, IRI, VARIABLE]),
        ("?a<= <urn:b>", [VARIABLE, MARK, IRI]),
        ("(1)<2", [MARK, NUMBER, MARK, MARK, NUMBER]),
        ("<urn:a b>", [MARK, NAME, WORD, MARK]),
        (r"<urn:\u0041>", [IRI]),
        ("<urn:\\n>", [MARK, NAME, STRAY, WORD, MARK]),
        ("'''it's ''so''\n\\''''", [STRING]),
        ('"""a""b"\n"""\'a\'""', [STRING] * 3),
        ("''", [STRING]),
        (r"'it\'s'@en-GB", [STRING, LANGUAGE]),
        ("'a'@en--ltr", [STRING, LANGUAGE]),
        ("'a'^^xsd:date", [STRING, MARK, NAME]),
        ("'open\n'", [UNCLOSED, UNCLOSED]),
        ("'''open", [UNCLOSED]),
        ("1 -1 +.5 1.5 1e6 1.e-6 -.5E+7", [NUMBER] * 7),
        ("1.", [NUMBER, MARK]),
        ("1.e", [NUMBER, MARK, WORD]),
        ("?a-1", [VARIABLE, NUMBER]),
        ("true.FILTER", [WORD, MARK, WORD]),
        ("ex:a.b.", [NAME, MARK]),
        ("ex: : ex.a:b a-b:c :x", [NAME] * 5),
        (r"ex:a\,b\. ex:%20a ex:a:b ex:1", [NAME] * 4),
        ("a-b", [WORD, MARK, WORD]),
        ("_:a. _:b.c _x", [BLANK, MARK, BLANK, WORD]),
        ("^ex:p+/ex:q*|!ex:r?", [MARK, NAME, MARK, MARK, NAME, MARK, MARK, MARK, NAME, MARK]),
        ("ORDER#c\rBY#d\nLIMIT", [WORD, COMMENT, WORD, COMMENT, WORD]),
        ("<< <<( )>> >> {| |} ~", [MARK] * 7),
        ("é:é ?é \u4e2d:x", [NAME, VARIABLE, NAME]),
        (r"?\u0061b ex:\u00e9", [VARIABLE, NAME]),
        ("“a” \xa0", [STRAY, WORD, STRAY, STRAY]),
    ],
)
def test_each_terminal_is_told(text: str, kinds: list[str]) -> None:
    """Strings, IRIs, names, numbers and marks are cut where the grammar cuts them."""
    assert [token.kind for token in sparql_tokens(text)] == kinds


@pytest.mark.parametrize("piece", ["a.", "a-", "<a", "<", "'", "a:b.", "\\u00"])
def test_no_text_is_read_again_and_again(piece: str) -> None:
    """A long text of pieces that begin something else takes no time beyond its length."""
    text = piece * 50_000
    assert sum(len(token.text) for token in sparql_tokens(text)) == len(text)


@pytest.mark.parametrize(
    ("text", "clauses", "limit"),
    [
        ("SELECT * {} LIMIT 3", ["LIMIT"], 3),
        ("SELECT * {} LIMIT 3 # rows", ["LIMIT"], 3),
        ("SELECT * {} LIMIT # rows\r\n 3", ["LIMIT"], 3),
        ("select * {} limit 3 offset 2", ["LIMIT", "OFFSET"], 3),
        ("SELECT * {} OFFSET 2 LIMIT 3", ["OFFSET", "LIMIT"], 3),
        ("SELECT * {} # LIMIT 3", [], None),
        ("SELECT * { ?s ?p 'a } LIMIT 3' }", [], None),
        ("SELECT * { ?s ?p '''a\n} LIMIT 3''' }", [], None),
        ("SELECT * { ?s ?p <urn:LIMIT/3> }", [], None),
        ("SELECT * { ?s ex:limit 3 ; ex:order ex:by } ORDER BY ?limit", ["ORDER"], None),
        ("SELECT ?limit ?order {} ORDER BY ?limit", ["ORDER"], None),
        ("SELECT * { { SELECT * {} ORDER BY ?s LIMIT 3 } }", [], None),
        ("SELECT * { { SELECT * {} LIMIT 3 } } LIMIT 4", ["LIMIT"], 4),
        ("SELECT * {} ORDER BY ?s VALUES ?s { 1 2 }", ["ORDER", "VALUES"], None),
        ("SELECT * {} LIMIT 3 VALUES (?s ?o) { (1 'LIMIT 4') }", ["LIMIT", "VALUES"], 3),
        ("SELECT * { VALUES ?s { 1 } }", [], None),
        ("SELECT ?s FROM <urn:g> FROM NAMED ex:g WHERE {}", ["FROM"], None),
        ("SELECT ?s FROM <urn:g> {} LIMIT 3", ["FROM", "LIMIT"], 3),
        (
            "SELECT ?s (SUM(?n) AS ?m) {} GROUP BY ?s HAVING EXISTS { ?s ?p 1 } ORDER BY (?m < 3)",
            ["GROUP", "HAVING", "ORDER"],
            None,
        ),
        ("DESCRIBE <urn:s> LIMIT 1", ["LIMIT"], 1),
        ("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o } ORDER BY ?s", ["ORDER"], None),
        (r"SELECT * {} \u004CIMIT 3", ["LIMIT"], 3),
        ("DELETE WHERE { ?s ?p ?o }", [], None),
    ],
)
def test_clauses_are_those_of_the_outermost_query(
    text: str, clauses: list[str], limit: int | None
) -> None:
    """Only what orders, groups and limits the whole answer counts, wherever its words stand."""
    query = QueryText(f"PREFIX ex: <urn:limit:> {text}")
    assert [clause.keyword for clause in query.clauses] == clauses
    assert query.limit_number == limit


def test_a_clause_ends_with_its_last_token() -> None:
    """Each clause is the text from its keyword to what stands before the next one, comments off."""
    text = "SELECT * FROM <urn:g> # from\n{} ORDER BY ?s # by\nDESC(?p) LIMIT 3 # rows"
    clauses = [text[each.start : each.end] for each in QueryText(text).clauses]
    assert clauses == ["FROM <urn:g>", "ORDER BY ?s # by\nDESC(?p)", "LIMIT 3"]


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("# ASK\nBASE <urn:select> PREFIX ask: <urn:ask>\nselect * { ?s ?p ?o }", "SELECT"),
        ("PREFIX select: <urn:s> ASK {}", "ASK"),
        ("PREFIX : <urn:s> CONSTRUCT WHERE { ?s :select ?o }", "CONSTRUCT"),
        ("VERSION '1.2' DESCRIBE <urn:s>", "DESCRIBE"),
        ("DROP ALL", None),
        ("", None),
        ("# SELECT", None),
        ("PREFIX", None),
    ],
)
def test_the_form_is_the_word_behind_the_prologue(text: str, form: str | None) -> None:
    """Neither a comment, nor a prefix, nor an IRI is taken for the form of a query."""
    query = QueryText(text)
    assert query.form == form
    assert form is None or query.text[query.start :].upper().startswith(form)


def test_prefixes_are_those_of_the_prologue() -> None:
    """Declared prefixes are known, and only names in the query that lack one are undeclared."""
    query = QueryText(
        "prefix a: <urn:a:> # PREFIX b: <urn:b:>\nPREFIX :<urn:>"
        " ASK { ?s a:x :y ; b:z 'c:z' ; <d:z> _:e ; f:g 1 , b:h }"
    )
    assert query.prefixes == {"a": "urn:a:", "": "urn:"}
    assert [name.text for name in query.undeclared_names()] == ["b:z", "f:g", "b:h"]
    known = {"b": "urn:b:", "a": "urn:other:", "z": "urn:z:"}
    assert query.missing_prologue(known) == "PREFIX b: <urn:b:> "


@pytest.mark.parametrize(
    ("text", "longer"),
    [
        ("SELECT * {}", "SELECT * {}\nLIMIT 3"),
        ("SELECT * {} # all", "SELECT * {} # all\nLIMIT 3"),
        ("SELECT * {} VALUES ?s { 1 }", "SELECT * {} LIMIT 3\nVALUES ?s { 1 }"),
        ("SELECT * { VALUES ?s { 1 } }", "SELECT * { VALUES ?s { 1 } }\nLIMIT 3"),
    ],
)
def test_a_clause_is_added_before_the_values(text: str, longer: str) -> None:
    """A limit goes behind the pattern and its comment, and before VALUES."""
    assert QueryText(text).with_clause("LIMIT 3") == longer


@pytest.mark.parametrize(
    "text",
    [
        "SELECT (NOW() AS ?n) {}",
        "SELECT * { BIND(rand ( ) AS ?n) }",
        "SELECT * { FILTER(?a<UUID()&&?b>?c) }",
        "SELECT * { SERVICE ?s { ?s ?p ?o } }",
        "CONSTRUCT { ?s ?p ?n } { ?s ?p ?o BIND(BNODE() AS ?n) }",
        r"SELECT (\u004eOW() AS ?n) {}",
        "SELECT (# UUID\nSTRUUID() AS ?n) {}",
    ],
)
def test_what_varies_is_told(text: str) -> None:
    """A function of the moment or of chance, and a service, makes an answer vary."""
    assert depends_on_more_than_data(text)


@pytest.mark.parametrize(
    "text",
    [
        "SELECT ?now { ?now ex:rand 'UUID()' # SERVICE\n }",
        "PREFIX now: <urn:RAND()> SELECT * { ?s now:uuid <urn:service> }",
        '''SELECT * { ?s ?p """
        NOW() """@bnode }''',
    ],
)
def test_words_that_look_so_do_not_vary(text: str) -> None:
    """Variables, strings, names, IRIs and comments make no answer vary."""
    assert not depends_on_more_than_data(text)


def test_places_count_lines_and_columns() -> None:
    """A place is a line and a column, from one, in characters."""
    assert [line_and_column("é\r\nb\n", at) for at in (0, 1, 3, 5)] == [
        (1, 1),
        (1, 2),
        (2, 1),
        (3, 1),
    ]
