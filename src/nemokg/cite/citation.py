"""Citations: the claim in one edition of the dataset, and the sources that it rests on."""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import sha256

from pyoxigraph import Triple

from nemokg.rdf.formats import bare_text, ntriples_text
from nemokg.rdf.vocab import BASE, PREFIXES
from nemokg.training.explain import described_claim, resolve_and_describe_claims
from nemokg.training.names import resolve_iri

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from nemokg.dataset.edition import Edition
    from nemokg.dataset.opening import Dataset
    from nemokg.engine.protocol import Engine
    from nemokg.training.claims import Claim, Evidence, Source
    from nemokg.training.descriptions import Descriptions

_PART = PREFIXES["nemo"] + "part"
_WORKS = f"""
PREFIX dcterms: <{PREFIXES["dcterms"]}>
PREFIX nemo: <{PREFIXES["nemo"]}>
SELECT DISTINCT ?pipeline ?edition ?part WHERE {{
  VALUES ?pipeline {{ PIPELINES }}
  {{ ?pipeline nemo:primaryWork ?edition }}
  UNION {{ ?pipeline nemo:primaryWork ?work . ?edition dcterms:isVersionOf ?work }}
  UNION {{ ?pipeline nemo:primaryWork ?work . ?part dcterms:isPartOf ?work }}
  UNION {{
    ?pipeline nemo:primaryWork ?work . ?version dcterms:isVersionOf ?work .
    ?part dcterms:isPartOf ?version
  }}
}}"""
# What a tier begins with, from the nearest to the people who trained the models.
_TIERS = ("primary", "vendor", "secondary")
_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?:Z|[+-]\d\d:\d\d)?")
_WORDS = {"supports": "", "contradicts": " (contradicts it)", "silent": " (does not say)"}


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
    def cited_for(self) -> str:
        """What the source is cited for, in words."""
        return f"{'; '.join(self.locators)}{_WORDS.get(self.support, '')}"

    @property
    def source_kind(self) -> str:
        """The kind of source, in words."""
        return "Primary source" if self.primary else "Source"

    @property
    def source_and_places(self) -> str:
        """The source and the places, as the entry of the claim names them beside its own."""
        date = f" ({self.source.date})" if self.source.date else ""
        return f"{self.source_kind}: {_one_line(self.source.title)}{date}, {self.cited_for}"


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
    def claim_title(self) -> str:
        """The claim in words, with its status and, if not normal, its rank."""
        rank = "" if self.claim.rank in ("", "normal") else f", {self.claim.rank}"
        return _one_line(f"{self.claim.label} ({self.claim.status}{rank})")


def citations_of_claims(dataset: Dataset, claims: Sequence[str]) -> list[Citation]:
    """Return a citation of each claim, given by any of its names, in the order given.

    Raises UnknownClaimError if there is no such claim, with the nearest names.

    >>> from nemokg.dataset.opening import open_dataset
    >>> from nemokg.training.explain import all_claim_iris
    >>> dataset = open_dataset()
    >>> (citation,) = citations_of_claims(dataset, all_claim_iris(dataset.engine)[:1])
    >>> len(citation.digest), citation.url.startswith("https://w3id.org/nemokg/")
    (64, True)
    """
    names, descriptions = resolve_and_describe_claims(dataset.engine, claims)
    read = [described_claim(descriptions, name) for name in names]
    pipelines = [each.pipeline.iri for each in read if each.pipeline]
    works = _primary_works(dataset.engine, pipelines)
    return [_citation(descriptions, claim, dataset.edition_of(claim.iri), works) for claim in read]


def _citation(
    descriptions: Descriptions,
    claim: Claim,
    edition: Edition,
    works: Mapping[str, Mapping[str, int]],
) -> Citation:
    url = claim.iri
    if edition.is_bundled and url.startswith(BASE):  # others need not keep their versions apart
        url = f"{BASE}{edition.version}/{url.removeprefix(BASE)}"
    key = claim.iri.rpartition("/")[2]
    distances = works.get(claim.pipeline.iri, {}) if claim.pipeline else {}
    nodes = (claim.iri, *(each.iri for each in claim.evidence))
    triples = [triple for node in nodes for triple in descriptions.described_triples(node)]
    triples.sort(key=lambda triple: ntriples_text([triple]))
    return Citation(
        claim,
        edition,
        url,
        sha256(ntriples_text(triples).encode()).hexdigest(),
        tuple(_references(key, claim, distances)),
        tuple(triples),
        tuple(_value(descriptions, claim)) if claim.values else (),
    )


def _value(descriptions: Descriptions, claim: Claim) -> list[Triple]:
    value = claim.object.iri
    nodes = (value, *descriptions.property_values(value, _PART))
    return [
        triple for node in nodes for triple in sorted(descriptions.described_triples(node), key=str)
    ]


def _primary_works(engine: Engine, pipelines: Iterable[str]) -> dict[str, dict[str, int]]:
    """Return, by pipeline, the editions of its primary works as 0, and their parts as 1."""
    listed = " ".join(
        sorted({str(node) for name in pipelines if (node := resolve_iri(f"<{name}>", ""))})
    )
    if not listed:
        return {}
    distances: dict[str, dict[str, int]] = {}
    for pipeline, edition, part in engine.select(_WORKS.replace("PIPELINES", listed)):
        pipeline_works = distances.setdefault(bare_text(pipeline), {})
        if edition is not None:
            pipeline_works[bare_text(edition)] = 0
        else:
            pipeline_works.setdefault(bare_text(part), 1)
    return distances


def _references(key: str, claim: Claim, distances: Mapping[str, int]) -> list[Reference]:
    """Return the primary source and, if it does not support the claim, one that does.

    A claim on which no primary source has evidence rests on another that supports it. `distances`
    are those of editions from the primary work; of two that serve alike, the newer is taken.
    """

    def distance(evidence: Evidence) -> tuple[int, int]:
        tier = evidence.source.tier or ""
        places = [place for place, word in enumerate(_TIERS) if tier.startswith(word)]
        return distances.get(evidence.source.iri, 2), (*places, len(_TIERS))[0]

    def primary(evidence: Evidence) -> bool:
        return evidence.source.primary or evidence.source.iri in distances

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


def references_by_source(citations: Iterable[Citation]) -> dict[str, list[Reference]]:
    """Return the references of citations by the key of their source, in their order."""
    references_by_key: dict[str, list[Reference]] = {}
    for citation in citations:
        for reference in citation.references:
            references_by_key.setdefault(reference.key, []).append(reference)
    return references_by_key


def date_parts(text: str | None) -> list[int]:
    """Return year, month and day of a date, as many as it has; none of what is no date.

    >>> date_parts("2026-06-09"), date_parts("2026Z"), date_parts("soon")
    ([2026, 6, 9], [2026], [])
    """
    date = _DATE.fullmatch(text or "")
    return [int(part) for part in date.groups() if part] if date else []


def provenance_lines(citation: Citation) -> list[str]:
    """Return the digest of a claim and the sources that it rests on, in words."""
    return [f"sha256:{citation.digest}", *(each.source_and_places for each in citation.references)]


def source_notes(references: Iterable[Reference]) -> str:
    """Return what a source is cited for, and how it was read.

    The former are the places in it, with the claims where there are several.
    """
    listed = list(references)
    cited = [f"For {each.claim}: {each.cited_for}" for each in listed]
    access = {each.source.access for each in listed} - {None, ""}
    read = [f"Access: {_one_line(str(each))}" for each in sorted(access, key=str)]
    return ". ".join([*(cited if len(cited) > 1 else [each.cited_for for each in listed]), *read])


def _one_line(text: str) -> str:
    return " ".join(text.split())
