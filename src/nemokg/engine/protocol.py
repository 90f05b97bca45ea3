"""The protocol of all engines. Imported only for its types."""

from __future__ import annotations

from typing import Protocol

TYPE_CHECKING = False
if TYPE_CHECKING:
    from nemokg.rdf.results import Answer, Graph, Streamed, Table


class Engine(Protocol):
    """Something that runs SPARQL 1.1 queries over the dataset.

    Each method raises SparqlError if the text does not parse or is of another form, and
    EngineError if the store fails while it runs the query.
    """

    def query(self, text: str) -> Answer:
        """Run a query of any form and return a Table, a Graph, or True or False."""

    def stream(self, text: str) -> Streamed:
        """Do the same as `query`, but return the rows of a SELECT as they come.

        Errors may be raised while the rows are read, after some have come.
        """

    def select(self, text: str) -> Table:
        """Run a SELECT query."""

    def ask(self, text: str) -> bool:
        """Run an ASK query."""

    def construct(self, text: str) -> Graph:
        """Run a CONSTRUCT or DESCRIBE query."""
