"""The triples of a dataset, indexed for writing many pages about them."""

from __future__ import annotations

from pyoxigraph import DefaultGraph, Literal, NamedNode

from nemokg.rdf.formats import bare_text
from nemokg.rdf.vocab import PREFIXES, RDF_TYPE, RDFS_LABEL, local_name, prefixed_name
from nemokg.training.edges import EdgeClaim

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyoxigraph import Store

    from nemokg.rdf.results import Term

_SUBCLASS = PREFIXES["rdfs"] + "subClassOf"
_SUBPROPERTY = PREFIXES["rdfs"] + "subPropertyOf"
_NAMES = (RDFS_LABEL, PREFIXES["skos"] + "prefLabel", PREFIXES["dcterms"] + "title")


def full_iri(name: str) -> str:
    """Return the IRI of a name: one of the ontology, unless it has another prefix.

    >>> full_iri("value"), full_iri("schema:url")
    ('https://w3id.org/nemokg/ontology#value', 'https://schema.org/url')
    """
    prefix, colon, local = name.rpartition(":")
    return PREFIXES[prefix if colon else "nemo"] + local


class Facts:
    """The triples of the default graph of a store, by subject and by object.

    Properties and classes are given as names of the ontology or prefixed names. All that is
    returned is in the order of IRIs, or of N-Triples.

    >>> from pyoxigraph import RdfFormat, Store
    >>> store = Store()
    >>> store.load('<urn:x:a> <http://www.w3.org/2000/01/rdf-schema#label> "A" .', RdfFormat.TURTLE)
    >>> facts = Facts(store)
    >>> facts.label("urn:x:a"), facts.label("urn:x:b")
    ('A', 'urn:x:b')
    """

    def __init__(self, store: Store) -> None:
        self._out: dict[str, dict[str, list[Term]]] = {}
        self._in: dict[str, dict[str, list[str]]] = {}
        self._by_name: dict[str, str] = {}
        for quad in store.quads_for_pattern(None, None, None, DefaultGraph()):
            subject, predicate = bare_text(quad.subject), quad.predicate.value
            self._out.setdefault(subject, {}).setdefault(predicate, []).append(quad.object)
            if isinstance(quad.object, NamedNode):
                users = self._in.setdefault(quad.object.value, {})
                users.setdefault(predicate, []).append(subject)
        for found in self._out.values():
            for terms in found.values():
                terms.sort(key=str)
        for users in self._in.values():
            for subjects in users.values():
                subjects.sort()

    def all_subjects(self) -> list[str]:
        """Return all subjects."""
        return sorted(self._out)

    def is_subject(self, iri: str) -> bool:
        """Return whether a resource is the subject of a triple."""
        return iri in self._out

    def named_iri(self, prefix: str, name: str) -> str:
        """Return the resource of a local name: that of a namespace, or else one of any other.

        >>> from pyoxigraph import Store
        >>> Facts(Store()).named_iri("model", "my-student")
        'https://w3id.org/nemokg/model/my-student'
        """
        own = PREFIXES[prefix] + name
        if own not in self._out and not self._by_name:
            self._by_name = {local_name(iri): iri for iri in sorted({*self._in, *self._out})[::-1]}
        return own if own in self._out else self._by_name.get(name, own)

    def objects_by_property(self, iri: str) -> dict[str, list[Term]]:
        """Return the objects of a subject by the IRIs of their properties."""
        return self._out.get(iri, {})

    def subjects_by_property(self, iri: str) -> dict[str, list[str]]:
        """Return the subjects that refer to an IRI, by the IRIs of the properties."""
        return self._in.get(iri, {})

    def objects_of(self, iri: str, *names: str) -> list[str]:
        """Return the objects that a subject has by any of the properties, as bare texts."""
        properties = self.objects_by_property(iri)
        return [bare_text(term) for name in names for term in properties.get(full_iri(name), ())]

    def first_object(self, iri: str, *names: str) -> str:
        """Return the first object that a subject has by any of the properties, or nothing."""
        return next(iter(self.objects_of(iri, *names)), "")

    def subjects_of(self, iri: str, *names: str) -> list[str]:
        """Return the subjects that have an object by any of the properties."""
        users = self.subjects_by_property(iri)
        return sorted({subject for name in names for subject in users.get(full_iri(name), ())})

    def natural_number(self, iri: str, name: str) -> int | None:
        """Return a natural number, or None if there is none."""
        text = self.first_object(iri, name)
        return int(text) if text.isdecimal() else None

    def label(self, iri: str) -> str:
        """Return what a resource is called, in English where it can be, or its prefixed name."""
        for name in _NAMES:
            labels = self.objects_by_property(iri).get(name, ())
            english = [term for term in labels if _language(term) in ("", "en")]
            for term in english or labels:
                return bare_text(term)
        return prefixed_name(iri)

    def definition(self, iri: str) -> str:
        """Return what a resource is, or nothing if it is not said."""
        return self.first_object(iri, "skos:definition", "dcterms:description", "rdfs:comment")

    def with_subterms(self, name: str) -> set[str]:
        """Return a class or property with all that are below it."""
        return self._lower_terms(full_iri(name))

    def _lower_terms(self, term: str) -> set[str]:
        """Return the IRI of a class or property with those of all that are below it."""
        lower, queue = set(), [term]
        while queue:
            iri = queue.pop()
            if iri not in lower:
                lower.add(iri)
                users = self.subjects_by_property(iri)
                queue += [*users.get(_SUBCLASS, ()), *users.get(_SUBPROPERTY, ())]
        return lower

    def instances_of(self, name: str) -> list[str]:
        """Return the resources of a class, or of a class below it."""
        classes = self.with_subterms(name)
        return sorted({i for c in classes for i in self.subjects_by_property(c).get(RDF_TYPE, ())})

    def decisive_claim(self, subject: str, name: str, object_: str) -> EdgeClaim | None:
        """Return the claim that speaks for a triple, of those about it, if there is any."""
        claims = [
            EdgeClaim(
                claim,
                local_name(self.first_object(claim, "rank")),
                local_name(self.first_object(claim, "status")),
            )
            for claim in self.subjects_of(subject, "rdf:subject")
            if full_iri(name) in self.objects_of(claim, "rdf:predicate")
            and object_ in self.objects_of(claim, "rdf:object")
        ]
        return min(claims, key=lambda claim: claim.sort_key, default=None)

    def is_contradicted(self, claim: str) -> bool:
        """Return whether a claim is refuted, denied, or against a source."""
        subject, predicate, object_ = (
            self.first_object(claim, f"rdf:{part}") for part in ("subject", "predicate", "object")
        )
        denials = self.subjects_of(subject, "owl:sourceIndividual")
        return (
            full_iri("deprecated") in self.objects_of(claim, "rank")
            or any(
                full_iri("contradicts") in self.objects_of(evidence, "support")
                for evidence in self.objects_of(claim, "evidence")
            )
            or any(
                object_ in self.objects_of(denial, "owl:targetIndividual")
                and any(
                    predicate in self._lower_terms(denied)
                    for denied in self.objects_of(denial, "owl:assertionProperty")
                )
                for denial in denials
            )
        )

    def classes_of(self, iri: str) -> list[str]:
        """Return the classes of a resource, without those above another of its classes."""
        types = {bare_text(term) for term in self.objects_by_property(iri).get(RDF_TYPE, ())}
        above = {
            bare_text(each)
            for own in types
            for each in self.objects_by_property(own).get(_SUBCLASS, ())
            if bare_text(each) != own
        }
        return sorted(types - above or types)


def without_repeats(items: Iterable[str]) -> list[str]:
    """Return the items without repetition, in their order.

    >>> without_repeats("abab")
    ['a', 'b']
    """
    return list(dict.fromkeys(items))


def _language(term: Term) -> str:
    return (term.language or "") if isinstance(term, Literal) else ""
