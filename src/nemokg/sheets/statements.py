"""Statements of a sheet: what is named or valued, on which evidence, with which reservations."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation

from nemokg.errors import suggestion_clause
from nemokg.sheets import vocabulary as words
from nemokg.sheets.nodes import (
    entries_of,
    is_empty,
    is_list,
    is_mapping,
    items_of,
    known_entries,
    place_of,
    scalar_text,
)
from nemokg.sheets.problems import Place, Problems

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from yaml.nodes import Node

    from nemokg.sheets.nodes import Entry

# What stands below a name, never in its place.
_RESERVED = {"value", *words.STATEMENT_KEYS, *words.PIECE_KEYS}
_NUMBER = re.compile(
    rf"(?:({'|'.join(words.QUALIFIERS)}) )?(-?\d[\d.]*(?:e[+-]?\d{{1,3}})?)(?: ([a-z][a-z0-9-]*))?",
)


@dataclass(frozen=True)
class Piece:
    """What one source says at one place: whether it supports something, and in which words."""

    source: str
    locator: str
    support: str
    says: str
    place: Place


@dataclass(frozen=True)
class Statement:
    """Something named or valued, and all that a sheet says about that claim.

    `evidence` is None where it is inherited. `because` and `sure` make the claim inferred.
    """

    target: str
    place: Place
    evidence: tuple[Piece, ...] | None = None
    because: str = ""
    sure: str = ""
    scope: str = ""
    rank: str = ""
    note: str = ""
    role: str = ""
    iteration: str = ""
    phase: str = ""
    stage: str = ""
    shortcut: bool = False


@dataclass(frozen=True)
class Value:
    """A value of one kind: a number with unit and qualifier, or words, and the claim about it."""

    kind: str
    kind_place: Place
    claim: Statement
    number: Decimal | None = None
    unit: str = ""
    qualifier: str = ""
    texts: tuple[str, ...] = ()


class StatementReader:
    """Reads the statements of one sheet; what is wrong in them is added to its problems."""

    def __init__(self, problems: Problems) -> None:
        self.problems = problems

    def text(self, entries: Mapping[str, Entry], key: str) -> str:
        """Return the text of a key; empty where it is not there. A list or mapping is a problem."""
        entry = entries.get(key)
        if entry is None:
            return ""
        if is_list(entry.value) or is_mapping(entry.value):
            self.problems.add(entry.place, f"{key} is one text; write it after the colon.")
        elif not scalar_text(entry.value):
            self.problems.add(entry.place, f"{key} is empty; write its text or remove the key.")
        return scalar_text(entry.value)

    def texts(self, entries: Mapping[str, Entry], key: str) -> list[tuple[str, Place]]:
        """Return the texts of a key that has one or a list of them, with their places."""
        entry = entries.get(key)
        if entry is None:
            return []
        found = []
        for item in items_of(entry.value):
            if scalar_text(item):
                found.append((scalar_text(item), place_of(item)))
            else:
                self.problems.add(place_of(item), f"{key} is a text, or a list of texts.")
        if not found and is_empty(entry.value):
            self.problems.add(entry.place, f"{key} is empty; write its text or remove the key.")
        return found

    def choice(self, entries: Mapping[str, Entry], key: str, choices: Sequence[str]) -> str:
        """Return the text of a key that is one of some words; another one is a problem."""
        text = self.text(entries, key)
        if text and text not in choices:
            self.problems.add(
                place_of(entries[key].value),
                f"{key} is one of {', '.join(choices)}, not {text}."
                f"{suggestion_clause(text, choices)}",
            )
            return ""
        return text

    def truth(self, entries: Mapping[str, Entry], key: str) -> bool:
        """Return whether a key is true; anything but true and false is a problem."""
        return self.choice(entries, key, ("true", "false")) == "true"

    def own_evidence(
        self, entries: Mapping[str, Entry], key: str = "evidence"
    ) -> tuple[Piece, ...] | None:
        """Return the evidence that stands at a thing itself; None where there is none."""
        return self.evidence(entries[key].value) if key in entries else None

    def evidence(self, node: Node) -> tuple[Piece, ...]:
        """Return the pieces of evidence: ``SOURCE @ LOCATOR``, a mapping, or a list of these."""
        pieces = (self._piece(item) for item in items_of(node))
        found = tuple(piece for piece in pieces if piece)
        if is_empty(node):
            self.problems.add(place_of(node), "Evidence is SOURCE @ LOCATOR; write it here.")
        return found

    def _piece(self, node: Node) -> Piece | None:
        if not is_mapping(node):
            return self._cite(node, "supports", "")
        entries = known_entries(node, words.PIECE_KEYS, "Evidence", self.problems)
        says = self.text(entries, "says")
        cited = [key for key in ("source", *words.SUPPORTS) if key in entries]
        if len(cited) != 1:
            self.problems.add(
                place_of(node),
                "A piece of evidence has one of source, silent and contradicts, each with"
                " SOURCE @ LOCATOR; write one, and another piece for another source.",
            )
            return None
        support = "supports" if cited[0] == "source" else cited[0]
        return self._cite(entries[cited[0]].value, support, says)

    def _cite(self, node: Node, support: str, says: str) -> Piece | None:
        source, at, locator = scalar_text(node).partition(" @ ")
        if not at or not locator.strip() or not source.strip():
            self.problems.add(
                place_of(node),
                "Evidence is SOURCE @ LOCATOR, such as report @ §3.2 p7, with blanks around the @;"
                " write both.",
            )
            return None
        return Piece(source.strip(), locator.strip(), support, says, place_of(node))

    def statements(self, entry: Entry | None) -> list[Statement]:
        """Return what a key names: an id, a list of ids, or ids with what is said of each."""
        if entry is None:
            return []
        node = entry.value
        if is_mapping(node):
            below = entries_of(node, self.problems)
            for each in below:
                if each.key in _RESERVED:
                    self.problems.add(
                        each.place,
                        f"{each.key} says something of what {entry.key} names; write that name with"
                        f" a colon, and {each.key} below it.",
                    )
            return [self._about(each) for each in below if each.key not in _RESERVED]
        named = [
            Statement(scalar_text(item), place_of(item))
            for item in items_of(node)
            if scalar_text(item)
        ]
        if len(named) < len(list(items_of(node))) or not named:
            self.problems.add(
                entry.place,
                f"{entry.key} names ids: one, a list, or one a line with a colon and its evidence.",
            )
        return named

    def _about(self, entry: Entry) -> Statement:
        node = entry.value
        bare = Statement(entry.key, entry.place)
        if is_empty(node):
            return bare
        if not is_mapping(node) or self._is_piece(node):
            return replace(bare, evidence=self.evidence(node))
        entries = known_entries(node, words.STATEMENT_KEYS, "A statement", self.problems)
        return self.completed(bare, entries)

    def _is_piece(self, node: Node) -> bool:
        keys = {scalar_text(key) for key, _ in node.value}
        return bool(keys & set(words.PIECE_KEYS)) and not keys & set(words.STATEMENT_KEYS)

    def completed(self, bare: Statement, entries: Mapping[str, Entry]) -> Statement:
        """Return a statement with what the keys below it say."""
        because, sure = self.text(entries, "because"), ""
        if "sure" in entries:
            sure = self.choice(entries, "sure", words.CONFIDENCES)
        if because and "sure" not in entries:
            self.problems.add(
                entries["because"].place,
                "What is concluded says how sure it is; add sure, with high, medium or low.",
            )
        if sure and "because" not in entries:
            self.problems.add(
                entries["sure"].place,
                "Only what is concluded has sure; add because, with the reason, or remove sure.",
            )
        iteration = self.text(entries, "iteration")
        if iteration and not iteration.isdecimal():
            self.problems.add(entries["iteration"].place, "iteration is a whole number.")
            iteration = ""
        stage = self.text(entries, "stage")
        if stage and not stage.isdecimal():
            self.problems.add(entries["stage"].place, "stage is the number of a stage, from 1.")
            stage = ""
        return replace(
            bare,
            evidence=self.own_evidence(entries),
            because=because,
            sure=sure,
            scope=self.text(entries, "scope"),
            rank=self.choice(entries, "rank", words.RANKS),
            note=self.text(entries, "note"),
            role=self.choice(entries, "role", tuple(words.ROLES)),
            iteration=iteration,
            phase=self.choice(entries, "phase", tuple(words.PHASES)),
            stage=stage,
            shortcut=self.truth(entries, "shortcut"),
        )

    def values(self, entry: Entry | None, *, in_words: bool = False) -> list[Value]:
        """Return the values below a key, by kind; a list of values of one kind competes."""
        if entry is None:
            return []
        return [
            value
            for each in entries_of(entry.value, self.problems)
            for value in self.values_of_kind(each, in_words=in_words)
        ]

    def values_of_kind(self, entry: Entry | None, *, in_words: bool = False) -> list[Value]:
        """Return the values of one kind: one, or several that compete."""
        if entry is None:
            return []
        if is_empty(entry.value):
            self.problems.add(entry.place, f"{entry.key} has no value; write one.")
        nodes = list(items_of(entry.value))
        if in_words and not any(map(is_mapping, nodes)):  # a list of words is one value
            nodes = [entry.value]
        found = [self._value(entry, node, in_words=in_words) for node in nodes]
        return [value for value in found if value]

    def _value(self, entry: Entry, node: Node, *, in_words: bool) -> Value | None:
        bare = Statement(entry.key, place_of(node))
        shown = node
        if is_mapping(node):
            entries = known_entries(node, words.VALUE_KEYS, "A value", self.problems)
            if "value" not in entries:
                self.problems.add(place_of(node), f"{entry.key} has no value; add value.")
                return None
            shown = entries["value"].value
            bare = self.completed(bare, entries)
            if self.truth(entries, "prefer"):
                bare = replace(bare, rank="preferred")
        if in_words:
            texts = tuple(filter(None, map(scalar_text, items_of(shown))))
            return Value(entry.key, entry.place, bare, texts=texts) if texts else None
        return self._number(entry, bare, shown)

    def _number(self, entry: Entry, claim: Statement, node: Node) -> Value | None:
        match = _NUMBER.fullmatch(scalar_text(node))
        try:
            number = Decimal(match[2]) if match else None
        except InvalidOperation:
            number = None
        if match is None or number is None:
            self.problems.add(
                place_of(node),
                f"{entry.key} is a number, which may have a qualifier before it and a unit behind"
                " it, such as 5e-6 or about 12000 pairs; what is words goes to characteristics.",
            )
            return None
        return Value(entry.key, entry.place, claim, number, match[3] or "", match[1] or "")
