"""Writes the page of the checklists; ``make checklists`` runs it. Fails where an item fails."""

from __future__ import annotations

import sys
from pathlib import Path

from checklists import FAILS, page, results
from checklists.material import Material

ROOT = Path(__file__).parents[2]

found = results(Material.read(ROOT))
(ROOT / "docs" / "checklists.md").write_text(page(found), encoding="utf-8", newline="\n")
failing = [each for each in found if each.verdict == FAILS]
for each in failing:
    print(*each.item.key, each.remark, sep=": ", file=sys.stderr)
sys.exit(bool(failing))
