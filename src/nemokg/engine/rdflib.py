"""The engine of rdflib: slower than the embedded one, and a second opinion on every answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph
import rdflib
from rdflib.query import ResultException

from nemokg.errors import EngineError, SparqlError
from nemokg.model import Graph, Table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from nemokg.model import Answer, Term


class RdflibEngine:
    """Answers from an rdflib graph, in the terms of pyoxigraph as every engine does.

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
    def of(cls, quads: Iterable[pyoxigraph.Quad]) -> RdflibEngine:
        """Return an engine over the triples of a store, whatever graphs they are in."""
        text = pyoxigraph.serialize(
            (quad.triple for quad in quads), format=pyoxigraph.RdfFormat.N_TRIPLES
        )
        assert text is not None
        return cls(rdflib.Graph().parse(data=text, format="nt"))

    def query(self, text: str) -> Answer:
        """Answer a query of any form: a Table, a Graph, or True or False."""
        try:
            result = self.graph.query(text)
            if result.type == "ASK":
                return bool(result.askAnswer)
            if result.type == "SELECT":
                columns = tuple(str(variable) for variable in result.vars or ())
                rows = [tuple(map(_term, row)) for row in result if isinstance(row, tuple)]
                return Table(columns, tuple(rows))
            return Graph(tuple(pyoxigraph.Triple(*map(_term, t)) for t in result.graph or ()))  # type: ignore[arg-type]
        except ResultException as error:
            raise EngineError(f"rdflib could not answer the query: {error}.") from error
        except Exception as error:  # rdflib lets the errors of its parser through
            raise SparqlError(f"the SPARQL does not parse: {error}.") from error

    def select(self, text: str) -> Table:
        """Answer a SELECT query."""
        answer = self.query(text)
        if not isinstance(answer, Table):
            raise SparqlError("expected a SELECT query; ask the others with query().")
        return answer

    def ask(self, text: str) -> bool:
        """Answer an ASK query."""
        answer = self.query(text)
        if not isinstance(answer, bool):
            raise SparqlError("expected an ASK query; ask the others with query().")
        return answer

    def construct(self, text: str) -> Graph:
        """Answer a CONSTRUCT or DESCRIBE query."""
        answer = self.query(text)
        if not isinstance(answer, Graph):
            raise SparqlError("expected CONSTRUCT or DESCRIBE; ask the others with query().")
        return answer


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
