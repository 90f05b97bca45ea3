"""The W3C result formats: SPARQL 1.1 CSV, TSV and JSON; N-Triples and Turtle for graphs.

IRIs are full, so that programs need no prefixes. Lines of CSV end with a line feed.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyoxigraph import Triple

    from nemokg.model import Graph, Table, Term


def lexical(term: Term | None) -> str:
    """Return the bare text of a term: an IRI, a lexical form, a blank node's label.

    >>> from pyoxigraph import Literal, NamedNode
    >>> lexical(Literal("x", language="en")), lexical(NamedNode("urn:x:y")), lexical(None)
    ('x', 'urn:x:y', '')
    """
    from pyoxigraph import Literal, NamedNode

    return (
        "" if term is None else term.value if isinstance(term, Literal | NamedNode) else str(term)
    )


def csv(table: Table) -> str:
    r"""Return a table as SPARQL 1.1 CSV.

    >>> from nemokg.model import Table
    >>> from pyoxigraph import Literal
    >>> csv(Table(("a", "b"), ((Literal('a "b" c'), None),)))
    'a,b\n"a ""b"" c",\n'
    """
    return csv_rows([table.columns, *(map(lexical, row) for row in table)])


def csv_rows(rows: Iterable[Iterable[str]]) -> str:
    r"""Return rows of texts as CSV, with quotation marks where they are needed.

    >>> csv_rows([["a", "b"], ["1,5", ""]])
    'a,b\n"1,5",\n'
    """
    return "".join(",".join(map(_quoted, row)) + "\n" for row in rows)


def _quoted(text: str) -> str:
    if "," in text or '"' in text or "\n" in text or "\r" in text:
        return '"' + text.replace('"', '""') + '"'
    return text


def tsv(table: Table) -> str:
    r"""Return a table as SPARQL 1.1 TSV: terms as in Turtle, tabs and line ends escaped.

    >>> from nemokg.model import Table
    >>> from pyoxigraph import Literal
    >>> tsv(Table(("a", "b"), ((Literal("x", language="en"), None),)))
    '?a\t?b\n"x"@en\t\n'
    """
    lines = ["\t".join(f"?{column}" for column in table.columns)]
    lines += ["\t".join("" if term is None else str(term) for term in row) for row in table]
    return "\n".join(lines) + "\n"


def json(answer: Table | bool) -> str:
    r"""Return a table, or the answer to an ASK, as SPARQL 1.1 JSON.

    >>> json(True)
    '{"head": {}, "boolean": true}\n'
    """
    from json import dumps

    if isinstance(answer, bool):
        return dumps({"head": {}, "boolean": answer}) + "\n"
    bindings = [
        {
            column: _json_term(term)
            for column, term in zip(answer.columns, row, strict=True)
            if term is not None
        }
        for row in answer
    ]
    document = {"head": {"vars": answer.columns}, "results": {"bindings": bindings}}
    return dumps(document, ensure_ascii=False, indent=2) + "\n"


def _json_term(term: Term) -> dict[str, object]:
    from pyoxigraph import BlankNode, Literal, NamedNode

    if isinstance(term, NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, Literal):
        result: dict[str, object] = {"type": "literal", "value": term.value}
        if term.language:
            result["xml:lang"] = term.language
        elif not term.datatype.value.endswith("#string"):
            result["datatype"] = term.datatype.value
        return result
    parts = {"subject": term.subject, "predicate": term.predicate, "object": term.object}
    return {"type": "triple", "value": {name: _json_term(part) for name, part in parts.items()}}


def ntriples(triples: Iterable[Triple]) -> str:
    r"""Return triples as N-Triples, in the order in which they come.

    >>> from pyoxigraph import NamedNode, Triple
    >>> a = NamedNode("urn:x:a")
    >>> ntriples([Triple(a, a, a)])
    '<urn:x:a> <urn:x:a> <urn:x:a> .\n'
    """
    return "".join(f"{triple} .\n" for triple in triples)


def turtle(graph: Graph) -> str:
    """Return a graph as Turtle, with the prefixes that it uses declared.

    >>> from nemokg.model import Graph
    >>> turtle(Graph(()))
    ''
    """
    from pyoxigraph import RdfFormat, serialize

    from nemokg.vocab import PREFIXES, namespace_of

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
