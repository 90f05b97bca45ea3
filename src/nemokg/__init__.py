"""nemokg: a knowledge graph of how language models were post-trained.

>>> import nemokg
>>> kg = nemokg.load()
>>> kg.info().version == nemokg.__version__
True
"""

from __future__ import annotations

from nemokg._version import __version__

TYPE_CHECKING = False
if TYPE_CHECKING:
    from nemokg.api import KnowledgeGraph, load
    from nemokg.errors import NemokgError
    from nemokg.rdf.results import Graph, Solutions, Table
    from nemokg.reasoning.closure import Closure
    from nemokg.training.claims import Claim, Conflict, Denial, Evidence, Source
    from nemokg.training.tree import Lineage

__all__ = [
    "Claim",
    "Closure",
    "Conflict",
    "Denial",
    "Evidence",
    "Graph",
    "KnowledgeGraph",
    "Lineage",
    "NemokgError",
    "Solutions",
    "Source",
    "Table",
    "__version__",
    "load",
]

_HOMES = {
    "Claim": "nemokg.training.claims",
    "Closure": "nemokg.reasoning.closure",
    "Conflict": "nemokg.training.claims",
    "Denial": "nemokg.training.claims",
    "Evidence": "nemokg.training.claims",
    "Graph": "nemokg.rdf.results",
    "KnowledgeGraph": "nemokg.api",
    "Lineage": "nemokg.training.tree",
    "NemokgError": "nemokg.errors",
    "Solutions": "nemokg.rdf.results",
    "Source": "nemokg.training.claims",
    "Table": "nemokg.rdf.results",
    "load": "nemokg.api",
}


def __getattr__(name: str) -> object:
    # Importing the package alone stays cheap: a name is fetched when it is first used.
    if name not in _HOMES:
        raise AttributeError(f"module 'nemokg' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)
