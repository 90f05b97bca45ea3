"""The rdflib engine: slower than the embedded one, for a second opinion."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import pyoxigraph
import rdflib
from rdflib.plugins.sparql import prepareQuery

from nemokg.engine.base import EngineBase
from nemokg.errors import EngineError, SparqlError
from nemokg.rdf.formats import is_rdf12_term
from nemokg.rdf.results import Graph, Solutions
from nemokg.rdf.sparql import QueryText
from nemokg.rdf.syntax import explain_syntax_error
from nemokg.rdf.vocab import PREFIXES

if TYPE_CHECKING:
    from rdflib.plugins.sparql.sparql import Query

    from nemokg.rdf.results import Streamed, Term

# rdflib writes a traceback about each literal that is no value of its datatype, which is no error;
# where nobody has set up logging, Python would print it.
logging.getLogger("rdflib").addHandler(logging.NullHandler())


class RdflibEngine(EngineBase):
    """Runs queries over an rdflib graph, and returns pyoxigraph terms as every engine does.

    >>> engine = RdflibEngine(rdflib.Graph())
    >>> engine.ask("ASK { ?s ?p ?o }")
    False
    >>> engine.select("SELECT ?n WHERE { VALUES ?n { 1 2 } }").column("n")
    [1, 2]
    """

    __slots__ = ("graph",)

    def __init__(self, graph: rdflib.Graph) -> None:
        self.graph = graph

    @classmethod
    def from_store(cls, store: pyoxigraph.Store) -> RdflibEngine:
        """Return an engine over a copy of the default graph of a store."""
        return cls(default_graph(store))

    def stream(self, text: str) -> Streamed:
        """Answer a query of any form, with the rows of a SELECT, which rdflib makes at once."""
        prepared = _prepared(text)
        try:
            result = self.graph.query(prepared)
            if result.type == "ASK":
                return bool(result.askAnswer)
            if result.type == "SELECT":
                columns = tuple(str(variable) for variable in result.vars or ())
                rows = [tuple(map(_term, row)) for row in result if isinstance(row, tuple)]
                return Solutions(columns, iter(rows))
            return Graph(tuple(pyoxigraph.Triple(*map(_term, t)) for t in result.graph or ()))  # type: ignore[arg-type]
        except Exception as error:  # whatever rdflib and the services that it calls may raise
            raise EngineError(f"rdflib could not answer the query: {_line(error)}.") from error


def default_graph(store: pyoxigraph.Store) -> rdflib.Graph:
    """Return a copy of the default graph of a store, with the labels of its blank nodes.

    Raises EngineError for terms of RDF 1.2, which rdflib does not have.

    >>> len(default_graph(pyoxigraph.Store()))
    0
    """
    quads = store.quads_for_pattern(None, None, None, pyoxigraph.DefaultGraph())
    text = pyoxigraph.serialize(
        (_without_rdf12(quad.triple) for quad in quads), format=pyoxigraph.RdfFormat.N_TRIPLES
    )
    assert text is not None  # it is None only where serialize writes to a file
    return rdflib.Graph().parse(data=text, format="nt", bnode_context=_SameLabels())


class _SameLabels(dict[str, str]):
    """What rdflib is to call a blank node: as the text does, so that conclusions are about it."""

    def get(self, label: str, default: object = None) -> str:
        return label


def _without_rdf12(triple: pyoxigraph.Triple) -> pyoxigraph.Triple:
    if is_rdf12_term(triple.object):
        raise EngineError(
            f"rdflib has no terms of RDF 1.2, and the dataset has {triple.object}; use the engine"
            " oxigraph, or leave it out."
        )
    return triple


def _prepared(text: str) -> Query:
    query = QueryText(text)
    # rdflib declares prefixes of its own, which no other store would.
    if any(name.prefix not in PREFIXES for name in query.undeclared_names()):
        raise SparqlError(f"the SPARQL does not parse: {explain_syntax_error(text, PREFIXES)}")
    try:
        return prepareQuery(_with_template(query), initNs=PREFIXES)
    except Exception as error:  # whatever its parser raises, and for other rules than the grammar's
        problem = explain_syntax_error(text, PREFIXES) or f"{_line(error)}."
        raise SparqlError(f"the SPARQL does not parse: {problem}") from error


def _with_template(query: QueryText) -> str:
    """Return the text of a query, with a template where it is of the form CONSTRUCT WHERE.

    rdflib does not find the triples of such a query if its pattern is ordered or limited.
    """
    text = query.text
    body = [token for token in query.tokens if token.start >= query.start]
    opens = next((token for token in body if token.text == "{"), None)
    closes = next((token for token in body if token.text == "}"), None)
    if query.form != "CONSTRUCT" or not (opens and closes) or body[1] is opens:
        return text
    head = body[0].end
    return f"{text[:head]} {text[opens.start : closes.end]} {text[head:]}"


def _line(problem: object) -> str:
    return " ".join(str(problem).split()).rstrip(".")


def _term(node: object) -> Term | None:
    """Return the pyoxigraph term of an rdflib node; None stays None."""
    if isinstance(node, rdflib.URIRef):
        return pyoxigraph.NamedNode(str(node))
    if isinstance(node, rdflib.BNode):
        return pyoxigraph.BlankNode(str(node))
    if isinstance(node, rdflib.Literal):
        if node.language:
            return pyoxigraph.Literal(str(node), language=node.language)
        datatype = pyoxigraph.NamedNode(str(node.datatype)) if node.datatype else None
        return pyoxigraph.Literal(str(node), datatype=datatype)
    return None
