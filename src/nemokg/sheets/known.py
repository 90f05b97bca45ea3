"""What a sheet can refer to without describing it: the shared and the bundled resources."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from nemokg.rdf.formats import bare_text
from nemokg.rdf.vocab import PREFIXES, local_name

TYPE_CHECKING = False
if TYPE_CHECKING:
    from nemokg.dataset.opening import Dataset

_PROLOGUE = "".join(
    f"PREFIX {p}: <{PREFIXES[p]}>\n" for p in ("dcterms", "nemo", "owl", "rdf", "rdfs")
)
# The classes whose resources a sheet names, by what it calls them.
CLASSES = {
    "algorithm": "Algorithm",
    "kind": "QuantityKind",
    "unit": "Unit",
    "benchmark": "Benchmark",
    "source": "Source",
    "participant": "Participant",
    "data": "TrainingData",
    "licence": "License",
}
_PREFIX_OF_LOCAL_NAME = {"kind": "kind-", "unit": "unit-"}
_RESOURCES = """
SELECT ?class ?x ?label ?type WHERE {
  VALUES ?class { %s }
  ?x a ?class ; a ?type .
  OPTIONAL { ?x rdfs:label ?label }
} ORDER BY ?x ?label ?type
"""
_HOMES = """
SELECT ?x ?pipeline WHERE { ?x nemo:partOfPipeline ?pipeline } ORDER BY ?x ?pipeline
"""
_WHOLES = """
SELECT ?source ?whole WHERE { ?source dcterms:isPartOf|dcterms:isVersionOf ?whole }
ORDER BY ?source ?whole
"""
_LABELS = "SELECT ?property ?label WHERE { ?property a owl:ObjectProperty ; rdfs:label ?label }"
_SOURCES = "SELECT ?source WHERE { ?source a nemo:Source } ORDER BY ?source"


@dataclass
class Resource:
    """A resource that exists: its IRI, label, and the local names of its classes."""

    iri: str
    label: str
    classes: set[str] = field(default_factory=set)


class KnownResources:
    """The resources of a dataset, by what they are and by the name that a sheet gives them.

    Those that are at home in `own_pipeline` are left out.

    >>> from nemokg.dataset.opening import open_dataset
    >>> known = KnownResources(open_dataset())
    >>> known.find("algorithm", "sft").label
    'Supervised fine-tuning'
    >>> known.find("unit", "tokens").iri
    'https://w3id.org/nemokg/quantity/unit-tokens'
    """

    def __init__(self, dataset: Dataset, own_pipeline: str = "") -> None:
        engine = dataset.engine
        self._below = dataset.layers_below
        self._by_name: dict[str, dict[str, Resource]] = {what: {} for what in CLASSES}
        self.homes: dict[str, str] = {}
        self.wholes: dict[str, set[str]] = {}
        by_class = {name: what for what, name in CLASSES.items()}
        for x, pipeline in engine.select(_PROLOGUE + _HOMES).rows:
            self.homes[bare_text(x)] = bare_text(pipeline)
        values = " ".join(f"nemo:{name}" for name in by_class)
        for class_, x, label, type_ in engine.select(_PROLOGUE + _RESOURCES % values).rows:
            what = by_class[local_name(bare_text(class_))]
            iri = bare_text(x)
            if own_pipeline and self.homes.get(iri) == own_pipeline:
                continue  # what the sheet itself describes, as it was built before
            name = local_name(iri).removeprefix(_PREFIX_OF_LOCAL_NAME.get(what, ""))
            shown = bare_text(label) if label is not None else name
            resource = self._by_name[what].setdefault(name, Resource(iri, shown))
            resource.classes.add(local_name(bare_text(type_)))
        for source, whole in engine.select(_PROLOGUE + _WHOLES).rows:
            self.wholes.setdefault(bare_text(source), set()).add(bare_text(whole))
        labels = engine.select(_PROLOGUE + _LABELS).rows
        self.property_labels = {bare_text(iri): bare_text(label) for iri, label in labels}

    def find(self, what: str, name: str) -> Resource | None:
        """Return the resource of this kind with this name, if there is one."""
        return self._by_name[what].get(name)

    @cached_property
    def shared_sources(self) -> set[str]:
        """The sources that lie beneath every dataset, so that no file need repeat their types."""
        return {
            bare_text(source) for (source,) in self._below().engine.select(_PROLOGUE + _SOURCES)
        }

    def names(self, what: str) -> list[str]:
        """Return the names of the resources of a kind, sorted."""
        return sorted(self._by_name[what])

    def resources(self, what: str) -> dict[str, Resource]:
        """Return the resources of a kind by name."""
        return self._by_name[what]
