"""What a sheet says, as values: models, data, stages, statements, each with its place."""

from __future__ import annotations

from dataclasses import dataclass, field

TYPE_CHECKING = False
if TYPE_CHECKING:
    from nemokg.sheets.problems import Place
    from nemokg.sheets.statements import Piece, Statement, Value

    Texts = list[tuple[str, Place]]


@dataclass
class Publication:
    """Who publishes the dataset; `base` is the namespace of its resources, or empty for ours."""

    place: Place
    iri: str = ""
    base: str = ""
    title: str = ""
    creators: Texts = field(default_factory=list)
    publisher: str = ""
    license: str = ""
    version: str = ""
    issued: str = ""


@dataclass
class Pipeline:
    """The pipeline that a sheet describes: ids of its primary work and of what it releases."""

    id: str
    place: Place
    label: str
    definition: str
    primary: str
    primary_place: Place
    released: Texts
    explainer: str = ""
    explainer_drawing: str = ""


@dataclass
class Source:
    """A source: `fields` are its texts by key; `work` says that only its parts are cited."""

    id: str
    place: Place
    fields: dict[str, str]
    creators: Texts = field(default_factory=list)
    part_of: str = ""
    edition_of: str = ""
    work: bool = False


@dataclass
class Term:
    """A term that the shared vocabulary lacks: technique, kind, unit or benchmark."""

    id: str
    place: Place
    section: str
    fields: dict[str, str]
    also: Texts = field(default_factory=list)
    evidence: tuple[Piece, ...] | None = None


@dataclass
class Clause:
    """A clause of a licence that comes along with weights or outputs."""

    place: Place
    section: str
    reaches: str
    says: str
    evidence: tuple[Piece, ...] | None


@dataclass
class Licence:
    """A licence, with the clauses that come along."""

    id: str
    place: Place
    label: str
    identifier: str
    url: str
    clauses: list[Clause]


@dataclass
class Stage:
    """A stage of training, by its place in the order from 1."""

    place: Place
    order: int
    label: str
    algorithms: list[Statement]
    data: list[Statement]
    settings: list[Value]
    characteristics: list[Value]
    evidence: tuple[Piece, ...] | None
    note: str


@dataclass
class Score:
    """A result of a model on a benchmark."""

    benchmark: str
    place: Place
    value: Value
    fields: dict[str, str]


@dataclass
class Thing:
    """A participant or data: `edges` by key of the sheet, `denied` likewise.

    `section` is models, externals or datasets. `fields` are its other texts by key.
    """

    id: str
    place: Place
    section: str
    fields: dict[str, str]
    also: Texts = field(default_factory=list)
    languages: Texts = field(default_factory=list)
    roles: Texts = field(default_factory=list)
    possibly_same: Texts = field(default_factory=list)
    unnamed: bool = False
    evidence: tuple[Piece, ...] | None = None
    card: tuple[Piece, ...] | None = None
    edges: dict[str, list[Statement]] = field(default_factory=dict)
    denied: dict[str, list[Statement]] = field(default_factory=dict)
    license: list[Statement] = field(default_factory=list)
    maker: list[Statement] = field(default_factory=list)
    size: list[Value] = field(default_factory=list)
    quantities: list[Value] = field(default_factory=list)
    characteristics: list[Value] = field(default_factory=list)
    start: list[Value] = field(default_factory=list)
    stages: list[Stage] = field(default_factory=list)
    scores: list[Score] = field(default_factory=list)


@dataclass
class Comment:
    """A remark, or, in the section conflicts, a conflict between sources."""

    id: str
    place: Place
    section: str
    about: Texts
    fields: dict[str, str]
    evidence: tuple[Piece, ...] | None


@dataclass
class Sheet:
    """A sheet that was read. `things` are models, externals and data, in their order."""

    publication: Publication | None
    pipeline: Pipeline
    evidence: tuple[Piece, ...] | None
    sources: dict[str, Source]
    terms: list[Term]
    licences: dict[str, Licence]
    things: dict[str, Thing]
    comments: list[Comment]
    turtle: str = ""
    turtle_place: Place | None = None

    @property
    def base(self) -> str:
        """The namespace of its resources; empty for ours."""
        return self.publication.base if self.publication else ""
