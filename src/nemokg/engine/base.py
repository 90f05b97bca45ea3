"""What the adapters share: one method per query form, on top of one that takes any form."""

from __future__ import annotations

from abc import ABC, abstractmethod

from nemokg.errors import SparqlError
from nemokg.rdf.results import Graph, Solutions, Table

TYPE_CHECKING = False
if TYPE_CHECKING:
    from nemokg.rdf.results import Answer, Streamed


class EngineBase(ABC):
    """A base for engines that only need to run a query of any form.

    >>> class Always(EngineBase):
    ...     def stream(self, text):
    ...         return True
    >>> Always().ask("ASK {}")
    True
    """

    __slots__ = ()

    @abstractmethod
    def stream(self, text: str) -> Streamed:
        """Run a query of any form, and return the rows of a SELECT as they come."""

    def query(self, text: str) -> Answer:
        """Run a query of any form and return a Table, a Graph, or True or False."""
        answer = self.stream(text)
        return answer.remaining_table() if isinstance(answer, Solutions) else answer

    def select(self, text: str) -> Table:
        """Answer a SELECT query."""
        answer = self.query(text)
        if not isinstance(answer, Table):
            raise SparqlError("expected a SELECT query; run others with query().")
        return answer

    def ask(self, text: str) -> bool:
        """Answer an ASK query."""
        answer = self.query(text)
        if not isinstance(answer, bool):
            raise SparqlError("expected an ASK query; run others with query().")
        return answer

    def construct(self, text: str) -> Graph:
        """Answer a CONSTRUCT or DESCRIBE query."""
        answer = self.query(text)
        if not isinstance(answer, Graph):
            raise SparqlError("expected CONSTRUCT or DESCRIBE; run others with query().")
        return answer
