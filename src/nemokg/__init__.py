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
    from nemokg.claims import Claim, Conflict, Denial, Evidence, Source
    from nemokg.closure import Closure
    from nemokg.errors import NemokgError
    from nemokg.lineage import Lineage
    from nemokg.model import Graph, Solutions, Table

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
    "Claim": "nemokg.claims",
    "Closure": "nemokg.closure",
    "Conflict": "nemokg.claims",
    "Denial": "nemokg.claims",
    "Evidence": "nemokg.claims",
    "Graph": "nemokg.model",
    "KnowledgeGraph": "nemokg.api",
    "Lineage": "nemokg.lineage",
    "NemokgError": "nemokg.errors",
    "Solutions": "nemokg.model",
    "Source": "nemokg.claims",
    "Table": "nemokg.model",
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
