"""Claims with their triple, status, evidence, competing claims and conflicts."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from textwrap import wrap

from nemokg.characters import visible_text
from nemokg.rdf.links import web_address
from nemokg.rdf.vocab import prefixed_name

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


@dataclass(frozen=True)
class Resource:
    """An IRI with its label."""

    iri: str
    label: str


@dataclass(frozen=True)
class Source:
    """A citable document: `date` is when it was issued or last modified, if recorded.

    `tier` says how close the source is to the people who trained the models; `identifier` is one
    such as ``arXiv:2603.19220``; `access` says in what form it was read.
    """

    iri: str
    title: str
    creators: tuple[str, ...]
    publisher: str | None
    tier: str | None
    date: str | None
    identifier: str | None
    urls: tuple[str, ...]
    access: str | None

    @property
    def authors(self) -> tuple[str, ...]:
        """The authors to cite: the creators, or otherwise the publisher."""
        return self.creators or ((self.publisher,) if self.publisher else ())

    @property
    def link(self) -> str:
        """The first address of the document or IRI that is one of the web, or an empty string."""
        return next(filter(None, map(web_address, (*self.urls, self.iri))), "")

    @property
    def primary(self) -> bool:
        """Whether it comes from the people who trained the models."""
        return (self.tier or "").startswith("primary")


@dataclass(frozen=True)
class Evidence:
    """What one source says about a claim, at one place; `support` is a local name.

    It is ``supports``, ``silent`` or ``contradicts``.
    """

    iri: str
    source: Source
    locator: str
    support: str
    paraphrase: str | None


@dataclass(frozen=True)
class Conflict:
    """A point on which sources disagree, and how the dataset represents it."""

    iri: str
    identifier: str
    label: str
    description: str
    resolution: str | None


@dataclass(frozen=True)
class Claim:
    """A statement of the graph as a resource of its own.

    `status`, `rank`, `confidence`, `phase` and `roles` are local names; what the data do not give
    is None or empty. `account` is the pipeline, or whatever else the claim belongs to; `stages` are
    those in which it holds. `competing` are the claims that compete with this one, in either
    direction; `values` are the values of the object if it is a quantity or characteristic.
    """

    iri: str
    label: str
    subject: Resource
    predicate: Resource
    object: Resource
    status: str
    rank: str
    pipeline: Resource | None
    account: Resource | None
    stages: tuple[Resource, ...]
    identifier: str | None
    confidence: str | None
    rationale: str | None
    scope: str | None
    iteration: int | None
    phase: str | None
    roles: tuple[str, ...]
    shortcut: bool
    in_explainer: bool | None
    notes: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    competing: tuple[Resource, ...]
    realized_by: tuple[Resource, ...]
    conflicts: tuple[Conflict, ...]
    values: tuple[str, ...]

    def __str__(self) -> str:
        return self.text()

    @property
    def denies(self) -> bool:
        """Whether the claim is that the triple does not hold."""
        return False

    def text(self, width: int | None = None) -> str:
        """Return the claim as text for people, fitted to a width if one is given."""
        return claim_text(self, width)

    def as_dict(self) -> dict[str, Any]:
        """Return the claim as JSON-compatible values, with its class as ``type``."""
        return {"type": type(self).__name__, **asdict(self)}

    def _repr_html_(self) -> str:
        from nemokg.rdf import html

        return html.titled_definitions(self.label, claim_sections(self))


@dataclass(frozen=True)
class Denial(Claim):
    """A claim that a triple does not hold."""

    @property
    def denies(self) -> bool:
        """Whether the claim is that the triple does not hold."""
        return True


_SUPPORT = {"supports": "supported by", "silent": "silent", "contradicts": "contradicted by"}


def claim_sections(claim: Claim) -> list[tuple[str, list[str]]]:
    """Return the parts of the text about a claim: headings, each with its lines; none is empty."""
    triple = " ".join(prefixed_name(r.iri) for r in (claim.subject, claim.predicate, claim.object))
    rows: list[tuple[str, list[str]]] = [
        ("claim", [prefixed_name(claim.iri)]),
        ("denies" if claim.denies else "triple", [triple]),
        ("value", list(claim.values)),
        ("status", [claim.status]),
        ("rank", [claim.rank]),
        ("confidence", [claim.confidence or ""]),
        ("rationale", [claim.rationale or ""]),
        ("stage", [stage.label for stage in claim.stages]),
        ("scope", [claim.scope or ""]),
        ("iteration", ["" if claim.iteration is None else str(claim.iteration)]),
        ("phase", [claim.phase or ""]),
        ("role", [", ".join(claim.roles)]),
        ("shortcut", ["a longer path is recorded"] if claim.shortcut else []),
        (
            "pipeline" if claim.pipeline else "account",
            [claim.account.label if claim.account else ""],
        ),
        ("identifier", [claim.identifier or ""]),
        ("note", list(claim.notes)),
    ]
    for support, heading in _SUPPORT.items():
        cited = [_evidence(each) for each in claim.evidence if each.support == support]
        rows.append((heading, [line for lines in cited for line in lines]))
    rows += [
        ("competes with", list(map(_named, claim.competing))),
        ("realised by", list(map(_named, claim.realized_by))),
    ]
    for conflict in claim.conflicts:
        lines = [f"{conflict.label}. {conflict.description}"]
        lines += [f"In the graph: {conflict.resolution}"] if conflict.resolution else []
        rows.append((f"conflict {conflict.identifier}", lines))
    return [
        (heading, nonempty) for heading, lines in rows if (nonempty := list(filter(None, lines)))
    ]


def claim_text(claim: Claim, width: int | None = None) -> str:
    """Return a claim as text for people, with its lines fitted to a width if one is given."""
    rows = [(heading, list(map(visible_text, lines))) for heading, lines in claim_sections(claim)]
    indent = max(len(heading) for heading, _ in rows) + 2
    lines = [visible_text(claim.label), ""]
    for heading, contents in rows:
        for place, content in enumerate(contents):
            parts = [content]
            if width is not None:
                # Names and addresses are not broken: they may be copied.
                room = max(width - indent, 30)
                parts = wrap(content, room, break_long_words=False, break_on_hyphens=False)
            for number, part in enumerate(parts):
                lines.append(("" if place or number else heading).ljust(indent) + part)
    return "\n".join(lines) + "\n"


def _evidence(evidence: Evidence) -> list[str]:
    source = evidence.source
    title = f"{source.title} ({source.date})" if source.date else source.title
    place = ", ".join(filter(None, [title, evidence.locator]))
    statement = f"{place}: {evidence.paraphrase}" if evidence.paraphrase else place
    return [statement, *source.urls[:1]]


def _named(resource: Resource) -> str:
    return f"{resource.label} ({prefixed_name(resource.iri)})"
