"""The values that describe a dataset: its contents, and where it violates the shapes."""

from __future__ import annotations

from dataclasses import asdict, dataclass

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping


VALIDATORS = ("auto", "compiled", "pyshacl")


@dataclass(frozen=True)
class Place:
    """A file and, where it is text whose lines are known, the line at which a block begins."""

    file: str
    line: int | None


@dataclass(frozen=True)
class Finding:
    """One violation of a shape by the data, with the places to fix.

    `focus` is an IRI, `label` its ``rdfs:label``; `rule` is the local name of the shape; `path` and
    `value` are the property and the value that violate it, if there is one; `file` and `line` are
    where the block of the focus node begins. Where statements meet that cannot all hold,
    `further_places` are those of the others.
    """

    focus: str
    label: str | None
    rule: str
    message: str
    severity: str
    path: str | None
    value: str | None
    file: str | None
    line: int | None
    further_places: tuple[Place, ...] = ()


@dataclass(frozen=True)
class ValidationReport:
    """The result of a validation: findings in a stable order, counts, and SHACL's own report.

    `validator` is the one that was used, or both; `notes` say why the compiled one was not enough,
    and what in the shapes has no effect.
    """

    conforms: bool
    findings: tuple[Finding, ...]
    claims: int
    triples: int
    rules: int
    turtle: str
    validator: str = "compiled"
    notes: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, object]:
        """Return everything except the Turtle, as JSON-compatible values."""
        parts = asdict(self)
        del parts["turtle"]
        return parts


@dataclass(frozen=True)
class Info:
    """The contents of a dataset: the kinds of its layers, and counts by section and name.

    `version` is that of nemokg, and `origin` lists what the dataset was opened from; `stated` says
    that it is the stated-only view. `triples` are those asserted, `entailed` those that are there
    because these entail them; the other counts are of both, and of own files where there are some.
    `layer_triples` are how many triples each layer adds to those beneath it, the uppermost first.
    """

    version: str
    origin: tuple[str, ...]
    layers: tuple[str, ...]
    stated: bool
    files: int
    triples: int
    layer_triples: Mapping[str, int]
    entailed: int
    counts: Mapping[str, Mapping[str, int]]

    def as_dict(self) -> dict[str, object]:
        """Return the parts as JSON-compatible values."""
        return asdict(self)
