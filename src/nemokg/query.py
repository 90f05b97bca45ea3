"""Asking a query: its parameters are bound, and an engine answers."""

from __future__ import annotations

from nemokg.errors import SparqlError
from nemokg.parameters import bind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from nemokg.engine.protocol import Engine
    from nemokg.model import Answer, CannedQuery


def run(engine: Engine, query: CannedQuery, values: Mapping[str, str] | None = None) -> Answer:
    """Return the answer to a query: a Table, a Graph, or True or False, by its form.

    Raises ParameterError as `nemokg.parameters.bind` does, and SparqlError, which names the file,
    where the text does not parse.

    >>> from nemokg.catalogue import parse
    >>> from nemokg.engine.oxigraph import OxigraphEngine
    >>> from pyoxigraph import Store
    >>> run(OxigraphEngine(Store()), parse("none.rq", "ASK { ?s ?p ?o }"))
    False
    """
    text = bind(query, values or {}, engine)
    try:
        return engine.query(text)
    except SparqlError as error:
        raise SparqlError(f"{query.path}: {error}") from error
