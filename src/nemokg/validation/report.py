"""The values that describe a dataset: what it holds, and where it breaks the shapes."""

from __future__ import annotations

from dataclasses import asdict, dataclass

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping


VALIDATORS = ("auto", "compiled", "pyshacl")


@dataclass(frozen=True)
class Finding:
    """One way in which the data break a shape, with the place to correct it.

    `focus` is an IRI, `label` its ``rdfs:label``; `rule` is the local name of the shape; `path` and
    `value` are the property and the value that broke it, where there is one; `file` and `line` are
    where the block of the focus begins.
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


@dataclass(frozen=True)
class ValidationReport:
    """The result of a validation: findings in a stable order, counts, and SHACL's own report.

    `validator` is the one that was used, or both; `notes` say why it was not the compiled one
    alone, and what in the shapes does not decide.
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
        """Return everything but the Turtle, as values that JSON can hold."""
        parts = asdict(self)
        del parts["turtle"]
        return parts


@dataclass(frozen=True)
class Info:
    """What a dataset holds: the kinds of its layers, and counts by section and name.

    `version` is that of nemokg, and `origin` what was named to open the dataset; `stated` says that
    it is the view of what is stated.
    """

    version: str
    origin: tuple[str, ...]
    layers: tuple[str, ...]
    stated: bool
    files: int
    triples: int
    counts: Mapping[str, Mapping[str, int]]

    def as_dict(self) -> dict[str, object]:
        """Return the parts as values that JSON can hold."""
        return asdict(self)
