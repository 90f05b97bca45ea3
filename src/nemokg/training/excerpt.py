"""What a dataset says about selected participants: an excerpt without dangling references.

It is found by walking from the participants, a step for all of them at once, along look-ups that an
index answers: a large store is not read completely, and a remote one gets a few dozen queries. An
excerpt holds

- the participants that were chosen, the relations between them that were chosen, and all that these
  and other resources of the excerpt point to: algorithms, data, values, sources, stages, rounds;
- what belongs to them and points at them: participations, claims, denials, stages and results,
  where every participant and result that they rest on is there too;
- remarks and conflicts on any resource that is there, if they are about no participant or about one
  that is there;
- the ontology.

A triple whose object is left out is left out as well, so every resource that an excerpt refers to
is described there if the dataset describes it.
"""

from __future__ import annotations

from itertools import product

from pyoxigraph import BlankNode, NamedNode, Store, Triple

from nemokg.rdf.blank_nodes import restore_blank_nodes
from nemokg.rdf.vocab import PREFIXES, RDF_TYPE
from nemokg.training.lookups import Lookups

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from nemokg.engine.protocol import Engine

    Resource = NamedNode | BlankNode

_NEMO, _RDF, _RDFS, _OWL = (PREFIXES[prefix] for prefix in ("nemo", "rdf", "rdfs", "owl"))
_ABOUT = NamedNode(_NEMO + "about")
_TYPE = NamedNode(RDF_TYPE)
_SUBJECT, _PREDICATE, _OBJECT = (NamedNode(_RDF + n) for n in ("subject", "predicate", "object"))
# What a denial says, as an owl:NegativePropertyAssertion.
_SOURCE, _PROPERTY, _TARGET = (
    NamedNode(_OWL + n) for n in ("sourceIndividual", "assertionProperty", "targetIndividual")
)
_TRIPLE_PARTS = ((_SUBJECT, _PREDICATE, _OBJECT), (_SOURCE, _PROPERTY, _TARGET))
_PARTICIPANT, _PRODUCES, _EVALUATED, _STUDENT = (
    NamedNode(_NEMO + n) for n in ("participant", "produces", "evaluatedModel", "student")
)
# By these a resource says what it belongs to: it goes with any of them.
_RESTS_ON = (
    _SUBJECT, _OBJECT, _SOURCE, _TARGET, _PARTICIPANT, _PRODUCES, _EVALUATED, _STUDENT,
    *(NamedNode(_NEMO + n) for n in ("baselineResult", "studentResult", "teacherResult")),
)  # fmt: skip
_DECISIVE = (_TYPE, _ABOUT, _PREDICATE, _PROPERTY, *_RESTS_ON)
# These lead from a resource of the excerpt back to what belongs to it.
_BACK = (_SUBJECT, _SOURCE, _PARTICIPANT, _PRODUCES, _EVALUATED, _ABOUT)
_PARTICIPANT_CLASSES = f"""
SELECT DISTINCT ?class WHERE {{ ?class <{_RDFS}subClassOf>* <{_NEMO}Participant> }} ORDER BY ?class
"""
# The terms of an ontology, and what it defines beside them, such as roles.
_OWL_KINDS = (
    "Ontology", "Class", "ObjectProperty", "DatatypeProperty", "AnnotationProperty",
    "AllDisjointClasses", "AllDifferent",
)  # fmt: skip
_TERM_KINDS = (
    *(_OWL + name for name in _OWL_KINDS),
    *(_RDFS + "Class", _RDFS + "Datatype", _RDF + "Property"),
)
_TERMS = (
    f"VALUES ?kind {{ {' '.join(f'<{kind}>' for kind in _TERM_KINDS)} }} ?s a ?kind",
    f"?ontology a <{_OWL}Ontology> . ?s <{_RDFS}isDefinedBy> ?ontology .",
    f"?s <{_NEMO}influenceKind> ?influence .",
)


class Excerpt:
    """The walk: `store()` gives what an engine's dataset says of the participants.

    `influences` are the properties of edges, whose ends are participants too; `is_chosen` tells of
    a triple between two participants whether it was chosen.
    """

    def __init__(
        self,
        engine: Engine,
        participants: Iterable[Resource],
        influences: Sequence[NamedNode],
        is_chosen: Callable[[Triple], bool],
    ) -> None:
        self._engine = engine
        self._lookups = Lookups(engine)
        self._participants = set(participants)
        self._influences = influences
        self._is_chosen = is_chosen
        rows = engine.select(_PARTICIPANT_CLASSES).rows
        self._classes = {class_ for (class_,) in rows}
        self._is_participant: dict[Resource, bool] = {}
        self._belonging: dict[Resource, bool] = {}

    def store(self) -> Store:
        """Return a new store with the excerpt in its default graph."""
        ontology = self._ontology()
        reached = ontology | self._participants
        frontier = set(reached)
        triples: list[Triple] = []
        remarks: list[Triple] = []
        while frontier:
            self._lookups.fetch_triples(frontier)
            belonging = self._lookups.fetch_subjects(frontier - ontology, _BACK)
            linked = {
                triple.object
                for resource in frontier
                for triple in self._lookups.cached_triples(resource)
                if isinstance(triple.object, NamedNode | BlankNode)
            }
            self._prepare(linked.union(*belonging.values()))
            beyond: set[Resource] = set()
            for resource in frontier:
                for triple in self._lookups.cached_triples(resource):
                    if triple.predicate == _ABOUT:
                        remarks.append(triple)  # it is there if its object is, and pulls nothing in
                        continue
                    belongs = self._is_kept(triple)
                    if belongs or resource in ontology:
                        triples.append(triple)
                    if belongs and isinstance(triple.object, NamedNode | BlankNode):
                        beyond.add(triple.object)
                beyond.update(filter(self._belongs, belonging.get(resource, ())))
            frontier = beyond - reached
            reached |= frontier
        triples += [remark for remark in remarks if remark.object in reached]
        excerpt = Store()
        excerpt.extend(restore_blank_nodes(*triple) for triple in triples)
        return excerpt

    def _ontology(self) -> set[Resource]:
        """Return the terms, and what an ontology defines beside them, such as roles."""
        branches = " UNION ".join(f"{{ {pattern} }}" for pattern in _TERMS)
        rows = self._engine.select(f"SELECT DISTINCT ?s WHERE {{ {branches} }} ORDER BY ?s").rows
        self._lookups.fetch_blank_nodes(_TERMS)
        return {term for (term,) in rows if isinstance(term, NamedNode | BlankNode)}

    def _prepare(self, resources: set[Resource]) -> None:
        """Fetch what decides whether resources belong to the excerpt, that of what they rest on."""
        undecided = resources - self._is_participant.keys()
        while undecided:
            self._lookups.fetch_properties(undecided, _DECISIVE)
            typed = {
                resource
                for resource in undecided
                if not self._classes.isdisjoint(self._lookups.cached_resources(resource, _TYPE))
            }
            ends = self._lookups.resources_in_triples(self._influences, undecided - typed)
            self._is_participant.update((each, each in typed | ends) for each in undecided)
            beneath = (
                self._lookups.cached_resources(resource, predicate)
                for resource in undecided
                for predicate in (*_RESTS_ON, _ABOUT)
            )
            undecided = set().union(*beneath) - self._is_participant.keys()

    def _is_kept(self, triple: Triple) -> bool:
        subject, _, object_ = triple
        if not isinstance(object_, NamedNode | BlankNode):
            return True
        if not self._belongs(object_):
            return False
        between = subject in self._participants and object_ in self._participants
        return not between or self._is_chosen(triple)

    def _belongs(self, resource: Resource) -> bool:
        """Return whether a resource is no participant that was left out and rests on none."""
        belongs = self._belonging.get(resource)
        if belongs is None:
            self._belonging[resource] = True  # while it is being found out: there may be a cycle
            belongs = self._belonging[resource] = self._decide(resource)
        return belongs

    def _decide(self, resource: Resource) -> bool:
        if self._is_participant[resource]:
            return resource in self._participants
        for predicate in _RESTS_ON:
            if not all(map(self._belongs, self._lookups.cached_resources(resource, predicate))):
                return False
        about = {
            each
            for each in self._lookups.cached_resources(resource, _ABOUT)
            if self._is_participant[each]
        }
        if about and self._participants.isdisjoint(about):
            return False
        return all(map(self._is_chosen, self._claimed(resource)))

    def _claimed(self, claim: Resource) -> Iterator[Triple]:
        """Yield the triple that a claim or denial is about, if it is between participants."""
        for names in _TRIPLE_PARTS:
            parts = [self._lookups.cached_resources(claim, name) for name in names]
            for subject, predicate, object_ in product(*parts):
                between = self._is_participant[subject] and self._is_participant[object_]
                if isinstance(predicate, NamedNode) and between:
                    yield Triple(subject, predicate, object_)
