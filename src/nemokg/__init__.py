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
    from nemokg.api import KnowledgeGraph, load, read_query
    from nemokg.dataset.edition import Edition
    from nemokg.dataset.layers import Layer
    from nemokg.dataset.opening import Dataset, open_dataset
    from nemokg.dataset.ownership import Ownership
    from nemokg.dataset.sources import ReadOptions
    from nemokg.engine.endpoint import EndpointEngine
    from nemokg.engine.protocol import Engine
    from nemokg.errors import (
        CacheWarning,
        EngineError,
        InputError,
        InputWarning,
        MissingToolError,
        NemokgError,
        OutputError,
        OutputWarning,
        ParameterError,
        QueryError,
        RdfSyntaxError,
        ShapesError,
        SparqlError,
        UncompiledError,
        UnknownClaimError,
        UnknownNameError,
        UnknownQueryError,
        UnknownValueError,
    )
    from nemokg.rdf.results import CannedQuery, Graph, Parameter, Solutions, Table
    from nemokg.reasoning.closure import Closure
    from nemokg.reasoning.contradictions import Contradiction
    from nemokg.training.claims import Claim, Conflict, Denial, Evidence, Resource, Source
    from nemokg.training.tree import Lineage, Step
    from nemokg.validation.report import Finding, Info, Place, ValidationReport

__all__ = [
    "CacheWarning",
    "CannedQuery",
    "Claim",
    "Closure",
    "Conflict",
    "Contradiction",
    "Dataset",
    "Denial",
    "Edition",
    "EndpointEngine",
    "Engine",
    "EngineError",
    "Evidence",
    "Finding",
    "Graph",
    "Info",
    "InputError",
    "InputWarning",
    "KnowledgeGraph",
    "Layer",
    "Lineage",
    "MissingToolError",
    "NemokgError",
    "OutputError",
    "OutputWarning",
    "Ownership",
    "Parameter",
    "ParameterError",
    "Place",
    "QueryError",
    "RdfSyntaxError",
    "ReadOptions",
    "Resource",
    "ShapesError",
    "Solutions",
    "Source",
    "SparqlError",
    "Step",
    "Table",
    "UncompiledError",
    "UnknownClaimError",
    "UnknownNameError",
    "UnknownQueryError",
    "UnknownValueError",
    "ValidationReport",
    "__version__",
    "load",
    "open_dataset",
    "read_query",
]

# The module that each name comes from.
_MODULES = {
    "CacheWarning": "nemokg.errors",
    "CannedQuery": "nemokg.rdf.results",
    "Claim": "nemokg.training.claims",
    "Closure": "nemokg.reasoning.closure",
    "Conflict": "nemokg.training.claims",
    "Contradiction": "nemokg.reasoning.contradictions",
    "Dataset": "nemokg.dataset.opening",
    "Denial": "nemokg.training.claims",
    "Edition": "nemokg.dataset.edition",
    "EndpointEngine": "nemokg.engine.endpoint",
    "Engine": "nemokg.engine.protocol",
    "EngineError": "nemokg.errors",
    "Evidence": "nemokg.training.claims",
    "Finding": "nemokg.validation.report",
    "Graph": "nemokg.rdf.results",
    "Info": "nemokg.validation.report",
    "InputError": "nemokg.errors",
    "InputWarning": "nemokg.errors",
    "KnowledgeGraph": "nemokg.api",
    "Layer": "nemokg.dataset.layers",
    "Lineage": "nemokg.training.tree",
    "MissingToolError": "nemokg.errors",
    "NemokgError": "nemokg.errors",
    "OutputError": "nemokg.errors",
    "Ownership": "nemokg.dataset.ownership",
    "OutputWarning": "nemokg.errors",
    "Parameter": "nemokg.rdf.results",
    "ParameterError": "nemokg.errors",
    "Place": "nemokg.validation.report",
    "QueryError": "nemokg.errors",
    "ReadOptions": "nemokg.dataset.sources",
    "RdfSyntaxError": "nemokg.errors",
    "Resource": "nemokg.training.claims",
    "ShapesError": "nemokg.errors",
    "Solutions": "nemokg.rdf.results",
    "Source": "nemokg.training.claims",
    "SparqlError": "nemokg.errors",
    "Step": "nemokg.training.tree",
    "Table": "nemokg.rdf.results",
    "UncompiledError": "nemokg.errors",
    "UnknownClaimError": "nemokg.errors",
    "UnknownNameError": "nemokg.errors",
    "UnknownQueryError": "nemokg.errors",
    "UnknownValueError": "nemokg.errors",
    "ValidationReport": "nemokg.validation.report",
    "load": "nemokg.api",
    "open_dataset": "nemokg.dataset.opening",
    "read_query": "nemokg.api",
}


def __getattr__(name: str) -> object:
    # Importing the package alone stays cheap: a name is fetched when it is first used.
    if name not in _MODULES:
        raise AttributeError(f"module 'nemokg' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_MODULES[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)
