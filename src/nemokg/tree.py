"""Drawing a lineage as a tree of lines."""

from __future__ import annotations

from nemokg.names import local
from nemokg.vocab import compact

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from nemokg.lineage import Lineage, Step

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


def can_show(encoding: str) -> bool:
    """Whether an encoding has the signs of the tree.

    >>> can_show("utf-8"), can_show("latin-1"), can_show("no-such-encoding")
    (True, False, False)
    """
    try:
        "".join(_UNICODE.values()).encode(encoding)
    except (LookupError, UnicodeEncodeError):
        return False
    return True


def render(root: Lineage, ascii_only: bool = False) -> str:
    """Return a tree as text, a legend of the marks of status below it.

    >>> from nemokg.lineage import Lineage, Step
    >>> model = "https://w3id.org/nemokg/model/"
    >>> step = Step(model + "b", "urn:x:from", model + "a", "weights", "stated", "", False)
    >>> base = Lineage(model + "a", "Base", step, ())
    >>> print(render(Lineage(model + "b", "Student", None, (base,))), end="")
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
    legend += [f"{_SHORTCUT} a longer way is recorded"] if any(s.shortcut for s in steps) else []
    return "\n".join([*lines, *(["", "  ".join(legend)] if legend else [])]) + "\n"


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
    name = local(node.iri)
    return name if node.label == compact(node.iri) else f"{node.label} ({name})"


def _remarks(step: Step) -> list[str]:
    kind = [] if step.kind == "weights" else [f"[{step.kind}]"]
    return kind + ([_SHORTCUT] if step.shortcut else [])
