"""Answers that are kept in memory: the data do not change while they are served."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from typing import Any

_SHARE = 64


class Kept:
    """The answers last asked for, up to a number of bytes in all; 0 keeps none.

    >>> kept = Kept(128_000)
    >>> kept.put("a", ({}, b"x" * 90))
    >>> kept.put("b", ({}, b"x" * 60_000))  # too large a share
    >>> kept.get("a") is not None, kept.get("b")
    (True, None)
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._size = 0
        self._found: OrderedDict[Hashable, tuple[dict[str, Any], bytes]] = OrderedDict()

    def get(self, key: Hashable) -> tuple[dict[str, Any], bytes] | None:
        """Return an answer, or None."""
        found = self._found.get(key)
        if found is not None:
            self._found.move_to_end(key)
        return found

    def put(self, key: Hashable, answer: tuple[dict[str, Any], bytes]) -> None:
        """Keep an answer; those not asked for longest go."""
        size = _weight(key, answer)
        if size > self._most // _SHARE or key in self._found:
            return
        self._found[key] = answer
        self._size += size
        while self._size > self._most:
            old, gone = self._found.popitem(last=False)
            self._size -= _weight(old, gone)


def _weight(key: Hashable, answer: tuple[dict[str, Any], bytes]) -> int:
    # Beside the bytes of the answer, about what the objects around them take.
    text = key[1] if isinstance(key, tuple) and len(key) > 1 else ""
    return len(answer[1]) + (len(text) if isinstance(text, str) else 0) + 1000
