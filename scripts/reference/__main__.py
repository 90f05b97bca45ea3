"""Writes the reference pages; ``make docs`` runs it."""

from __future__ import annotations

from pathlib import Path

from reference import pages

ROOT = Path(__file__).parents[2]

# All are made before any is written, so that a failure leaves every page as it was.
for path, text in pages().items():
    (ROOT / path).write_text(text, encoding="utf-8", newline="\n")
