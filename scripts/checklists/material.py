"""What is checked: the ontology as a graph, and the files of the project that speak of it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import rdflib
from rdflib import OWL, RDF, RDFS, SKOS, Literal, URIRef
from rdflib.term import Node

if TYPE_CHECKING:
    from collections.abc import Iterable

NAMESPACE = "https://w3id.org/nemokg/ontology#"
IRI = URIRef("https://w3id.org/nemokg/ontology")
PROPERTY_TYPES = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
# Properties whose objects are classes or properties: where an axiom uses a term.
AXIOMS = (
    RDFS.subClassOf, RDFS.subPropertyOf, RDFS.domain, RDFS.range, OWL.equivalentClass,
    OWL.equivalentProperty, OWL.inverseOf, OWL.disjointWith, RDF.first,
)  # fmt: skip
FILES = (
    "CHANGELOG.md", "CONTRIBUTING.md", "LICENSE-DATA", "docs/architecture.md",
    "ontology/nemokg.ttl", "w3id/.htaccess",
)  # fmt: skip
PAGE = "ontology.html"
# Facts that use every term, as long as no pipeline in data/ does.
SLICES = ("tests/fixtures/pipelines/field.ttl", "tests/fixtures/pipelines/examples.ttl")


@dataclass(frozen=True)
class Material:
    """The ontology, the alignments, the data, and texts by their path in the project."""

    graph: rdflib.Graph
    alignments: rdflib.Graph
    data: rdflib.Graph
    files: dict[str, str]

    @classmethod
    def read(cls, root: Path) -> Material:
        """Read a project; the page of the ontology is made anew."""
        from nemokg.dataset.reading import store_of_files
        from nemokg.site.ontology import standalone_page

        core = root / "ontology" / "nemokg.ttl"
        files = {name: (root / name).read_text(encoding="utf-8") for name in FILES}
        files[PAGE] = standalone_page(store_of_files([str(core)]))
        return cls(
            _graph([core]),
            _graph((root / "ontology" / "alignments").glob("*.ttl")),
            _graph([*(root / "data").rglob("*.ttl"), *(root / name for name in SLICES)]),
            files,
        )

    def copy(self, files: dict[str, str] | None = None) -> Material:
        """Return one whose graph of the ontology can be changed, with some files replaced."""
        graph = rdflib.Graph()
        graph += self.graph
        return replace(self, graph=graph, files={**self.files, **(files or {})})

    @cached_property
    def classes(self) -> list[URIRef]:
        """The classes of the ontology, sorted."""
        return self._own(OWL.Class)

    @cached_property
    def properties(self) -> list[URIRef]:
        """The properties of the ontology, sorted."""
        return sorted({term for kind in PROPERTY_TYPES for term in self._own(kind)})

    @cached_property
    def object_properties(self) -> list[URIRef]:
        """The properties between resources, sorted."""
        return self._own(OWL.ObjectProperty)

    @cached_property
    def terms(self) -> list[URIRef]:
        """All terms that are described in the namespace of the ontology, sorted."""
        return sorted({t for t in self.graph.subjects() if isinstance(t, URIRef) and own(t)})

    @cached_property
    def deprecated(self) -> set[Node]:
        """The deprecated terms."""
        return {s for s, o in self.graph.subject_objects(OWL.deprecated) if str(o) == "true"}

    def _own(self, kind: URIRef) -> list[URIRef]:
        found = self.graph.subjects(RDF.type, kind)
        return sorted({term for term in found if isinstance(term, URIRef) and own(term)})

    def header(self, *names: URIRef) -> list[str]:
        """Return what the header of the ontology says by any of the properties."""
        return [str(value) for name in names for value in self.graph.objects(IRI, name)]

    def missing(self, **names: tuple[URIRef, ...]) -> list[str]:
        """Return the names of the things that the header does not say."""
        return [
            f"no {name.replace('_', ' ')}" for name, terms in names.items()
            if not any(value.strip() for value in self.header(*terms))
        ]  # fmt: skip

    def labels(self, term: Node) -> list[str]:
        """Return the labels of a term."""
        return [str(label) for label in self.graph.objects(term, RDFS.label)]

    def definitions(self, term: Node) -> list[str]:
        """Return the definitions of a term."""
        return [str(text) for text in self.graph.objects(term, SKOS.definition)]

    def value(self, term: Node, predicate: URIRef) -> Node | None:
        """Return one object of a term, the first in their order, if there is any."""
        return next(iter(ordered(self.graph.objects(term, predicate))), None)

    def links(self) -> set[tuple[Node, Node]]:
        """Return the pairs of terms of which ontology or alignments say how they are related."""
        related = (
            RDFS.subClassOf, RDFS.subPropertyOf, OWL.equivalentClass, OWL.equivalentProperty,
            SKOS.exactMatch, SKOS.closeMatch, SKOS.broadMatch, SKOS.narrowMatch, SKOS.relatedMatch,
        )  # fmt: skip
        graphs = (self.graph, self.alignments)
        return {pair for g in graphs for p in related for pair in g.subject_objects(p)}

    def literals(self) -> list[tuple[Node, Literal]]:
        """Return the literals of the ontology with their subjects."""
        return sorted((s, o) for s, o in self.graph.subject_objects() if isinstance(o, Literal))


def ordered(terms: Iterable[Node]) -> list[Node]:
    """Return terms in the order of their texts."""
    return sorted(terms, key=str)


def own(term: Node) -> bool:
    """Return whether a term lies in the namespace of the ontology."""
    return str(term).startswith(NAMESPACE)


def name(term: Node) -> str:
    """Return the local name of a term of ours, or all of it."""
    return str(term).removeprefix(NAMESPACE)


def shared(pairs: list[tuple[Node, str]]) -> list[str]:
    """Return the texts that two terms share, each with their names."""
    users: dict[str, set[str]] = defaultdict(set)
    for term, text in pairs:
        users[text].add(name(term))
    return [f"{text!r}: {', '.join(sorted(n))}" for text, n in sorted(users.items()) if len(n) > 1]


def _graph(paths: Iterable[Path]) -> rdflib.Graph:
    graph = rdflib.Graph()
    for path in sorted(paths):
        graph.parse(path)
    return graph
