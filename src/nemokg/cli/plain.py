"""Reading a plain command line without argparse, whose import is a third of a cold start.

Plain is a command line with its positional words first, options written out and values in words of
their own. Whatever else there is (help, abbreviations, mistakes) is left to argparse, which reads
the same declarations.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence
    from typing import Any


class Arguments:
    """The values of a command line, as attributes."""


class Plain:
    """Takes the declarations of a command as argparse does, and reads what is plain.

    >>> plain = Plain()
    >>> plain.add_argument("name")
    >>> plain.add_argument("--limit", type=int)
    >>> vars(plain.read(["edges", "--limit", "3"]))
    {'name': 'edges', 'limit': 3}
    >>> plain.read(["edges", "--help"]) is None
    True
    """

    def __init__(self, exclusive: Plain | None = None) -> None:
        self._options: dict[str, dict[str, Any]] = exclusive._options if exclusive else {}
        self._words: list[dict[str, Any]] = exclusive._words if exclusive else []
        self._group: object = self if exclusive else None

    def add_argument(self, *names: str, **declared: Any) -> None:
        """Declare a positional word or an option, as argparse.ArgumentParser.add_argument does."""
        name = next((name for name in names if name.startswith("--")), names[0])
        declared |= {"dest": name.lstrip("-").replace("-", "_"), "group": self._group}
        if not name.startswith("-"):
            self._words.append(declared)
        for option in names if name.startswith("-") else ():
            self._options[option] = declared

    def add_mutually_exclusive_group(self) -> Plain:
        """Return what declares options of which one may be given."""
        return Plain(exclusive=self)

    def read(self, words: Sequence[str]) -> Namespace | None:
        """Return the values, or None where a word is not plain."""
        values = {
            declared["dest"]: declared.get("default", False if "action" in declared else None)
            for declared in (*self._words, *self._options.values())
        }
        taken: dict[object, str] = {}
        at = 0
        for declared in self._words:
            if at < len(words) and not words[at].startswith("-"):
                values[declared["dest"]] = words[at]
                at += 1
            elif declared.get("nargs") != "?":
                return None
        while at < len(words):
            option = self._options.get(words[at])
            if option is None:
                return None
            dest, group = option["dest"], option["group"]
            if group is not None and taken.setdefault(group, dest) != dest:
                return None
            end = at + 1
            several = option.get("nargs") == "+"
            while end < len(words) and not words[end].startswith("-"):
                end += 1
            found, at = words[at + 1 : end], end
            if option.get("action") == "store_true":
                found = [] if found else ["true"]
            if not found or (len(found) > 1 and not several):
                return None
            value = _value(option, found[0])
            if value is None:
                return None
            values[dest] = [*(values[dest] or ()), *found] if several else value
        arguments = Arguments()
        vars(arguments).update(values)
        return arguments  # type: ignore[return-value]


def _value(declared: dict[str, Any], word: str) -> Any:
    """Return the value that a word gives to an option, or None where it does not fit."""
    if declared.get("action") == "store_true":
        return True
    try:
        value = declared.get("type", str)(word)
    except ValueError:
        return None
    return value if value in declared.get("choices", (value,)) else None
