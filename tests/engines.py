"""Both engines over the bundled data, made once: each has its own parser read the files."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import rdflib

from nemokg.dataset.opening import open_dataset
from nemokg.engine.oxigraph import OxigraphEngine
from nemokg.engine.rdflib import RdflibEngine
from nemokg.queries import catalogue, execution
from nemokg.rdf.results import Table

if TYPE_CHECKING:
    from nemokg.engine.protocol import Engine


@cache
def embedded() -> OxigraphEngine:
    """Return the embedded engine over the bundled data."""
    return OxigraphEngine(open_dataset().store)


@cache
def second() -> RdflibEngine:
    """Return the engine of rdflib over the same files."""
    graph = rdflib.Graph()
    for file in open_dataset().files:
        graph.parse(file)
    return RdflibEngine(graph)


def ask(engine: Engine, name: str, **values: str) -> Table:
    """Return the rows of a canned query."""
    answer = execution.run_query(engine, catalogue.find_query(name), values)
    assert isinstance(answer, Table)
    return answer
