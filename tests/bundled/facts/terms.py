"""How a value is written on both sides of the audit, so that records can be compared as text."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

SafeLoader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The same loader in C where PyYAML has it: ten times as fast."""
HERE = Path(__file__).parent
PIPELINE = "pipeline:nemotron-3-ultra"

Record = dict[str, frozenset[str]]
"""Field to values: a predicate as a prefixed name, or a phrase where the field is derived."""
Kinds = dict[str, dict[str, Record]]
"""Kind of thing to item to record; items are prefixed names."""


def text(words: str, language: str = "en") -> str:
    """Words in quotes, with their language where it is not English."""
    return json.dumps(words, ensure_ascii=False) + (f"@{language}" if language != "en" else "")


def number(value: int | float | str) -> str:
    """Return a number without exponent or trailing zeros, so that 5.0e9 equals 5000000000."""
    return format(Decimal(str(value)).normalize(), "f")


def value(given: bool | int | float | str) -> str:
    """Return a truth value, number or words as the facts hold it."""
    if isinstance(given, bool):
        return str(given).lower()
    return text(given) if isinstance(given, str) else number(given)


def witness(source: str, locator: str, support: str, paraphrase: str | None) -> str:
    """One piece of evidence on one line."""
    return " | ".join([source, locator, support, *([paraphrase] if paraphrase else [])])


def kebab(key: str) -> str:
    """Return a key of the facts as the data spell it in identifiers: peak-learning-rate.

    >>> kebab("peakLearningRate"), kebab("packed samples")
    ('peak-learning-rate', 'packed-samples')
    """
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])|[ _]", "-", key).lower()


def record(fields: Mapping[str, Iterable[str] | str | None]) -> Record:
    """Return a record of the fields that have values."""
    sets = {
        name: frozenset([given] if isinstance(given, str) else given or ())
        for name, given in fields.items()
    }
    return {name: values for name, values in sets.items() if values}


def each(entries: Iterable[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield the entries, to be emptied by the reader: a key that nobody takes is an error."""
    for entry in entries:
        left = dict(entry)
        yield left
        if left:
            raise ValueError(f"the audit does not read {sorted(left)} of {entry}")


def baseline(name: str) -> dict[str, Any]:
    """One YAML file of the baseline."""
    words = (HERE / name).read_text(encoding="utf-8")
    loaded: dict[str, Any] = yaml.load(words, Loader=SafeLoader)  # noqa: S506
    return loaded
