"""The commented start of a sheet, which checks without a problem and waits to be rewritten."""

from __future__ import annotations

import re

from nemokg.errors import InputError

_START = """\
# yaml-language-server: $schema=./nemokg-sheet.schema.json
# A pipeline written down. `nemokg sheet check FILE` says what is wrong, and where;
# `nemokg sheet build FILE` writes the Turtle; `nemokg sheet schema` is for completion in editors.
# Evidence is SOURCE @ LOCATOR. What has none of its own takes that of its model, else of the sheet.
# One key a line, indented; no braces.
sheet: 1

dataset:                        # who publishes this; leave it out in a pipeline for nemokg itself
  base: https://example.org/{id}/          # the names below go into this namespace
  title: "{label}: who trains whom"
  creators: [Your Name]
  license: https://creativecommons.org/licenses/by/4.0/
  version: "1"
  issued: {today}

pipeline:
  id: {id}
  label: {label}
  definition: Post-training of {label}, from the base model to the release.
  primary: {id}-work             # the work of those who trained it: what it says outright is stated
  released: {id}

sources:
  {id}-work:
    title: {label} as published by its makers
    kind: release
    tier: primary
    work: true                  # paper, cards and code together: cited by its parts, never whole
  {id}-report:
    title: Report on {label}
    kind: technical-report
    tier: primary
    url: https://example.org/{id}/report.pdf
    part-of: {id}-work

evidence: {id}-report @ whole text

models:                         # what this pipeline makes, in the order in which it is made
  {id}-sft:
    label: {label} SFT
    definition: The base model after supervised fine-tuning.
    evidence: {id}-report @ §2
    from: base-model            # an id, a list of ids, or ids with their evidence
    stages:
      - algorithm: sft
        data: {id}-instructions
        quantities:
          epochs: 2
  {id}:
    label: {label}
    definition: The released model, after reinforcement learning.
    evidence: {id}-report @ §3
    from:
      {id}-sft: {id}-report @ §3.1
    stages:
      - algorithm: [rlvr, grpo]

externals:                      # models of others that take part
  base-model:
    label: Base model
    definition: Where the training starts.
  helper-model:
    label: Helper model
    definition: Writes the instructions.

datasets:
  {id}-instructions:
    label: Instructions
    generated-by:
      helper-model:
        because: The report thanks its makers for the answers, without saying which.
        sure: medium            # because and sure make the claim inferred
        evidence:
          source: {id}-report @ §2.1
          says: thanks for answers
"""
_ID = re.compile(r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?")


def sheet_start(name: str, today: str) -> str:
    """Return the start of a sheet for a pipeline with this id; `today` is a date.

    Raises InputError if it is no id.

    >>> sheet_start("heron", "2026-01-31").splitlines()[5]
    'sheet: 1'
    """
    if not _ID.fullmatch(name):
        raise InputError(
            f'"{name}" is no id; use lower-case letters, digits and hyphens, such as heron-7b.'
        )
    label = " ".join(part.capitalize() for part in name.split("-"))
    return _START.format(id=name, label=label, today=today)
