"""What every engine can do. Imported for its types only."""

from __future__ import annotations

from typing import Protocol

TYPE_CHECKING = False
if TYPE_CHECKING:
    from nemokg.rdf.results import Answer, Graph, Streamed, Table


class Engine(Protocol):
    """Something that answers SPARQL 1.1 queries over the dataset.

    Each method raises SparqlError where the text does not parse or is of another form, and
    EngineError where the store fails while it answers.
    """

    def query(self, text: str) -> Answer:
        """Answer a query of any form: a Table, a Graph, or True or False."""

    def stream(self, text: str) -> Streamed:
        """Answer as `query` does, but with the rows of a SELECT as they come.

        Errors may be raised while the rows are read, behind those that came.
        """

    def select(self, text: str) -> Table:
        """Answer a SELECT query."""

    def ask(self, text: str) -> bool:
        """Answer an ASK query."""

    def construct(self, text: str) -> Graph:
        """Answer a CONSTRUCT or DESCRIBE query."""
