"""The W3C result formats: SPARQL 1.1 CSV, TSV and JSON; N-Triples and Turtle for graphs.

IRIs are full, so that programs need no prefixes. Lines of CSV end with a line feed. A result set
keeps its texts as they are; only tables for people are made safe for spreadsheets.
"""

from __future__ import annotations

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, serialize

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyoxigraph import Triple

    from nemokg.rdf.results import Graph, Solutions, Table, Term


# Also the wide forms, which spreadsheets of East Asia read alike.
_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def bare_text(term: Term | None) -> str:
    """Return the bare text of a term: an IRI, a lexical form, a blank node's label.

    >>> from pyoxigraph import Literal, NamedNode
    >>> bare_text(Literal("x", language="en")), bare_text(NamedNode("urn:x:y")), bare_text(None)
    ('x', 'urn:x:y', '')
    """
    if term is None:
        return ""
    return term.value if isinstance(term, (Literal, NamedNode)) else str(term)


def is_rdf12_term(term: Term | None) -> bool:
    """Whether a term is one of RDF 1.2 only: a triple, or a text with a direction.

    >>> from pyoxigraph import BaseDirection, Literal
    >>> is_rdf12_term(Literal("x", language="en", direction=BaseDirection.LTR))
    True
    >>> is_rdf12_term(Literal("x", language="en"))
    False
    """
    return isinstance(term, Triple) or (isinstance(term, Literal) and term.direction is not None)


def csv_text(table: Table) -> str:
    r"""Return a table as SPARQL 1.1 CSV.

    >>> from nemokg.rdf.results import Table
    >>> from pyoxigraph import Literal
    >>> csv_text(Table(("a", "b"), ((Literal('a "b" c'), None),)))
    'a,b\n"a ""b"" c",\n'
    """
    return "".join(csv_lines(table))


def csv_lines(answer: Table | Solutions) -> Iterator[str]:
    r"""Yield the lines of SPARQL 1.1 CSV, each when its row has been read.

    >>> from nemokg.rdf.results import Table
    >>> list(csv_lines(Table(("a", "b"), ((None, None),))))
    ['a,b\n', ',\n']
    """
    yield _csv_line(answer.columns)
    for row in answer.rows:
        yield _csv_line(map(bare_text, row))


def csv_rows(rows: Iterable[Iterable[str]]) -> str:
    r"""Return rows of texts as CSV, with quotation marks where they are needed.

    >>> csv_rows([["a", "b"], ["1,5", ""]])
    'a,b\n"1,5",\n'
    """
    return "".join(map(_csv_line, rows))


def spreadsheet_rows(rows: Iterable[Iterable[str]]) -> str:
    r"""Return rows of texts as CSV for people, in which a spreadsheet finds no formula.

    What would begin one has an apostrophe before it; numbers are left alone. For programs, use
    `csv_rows`, which changes nothing.

    >>> print(spreadsheet_rows([["=1+1", "-1.5", "@x", "a"]]), end="")
    '=1+1,-1.5,'@x,a
    """
    return csv_rows([[_without_formula(cell) for cell in row] for row in rows])


def _without_formula(text: str) -> str:
    import re

    from nemokg.rdf.printable import printable_text

    text = printable_text(text, "CSV")
    formula = text.startswith(_FORMULA_SIGNS) and not re.fullmatch(r"[+-]?[\d.,]+%?", text)
    return f"'{text}" if formula else text


def _csv_line(row: Iterable[str]) -> str:
    return ",".join(map(_quoted, row)) + "\n"


def _quoted(text: str) -> str:
    if "," in text or '"' in text or "\n" in text or "\r" in text:
        return '"' + text.replace('"', '""') + '"'
    return text


def tsv_lines(answer: Table | Solutions) -> Iterator[str]:
    r"""Yield the lines of SPARQL 1.1 TSV: terms as in Turtle, tabs and line ends escaped.

    >>> from nemokg.rdf.results import Table
    >>> from pyoxigraph import Literal
    >>> list(tsv_lines(Table(("a", "b"), ((Literal("x", language="en"), None),))))
    ['?a\t?b\n', '"x"@en\t\n']
    """
    yield "\t".join(f"?{column}" for column in answer.columns) + "\n"
    for row in answer.rows:
        yield "\t".join(map(_turtle_term, row)) + "\n"


def _turtle_term(term: Term | None) -> str:
    # The text of a triple is that of a statement.
    return "" if term is None else f"<<( {term} )>>" if hasattr(term, "predicate") else str(term)


def json_lines(answer: Table | Solutions | bool) -> Iterator[str]:
    r"""Yield the lines of SPARQL 1.1 JSON: one for each row, when it has been read, or an ASK's.

    >>> from nemokg.rdf.results import Table
    >>> print("".join(json_lines(Table(("a",), ((None,), (None,))))), end="")
    {"head": {"vars": ["a"]}, "results": {"bindings": [
    {},
    {}
    ]}}
    >>> list(json_lines(True))
    ['{"head": {}, "boolean": true}\n']
    """
    from json import JSONEncoder

    encode = JSONEncoder(ensure_ascii=False).encode
    if isinstance(answer, bool):
        yield encode({"head": {}, "boolean": answer}) + "\n"
        return
    yield f'{{"head": {encode({"vars": answer.columns})}, "results": {{"bindings": ['
    separator = "\n"
    for row in answer.rows:
        pairs = zip(answer.columns, row, strict=True)
        binding = {name: _json_term(term) for name, term in pairs if term is not None}
        yield separator + encode(binding)
        separator = ",\n"
    yield "\n]}}\n"


def _json_term(term: Term) -> dict[str, object]:
    if isinstance(term, NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, Literal):
        result: dict[str, object] = {"type": "literal", "value": term.value}
        if term.language:
            result["xml:lang"] = term.language
            if term.direction:
                result["its:dir"] = str(term.direction)
        elif not term.datatype.value.endswith("#string"):
            result["datatype"] = term.datatype.value
        return result
    parts = {"subject": term.subject, "predicate": term.predicate, "object": term.object}
    return {"type": "triple", "value": {name: _json_term(part) for name, part in parts.items()}}


def ntriples_text(triples: Iterable[Triple]) -> str:
    r"""Return triples as N-Triples, in the order in which they come.

    >>> from pyoxigraph import NamedNode, Triple
    >>> a = NamedNode("urn:x:a")
    >>> ntriples_text([Triple(a, a, a)])
    '<urn:x:a> <urn:x:a> <urn:x:a> .\n'
    """
    return "".join(f"{triple} .\n" for triple in triples)


def turtle_text(graph: Graph) -> str:
    """Return a graph as Turtle, with the prefixes that it uses declared.

    >>> from nemokg.rdf.results import Graph
    >>> turtle_text(Graph(()))
    ''
    """
    from nemokg.rdf.vocab import PREFIXES, namespace_of

    iris = {
        part.value
        for triple in graph
        for term in (triple.subject, triple.predicate, triple.object)
        for part in (term, getattr(term, "datatype", term))
        if hasattr(part, "value")
    }
    used = {namespace_of(iri) for iri in iris}
    prefixes = {prefix: iri for prefix, iri in PREFIXES.items() if iri in used}
    text = serialize(graph, format=RdfFormat.TURTLE, prefixes=prefixes)
    assert text is not None  # it is None only where serialize writes to a file
    return text.decode()
