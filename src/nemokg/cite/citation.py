"""What a citation says: the claim in one edition of the dataset, and the sources it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, partial
from hashlib import sha256

from pyoxigraph import DefaultGraph, NamedNode, Triple

from nemokg.engine.oxigraph import OxigraphEngine
from nemokg.rdf.formats import lexical, ntriples
from nemokg.rdf.vocab import BASE, PREFIXES, TITLE
from nemokg.training.explain import explain

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from pyoxigraph import Store

    from nemokg.rdf.results import Term
    from nemokg.training.claims import Claim, Evidence, Source

_HEADER = f"""
PREFIX dcterms: <{PREFIXES["dcterms"]}>
PREFIX owl: <{PREFIXES["owl"]}>
SELECT ?version ?date ?author ?licence WHERE {{
  <{BASE}ontology> owl:versionInfo ?version ; dcterms:modified ?date ; dcterms:license ?licence ;
    dcterms:creator/<http://xmlns.com/foaf/0.1/name> ?author
}} ORDER BY ?author"""
_PRIMARY_WORK = NamedNode(PREFIXES["nemo"] + "primaryWork")
_PART = NamedNode(PREFIXES["nemo"] + "part")
_VERSION_OF, _PART_OF = (NamedNode(PREFIXES["dcterms"] + n) for n in ("isVersionOf", "isPartOf"))
# What a tier begins with, from the nearest to the people who trained the models.
_TIERS = ("primary", "vendor", "secondary")
_WORDS = {"supports": "", "contradicts": " (contradicts it)", "silent": " (does not say)"}


@dataclass(frozen=True)
class Edition:
    """The dataset that a claim is cited from; data of somebody's own have a title only.

    `date` is that of the last change, as ``YYYY-MM-DD``; `licence` is an IRI.
    """

    title: str
    version: str | None = None
    date: str | None = None
    author: str | None = None
    licence: str | None = None


@dataclass(frozen=True)
class Reference:
    """A source that a claim rests on, and the places in it: `support` as in `Evidence`.

    `claim` is the key of the citation that it belongs to; `primary` says that the source comes from
    the people who trained the models, or is an edition of the primary work of their pipeline.
    """

    claim: str
    source: Source
    support: str
    locators: tuple[str, ...]
    primary: bool

    @property
    def key(self) -> str:
        """The key of the entry: the local name of the source."""
        return self.source.iri.rpartition("/")[2]

    @property
    def note(self) -> str:
        """What the source is cited for, in words."""
        return f"{'; '.join(self.locators)}{_WORDS.get(self.support, '')}"

    @property
    def label(self) -> str:
        """What kind of source it is."""
        return "Primary source" if self.primary else "Source"

    @property
    def line(self) -> str:
        """The source and the places, as the entry of the claim names them beside its own."""
        date = f" ({self.source.date})" if self.source.date else ""
        return f"{self.label}: {_one_line(self.source.title)}{date}, {self.note}"


@dataclass(frozen=True)
class Citation:
    """A claim as it is cited: `url` is its versioned IRI, `digest` that of claim and evidence.

    `triples` are those whose subject is the claim or one of its evidence nodes, and `digest` their
    SHA-256, in hexadecimal: as canonical N-Triples, sorted by code point, each with a line feed.
    `value` is what the dataset says of the object where that is a quantity or characteristic.
    """

    claim: Claim
    edition: Edition
    url: str
    digest: str
    references: tuple[Reference, ...]
    triples: tuple[Triple, ...]
    value: tuple[Triple, ...]

    @property
    def key(self) -> str:
        """The key of the entry: the local name of the claim."""
        return self.claim.iri.rpartition("/")[2]

    @property
    def title(self) -> str:
        """The claim in words, with its status and, where that is not normal, its rank."""
        rank = "" if self.claim.rank in ("", "normal") else f", {self.claim.rank}"
        return _one_line(f"{self.claim.label} ({self.claim.status}{rank})")


def edition(store: Store, bundled: bool) -> Edition:
    """Return what is cited as the dataset: the bundled one by its version, another without.

    >>> from nemokg.dataset.opening import open_dataset
    >>> edition(open_dataset().store, bundled=True).author
    'nemokg contributors'
    """
    rows = OxigraphEngine(store).select(_HEADER) if bundled else ()
    for row in rows:
        return Edition(TITLE, *map(lexical, row))
    return Edition("unpublished data in the nemokg ontology")


def cite(store: Store, claims: Iterable[str], bundled: bool = True) -> list[Citation]:
    """Return a citation of each claim, given by any of its names, in the order given.

    Raises UnknownClaimError where there is no such claim, with the nearest names.

    >>> from nemokg.training.explain import claims
    >>> from nemokg.dataset.opening import open_dataset
    >>> store = open_dataset().store
    >>> (citation,) = cite(store, claims(OxigraphEngine(store))[:1])
    >>> len(citation.digest), citation.url.startswith("https://w3id.org/nemokg/")
    (64, True)
    """
    engine = OxigraphEngine(store)
    cited = edition(store, bundled)
    works = cache(partial(_primary_works, store))
    return [_citation(store, explain(engine, name), cited, works) for name in claims]


def _citation(
    store: Store, claim: Claim, cited: Edition, works: Callable[[str], Mapping[str, int]]
) -> Citation:
    url = claim.iri
    if cited.version and url.startswith(BASE):
        url = f"{BASE}{cited.version}/{url.removeprefix(BASE)}"
    key = claim.iri.rpartition("/")[2]
    near = works(claim.pipeline.iri) if claim.pipeline else {}
    nodes = (claim.iri, *(each.iri for each in claim.evidence))
    triples = [triple for node in nodes for triple in _about(store, NamedNode(node))]
    triples.sort(key=lambda triple: ntriples([triple]))
    return Citation(
        claim,
        cited,
        url,
        sha256(ntriples(triples).encode()).hexdigest(),
        tuple(_references(key, claim, near)),
        tuple(triples),
        tuple(_value(store, claim)) if claim.values else (),
    )


def _about(store: Store, node: NamedNode) -> list[Triple]:
    quads = store.quads_for_pattern(node, None, None, DefaultGraph())
    return sorted((quad.triple for quad in quads), key=str)


def _value(store: Store, claim: Claim) -> list[Triple]:
    own = _about(store, NamedNode(claim.object.iri))
    parts = [triple.object for triple in own if triple.predicate == _PART]
    return own + [t for part in parts if isinstance(part, NamedNode) for t in _about(store, part)]


def _primary_works(store: Store, pipeline: str) -> dict[str, int]:
    """Return the editions of the primary works of a pipeline as 0, and their parts as 1."""
    near: dict[str, int] = {}
    node = NamedNode(pipeline)
    for quad in store.quads_for_pattern(node, _PRIMARY_WORK, None, DefaultGraph()):
        for edition_ in [quad.object, *_subjects(store, _VERSION_OF, quad.object)]:
            near.update(dict.fromkeys(map(lexical, _subjects(store, _PART_OF, edition_)), 1))
            near[lexical(edition_)] = 0
    return near


def _subjects(store: Store, predicate: NamedNode, object_: Term) -> list[Term]:
    if not isinstance(object_, NamedNode):
        return []
    return [q.subject for q in store.quads_for_pattern(None, predicate, object_, DefaultGraph())]


def _references(key: str, claim: Claim, near: Mapping[str, int]) -> list[Reference]:
    """Return the primary source, and, where that does not support the claim, one that does.

    A claim on which no primary source has evidence rests on another that supports it. `near` ranks
    the editions of the primary work; of two that serve alike, the newer is taken.
    """

    def distance(evidence: Evidence) -> tuple[int, int]:
        tier = evidence.source.tier or ""
        places = [place for place, word in enumerate(_TIERS) if tier.startswith(word)]
        return near.get(evidence.source.iri, 2), (*places, len(_TIERS))[0]

    def primary(evidence: Evidence) -> bool:
        return evidence.source.primary or evidence.source.iri in near

    newest = sorted(claim.evidence, key=lambda each: each.source.date or "", reverse=True)
    ordered = sorted(newest, key=distance)
    supporting = [each for each in ordered if each.support == "supports"]
    chosen = list(filter(primary, supporting))[:1]
    if not chosen:
        # A word against the claim must not go under because the source is silent elsewhere.
        against = sorted(filter(primary, ordered), key=lambda each: each.support != "contradicts")
        chosen = against[:1] + supporting[:1]
    return [_reference(key, each, claim.evidence, primary(each)) for each in chosen]


def _reference(
    key: str, chosen: Evidence, evidence: Iterable[Evidence], primary: bool
) -> Reference:
    same = (chosen.source.iri, chosen.support)
    places = [
        _one_line(each.locator) for each in evidence if (each.source.iri, each.support) == same
    ]
    return Reference(key, chosen.source, chosen.support, tuple(dict.fromkeys(places)), primary)


def by_source(citations: Iterable[Citation]) -> dict[str, list[Reference]]:
    """Return the references of citations by the key of their source, in the order they come."""
    found: dict[str, list[Reference]] = {}
    for citation in citations:
        for reference in citation.references:
            found.setdefault(reference.key, []).append(reference)
    return found


def provenance(citation: Citation) -> list[str]:
    """Return the digest of a claim and the sources that it rests on, in words."""
    return [f"sha256:{citation.digest}", *(each.line for each in citation.references)]


def notes(references: Iterable[Reference]) -> str:
    """Return what a source is cited for, and how it was read.

    The former are the places in it, with the claims where there are several.
    """
    listed = list(references)
    cited = [f"For {each.claim}: {each.note}" for each in listed]
    access = {each.source.access for each in listed} - {None, ""}
    read = [f"Access: {_one_line(str(each))}" for each in sorted(access, key=str)]
    return ". ".join([*(cited if len(cited) > 1 else [each.note for each in listed]), *read])


def _one_line(text: str) -> str:
    return " ".join(text.split())
