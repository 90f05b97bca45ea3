"""Query engines: one protocol, and an adapter for each kind of store."""

from __future__ import annotations

from nemokg.errors import EngineError, suggestion_clause

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from pyoxigraph import Store

    from nemokg.engine.protocol import Engine

ENGINES = ("oxigraph", "rdflib")


def make_engine(name: str, store: Callable[[], Store]) -> Engine:
    """Return the engine of this name over the default graph of a store, which opens when needed.

    Raises EngineError if there is no engine of that name.

    >>> from pyoxigraph import Store
    >>> make_engine("rdflib", Store).ask("ASK { ?s ?p ?o }")
    False
    """
    if name == "oxigraph":
        from nemokg.engine.oxigraph import OxigraphEngine

        return OxigraphEngine(store)
    if name == "rdflib":
        from nemokg.engine.rdflib import RdflibEngine

        return RdflibEngine.from_store(store())
    raise EngineError(
        f'There is no engine "{name}"; choose one of {", ".join(ENGINES)}.'
        f"{suggestion_clause(name, ENGINES)}"
    )
