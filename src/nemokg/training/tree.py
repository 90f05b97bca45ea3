"""A lineage as a tree: the steps from model to model, and how they are drawn as text."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from nemokg.characters import visible_text
from nemokg.rdf.blank_nodes import resource_term
from nemokg.rdf.results import Table
from nemokg.rdf.vocab import PREFIXES, local_name, prefixed_name
from nemokg.training.edges import INITIALIZED_FROM, WEIGHTS
from nemokg.training.names import local_or_prefixed_name, spaced_words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

_UNICODE = {
    "stated": "●", "attributed": "◐", "inferred": "○", "": "·",
    "fork": "├── ", "last": "└── ", "pass": "│   ", "gap": "    ",
    "above": "↑ shown above", "cut": "…",
}  # fmt: skip
_ASCII = {
    "stated": "[s]", "attributed": "[a]", "inferred": "[i]", "": "[-]",
    "fork": "|-- ", "last": "`-- ", "pass": "|   ", "gap": "    ",
    "above": "^ shown above", "cut": "...",
}  # fmt: skip

_SHORTCUT = "[shortcut]"


@dataclass(frozen=True)
class Step:
    """An edge of the lineage: its triple, kind of influence, and what its claim says about it.

    All but `kind`, `status` (local names) and `shortcut` are IRIs; `claim` and `status` are empty
    if there is no claim about the edge.
    """

    subject: str
    predicate: str
    object: str
    kind: str
    status: str
    claim: str
    shortcut: bool


@dataclass(frozen=True)
class Lineage:
    """A model in a lineage, with the step that leads to it (None for the first) and its children.

    `repeated` says that it was shown above with its children, `cut` that the requested depth ends
    here although more is recorded. Printing the first one prints the tree.
    """

    iri: str
    label: str
    step: Step | None
    children: tuple[Lineage, ...]
    repeated: bool = False
    cut: bool = False

    def __str__(self) -> str:
        return self.text()

    def text(self, ascii_only: bool = False) -> str:
        """Return the tree as text, in ASCII if requested."""
        return render_tree(self, ascii_only)

    def steps(self) -> tuple[Step, ...]:
        """Return the steps of the tree, each once, in the order in which they are shown."""
        own_step = [self.step] if self.step else []
        below = [step for child in self.children for step in child.steps()]
        return tuple(dict.fromkeys([*own_step, *below]))

    def as_table(self) -> Table:
        """Return the steps as a table, one row each."""
        from pyoxigraph import Literal, NamedNode

        columns = ("subject", "predicate", "object", "kind", "status", "shortcut", "claim")
        rows = [
            (
                resource_term(step.subject), NamedNode(step.predicate), resource_term(step.object),
                Literal(step.kind), NamedNode(PREFIXES["nemo"] + step.status) if step.status
                else None, Literal(step.shortcut), NamedNode(step.claim) if step.claim else None,
            )
            for step in self.steps()
        ]  # fmt: skip
        return Table(columns, tuple(rows))

    def as_dict(self) -> dict[str, object]:
        """Return the tree as JSON-compatible values."""
        return asdict(self)

    def _repr_html_(self) -> str:
        from nemokg.rdf import html

        return html.preformatted_block(self.text())


def can_draw_tree(encoding: str) -> bool:
    """Whether an encoding has the characters that the tree is drawn with.

    >>> can_draw_tree("utf-8"), can_draw_tree("latin-1"), can_draw_tree("no-such-encoding")
    (True, False, False)
    """
    try:
        "".join(_UNICODE.values()).encode(encoding)
    except (LookupError, UnicodeEncodeError):
        return False
    return True


def render_tree(root: Lineage, ascii_only: bool = False) -> str:
    """Return a tree as text, followed by a legend of the marks of status.

    >>> model = "https://w3id.org/nemokg/model/"
    >>> step = Step(model + "b", INITIALIZED_FROM, model + "a", WEIGHTS, "stated", "", False)
    >>> base = Lineage(model + "a", "Base", step, ())
    >>> print(render_tree(Lineage(model + "b", "Student", None, (base,))), end="")
    Student (b)
    └── ● Base (a)
    <BLANKLINE>
    ● stated
    """
    signs = _ASCII if ascii_only else _UNICODE
    lines = [_title(root)]
    lines += _below(root, "", signs)
    if not root.children:
        lines.append(f"{signs['last']}nothing recorded")
    steps = root.steps()
    seen = {step.status for step in steps}
    legend = [f"{signs[status]} {status}" for status in signs if status and status in seen]
    legend += [f"{signs['']} no claim"] if "" in seen else []
    legend += [f"{_SHORTCUT} a longer path is recorded"] if any(s.shortcut for s in steps) else []
    return visible_text("\n".join([*lines, *(["", "  ".join(legend)] if legend else [])]) + "\n")


def _below(node: Lineage, indent: str, signs: dict[str, str]) -> Iterator[str]:
    for place, child in enumerate(node.children, 1):
        last = place == len(node.children)
        yield indent + signs["last" if last else "fork"] + _line(child, signs)
        yield from _below(child, indent + signs["gap" if last else "pass"], signs)


def _line(node: Lineage, signs: dict[str, str]) -> str:
    assert node.step is not None  # only the root has none
    parts = [signs[node.step.status], _title(node)]
    parts += _remarks(node.step)
    parts += [signs["above"]] if node.repeated else []
    parts += [signs["cut"]] if node.cut else []
    return " ".join(parts)


def _title(node: Lineage) -> str:
    name = local_or_prefixed_name(node.iri)
    return name if node.label == prefixed_name(node.iri) else f"{node.label} ({name})"


def _remarks(step: Step) -> list[str]:
    """Return the kind of a step; by which one weights come, unless by an initialisation."""
    words = spaced_words(local_name(step.predicate)) if step.kind == WEIGHTS else step.kind
    kind = [] if step.predicate == INITIALIZED_FROM else [f"[{words}]"]
    return kind + ([_SHORTCUT] if step.shortcut else [])
