"""The checklists of ontology engineering, applied to the ontology, and the page that says how."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from checklists import foops, oops, oops_properties, practices, robot
from checklists.elsewhere import DOES_NOT_APPLY, NEEDS_THE_NETWORK, OPEN
from checklists.material import Material
from checklists.registry import CHECKS, Item, items

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = [
    "Result",
    "foops",
    "oops",
    "oops_properties",
    "page",
    "practices",
    "result",
    "results",
    "robot",
]

PASSES, FAILS, IS_OPEN = "passes", "**fails**", "open"
NETWORK, NOT_APPLICABLE = "needs the network", "does not apply"
_SUITES = {
    "FOOPS": "[FOOPS!](https://w3id.org/foops/): FAIR principles",
    "OOPS": "[OOPS!](https://oops.linkeddata.es/): pitfalls",
    "ROBOT-report": "[ROBOT report](https://robot.obolibrary.org/report): rules",
    "OBO": "[OBO Foundry](https://obofoundry.org/principles/fp-000-summary.html): principles",
    "Widoco-BP": "[Widoco](https://dgarijo.github.io/Widoco/doc/bestPractices/index-en.html):"
    " best practices",
}
_HEAD = """# Checklists

How the ontology fares on the checklists that the field uses. Every item that can be checked without
the network is checked by a program. The tests run the same checks, and run each of them on an
ontology broken for it, in which it must find the fault. `make checklists` writes this page.

"""


@dataclass(frozen=True)
class Result:
    """What came of an item: what was looked at, the verdict, and a remark."""

    item: Item
    reading: str
    verdict: str
    remark: str = ""


def results(material: Material) -> list[Result]:
    """Return the result of every item, in the order of the lists."""
    return [result(item, material) for item in items()]


def result(item: Item, material: Material) -> Result:
    """Return the result of one item."""
    if item.key in NEEDS_THE_NETWORK:
        return Result(item, "", NETWORK, NEEDS_THE_NETWORK[item.key])
    if item.key in DOES_NOT_APPLY:
        return Result(item, "", NOT_APPLICABLE, DOES_NOT_APPLY[item.key])
    check = CHECKS[item.key]
    problems = check.run(material)
    expected, reason = OPEN.get(item.key, ([], ""))
    if problems == expected:
        remark = f"{', '.join(problems)}: {reason}" if problems else ""
        return Result(item, check.reading, IS_OPEN if problems else PASSES, remark)
    return Result(item, check.reading, FAILS, "; ".join(problems[:3]))


def page(found: list[Result]) -> str:
    """Return the page with a table for each list."""
    verdicts = (PASSES, IS_OPEN, FAILS, NETWORK, NOT_APPLICABLE)
    counts = Counter((each.item.suite, each.verdict) for each in found)
    head = [["list", *verdicts, "items"]]
    for suite, title in _SUITES.items():
        row = [counts[suite, verdict] for verdict in verdicts]
        head.append([title, *map(str, row), str(sum(row))])
    totals = [sum(counts[suite, verdict] for suite in _SUITES) for verdict in verdicts]
    head.append(["all", *map(str, totals), str(len(found))])
    parts = [_HEAD + _table(head)]
    for suite, title in _SUITES.items():
        rows = [["item", "level", "requirement", "what is checked", "result", "remark"]]
        rows += [
            [e.item.id, e.item.level.lower(), e.item.wording, e.reading, e.verdict, e.remark]
            for e in found if e.item.suite == suite
        ]  # fmt: skip
        parts.append(f"## {title}\n\n{_table(rows)}")
    return "\n".join(parts)


def _table(rows: Iterable[list[str]]) -> str:
    lines = ["| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in rows]
    lines.insert(1, "|" + " --- |" * (lines[0].count(" | ") + 1))
    return "\n".join(lines) + "\n"
