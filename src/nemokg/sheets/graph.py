"""A small graph of a pipeline, looked up by subject and predicate, for writing it as a sheet."""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode

from nemokg.rdf.vocab import PREFIXES, RDF_TYPE, expand_prefixed_name, local_name

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyoxigraph import Triple

    from nemokg.rdf.results import Term

_NEMO = PREFIXES["nemo"]


class PipelineGraph:
    """Triples by subject and predicate; predicates are given as prefixed names.

    >>> from pyoxigraph import Triple
    >>> a, label = NamedNode("x:a"), NamedNode(PREFIXES["rdfs"] + "label")
    >>> PipelineGraph([Triple(a, label, Literal("A", language="en"))]).text("x:a", "rdfs:label")
    'A'
    """

    def __init__(self, triples: Iterable[Triple]) -> None:
        self.triples = set(triples)
        self._objects: dict[str, dict[str, list[Term]]] = {}
        self._subjects: dict[tuple[str, str], list[str]] = {}
        for triple in sorted(self.triples, key=str):
            if not isinstance(triple.subject, NamedNode):
                continue
            subject, predicate = triple.subject.value, triple.predicate.value
            self._objects.setdefault(subject, {}).setdefault(predicate, []).append(triple.object)
            if isinstance(triple.object, NamedNode):
                self._subjects.setdefault((predicate, triple.object.value), []).append(subject)

    def instances(self, class_: str) -> list[str]:
        """Return the subjects that have a class, by the local name of one of ours, sorted."""
        return self.subjects("rdf:type", _NEMO + class_)

    def classes(self, subject: str) -> set[str]:
        """Return the local names of the classes of a subject."""
        types = self._objects.get(subject, {}).get(RDF_TYPE, [])
        return {local_name(type_.value) for type_ in types if isinstance(type_, NamedNode)}

    def links(self, subject: str, predicate: str) -> list[str]:
        """Return the IRIs that a subject has for a predicate."""
        return [
            term.value for term in self._terms(subject, predicate) if isinstance(term, NamedNode)
        ]

    def link(self, subject: str, predicate: str) -> str:
        """Return the only such IRI; empty where there is none or more than one."""
        found = self.links(subject, predicate)
        return found[0] if len(found) == 1 else ""

    def texts(self, subject: str, predicate: str) -> list[str]:
        """Return the texts of the literals that a subject has for a predicate."""
        return [term.value for term in self._terms(subject, predicate) if isinstance(term, Literal)]

    def text(self, subject: str, predicate: str) -> str:
        """Return the only such text; empty where there is none or more than one."""
        found = self.texts(subject, predicate)
        return found[0] if len(found) == 1 else ""

    def subjects(self, predicate: str, object_: str) -> list[str]:
        """Return the subjects that have an IRI for a predicate."""
        full = expand_prefixed_name(predicate) or predicate
        return list(dict.fromkeys(self._subjects.get((full, object_), [])))

    def is_described(self, subject: str) -> bool:
        """Whether a subject has a label here."""
        return bool(self.texts(subject, "rdfs:label"))

    def _terms(self, subject: str, predicate: str) -> Iterator[Term]:
        full = expand_prefixed_name(predicate) or predicate
        yield from self._objects.get(subject, {}).get(full, [])
