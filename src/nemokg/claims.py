"""Claims with all that is known about them: their triple, status, evidence, rivals, conflicts."""

from __future__ import annotations

from dataclasses import asdict, dataclass

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
    """A citable document: `date` is when it was issued or last modified, if that is recorded.

    `tier` says how near the source is to the people who trained the models; `identifier` is one
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
        """Who is cited as having written it: the creators, or else the publisher."""
        return self.creators or ((self.publisher,) if self.publisher else ())

    @property
    def primary(self) -> bool:
        """Whether it comes from the people who trained the models."""
        return (self.tier or "").startswith("primary")


@dataclass(frozen=True)
class Evidence:
    """What one source says about a claim, at one place: `support` is a local name.

    It is ``supports``, ``silent`` or ``contradicts``.
    """

    iri: str
    source: Source
    locator: str
    support: str
    paraphrase: str | None


@dataclass(frozen=True)
class Conflict:
    """A place where sources disagree, and how the dataset represents that."""

    iri: str
    identifier: str
    label: str
    description: str
    resolution: str | None


@dataclass(frozen=True)
class Claim:
    """A statement of the graph as a thing of its own.

    `status`, `rank`, `confidence`, `phase` and `roles` are local names; what the data do not say
    is None or empty. `competing` are the claims that this one competes with, and the reverse;
    `values` is what the object says where it is a quantity or characteristic.
    """

    iri: str
    label: str
    subject: Resource
    predicate: Resource
    object: Resource
    status: str
    rank: str
    pipeline: Resource | None
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
        """Return the claim for people, fitted to a width where one is given."""
        from nemokg.explanation import text

        return text(self, width)

    def as_dict(self) -> dict[str, Any]:
        """Return the claim as values that JSON can hold, its class as ``type``."""
        return {"type": type(self).__name__, **asdict(self)}

    def _repr_html_(self) -> str:
        from nemokg import html
        from nemokg.explanation import sections

        return html.definitions(self.label, sections(self))


@dataclass(frozen=True)
class Denial(Claim):
    """A claim that a triple does not hold."""

    @property
    def denies(self) -> bool:
        """Whether the claim is that the triple does not hold."""
        return True
