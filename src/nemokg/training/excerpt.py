"""What a dataset says of chosen participants: an excerpt in which nothing hangs in the air.

It is found by walking from the participants along indexed look-ups, so that a large store is not
read whole. An excerpt holds

- the participants that were chosen, the relations between them that were chosen, and all that these
  and other kept resources point to: algorithms, data, values, sources, stages, rounds;
- what belongs to them and points at them: claims, denials, stages and results, where every
  participant and result that they rest on is kept too;
- remarks and conflicts on any kept resource, if they are about no participant or about a kept one;
- the ontology.

A triple whose object is left out is left out as well, so every resource that an excerpt refers to
is described there if the dataset describes it.
"""

from __future__ import annotations

from itertools import product

from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Store, Triple

from nemokg.rdf.vocab import PREFIXES, RDF_TYPE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from pyoxigraph import Quad

    Resource = NamedNode | BlankNode

_NEMO, _RDF, _RDFS, _OWL = (PREFIXES[prefix] for prefix in ("nemo", "rdf", "rdfs", "owl"))
_ABOUT = NamedNode(_NEMO + "about")
_TYPE = NamedNode(RDF_TYPE)
_DEFINED_BY = NamedNode(_RDFS + "isDefinedBy")
_INFLUENCE = NamedNode(_NEMO + "influenceKind")
_SUBJECT, _PREDICATE, _OBJECT = (NamedNode(_RDF + n) for n in ("subject", "predicate", "object"))
# What a denial says, as an owl:NegativePropertyAssertion.
_SOURCE, _PROPERTY, _TARGET = (
    NamedNode(_OWL + n) for n in ("sourceIndividual", "assertionProperty", "targetIndividual")
)
_PARTS = ((_SUBJECT, _PREDICATE, _OBJECT), (_SOURCE, _PROPERTY, _TARGET))
_PRODUCES, _EVALUATED, _STUDENT = (
    NamedNode(_NEMO + n) for n in ("produces", "evaluatedModel", "student")
)
# By these a resource says what it belongs to: it goes with any of them.
_RESTS_ON = (
    _SUBJECT, _OBJECT, _SOURCE, _TARGET, _PRODUCES, _EVALUATED, _STUDENT,
    *(NamedNode(_NEMO + n) for n in ("baselineResult", "studentResult", "teacherResult")),
)  # fmt: skip
# These lead from what is kept back to what belongs to it.
_BACK = (_SUBJECT, _SOURCE, _PRODUCES, _EVALUATED, _ABOUT)
_TERMS = (
    *(f"{_OWL}{n}" for n in ("Ontology", "Class", "ObjectProperty", "DatatypeProperty")),
    *(f"{_OWL}{n}" for n in ("AnnotationProperty", "AllDisjointClasses", "AllDifferent")),
    *(_RDFS + "Class", _RDFS + "Datatype", _RDF + "Property"),
)


class Excerpt:
    """The walk: `store()` gives what the store says of the participants.

    `related` tells of a triple between two participants whether it was chosen; `is_participant`
    tells of any resource whether it is one.
    """

    def __init__(
        self,
        source: Store,
        participants: Iterable[Resource],
        is_participant: Callable[[Resource], bool],
        related: Callable[[Triple], bool],
    ) -> None:
        self._source = source
        self._participants = set(participants)
        self._is_participant = is_participant
        self._related = related
        self._belonging: dict[Resource, bool] = {}
        self._kept: set[Resource] = set()

    def store(self) -> Store:
        """Return a new store with the excerpt in its default graph."""
        ontology = set(self._ontology())
        self._kept |= ontology | self._participants
        queue = [*ontology, *self._participants]
        quads: list[Quad] = []
        remarks: list[Quad] = []
        while queue:
            resource = queue.pop()
            found: list[Resource] = []
            for quad in self._source.quads_for_pattern(resource, None, None, DefaultGraph()):
                if quad.predicate == _ABOUT:
                    remarks.append(quad)  # it is kept if its object is, and does not pull it in
                    continue
                belongs = self._is_kept(quad.triple)
                if belongs or resource in ontology:
                    quads.append(quad)
                if belongs and isinstance(quad.object, NamedNode | BlankNode):
                    found.append(quad.object)
            if resource not in ontology:
                found += self._back(resource)
            queue += [new for new in dict.fromkeys(found) if new not in self._kept]
            self._kept.update(found)
        result = Store()
        result.extend(quads)
        result.extend(quad for quad in remarks if quad.object in self._kept)
        return result

    def _ontology(self) -> Iterator[Resource]:
        """Yield the terms, and what an ontology defines beside them, such as roles."""
        for kind in _TERMS:
            terms = self._subjects(_TYPE, NamedNode(kind))
            yield from terms
            if kind == _OWL + "Ontology":
                for ontology in terms:
                    yield from self._subjects(_DEFINED_BY, ontology)
        yield from self._subjects(_INFLUENCE, None)

    def _back(self, resource: Resource) -> Iterator[Resource]:
        for predicate in _BACK:
            yield from filter(self._belongs, self._subjects(predicate, resource))

    def _is_kept(self, triple: Triple) -> bool:
        subject, _, object_ = triple
        if not isinstance(object_, NamedNode | BlankNode):
            return True
        if not self._belongs(object_):
            return False
        between = subject in self._participants and object_ in self._participants
        return not between or self._related(triple)

    def _belongs(self, resource: Resource) -> bool:
        """Return whether a resource is no participant that was left out and rests on none."""
        known = self._belonging.get(resource)
        if known is None:
            self._belonging[resource] = True  # while it is being found out: there may be a cycle
            known = self._belonging[resource] = self._decide(resource)
        return known

    def _decide(self, resource: Resource) -> bool:
        if self._is_participant(resource):
            return resource in self._participants
        for predicate in _RESTS_ON:
            if not all(map(self._belongs, self._objects(resource, predicate))):
                return False
        about = list(filter(self._is_participant, self._objects(resource, _ABOUT)))
        if about and self._participants.isdisjoint(about):
            return False
        return all(map(self._related, self._claimed(resource)))

    def _claimed(self, claim: Resource) -> Iterator[Triple]:
        """Yield the triple that a claim or denial is about, if it is between participants."""
        for names in _PARTS:
            parts = [self._objects(claim, name) for name in names]
            for subject, predicate, object_ in product(*parts):
                ends = (subject, object_)
                if isinstance(predicate, NamedNode) and all(map(self._is_participant, ends)):
                    yield Triple(subject, predicate, object_)

    def _objects(self, subject: Resource, predicate: NamedNode) -> list[Resource]:
        quads = self._source.quads_for_pattern(subject, predicate, None, DefaultGraph())
        return [q.object for q in quads if isinstance(q.object, NamedNode | BlankNode)]

    def _subjects(self, predicate: NamedNode, obj: Resource | None) -> list[Resource]:
        quads = self._source.quads_for_pattern(None, predicate, obj, DefaultGraph())
        return [q.subject for q in quads if isinstance(q.subject, NamedNode | BlankNode)]
