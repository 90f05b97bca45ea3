"""How many bytes of answers clients have not taken yet: those who read slowly hold memory."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from nemokg.server.workers.jobs import Refusal

# In answers of the largest size.
_OF_ONE = 5
_OF_ALL = 30
# What is smaller is not worth the counting.
SMALL = 100_000


class Held:
    """Counts the bytes that are held for clients, for each and for all.

    >>> held = Held(1_000_000)
    >>> with held.by("a", 4_000_000), held.by("b", 2_000_000):
    ...     with held.by("a", 2_000_000):
    ...         pass
    Traceback (most recent call last):
    nemokg.server.workers.jobs.Refusal: Take the answers ...
    """

    def __init__(self, largest: int) -> None:
        self._largest = largest
        self._clients: Counter[str] = Counter()

    @contextmanager
    def by(self, client: str, size: int) -> Iterator[None]:
        """Count an answer while it is sent; Refusal where that is too much."""
        if self._clients[client] + size > _OF_ONE * self._largest:
            raise Refusal(429, "Take the answers that you have asked for before you ask for more.")
        if self._clients.total() + size > _OF_ALL * self._largest:
            raise Refusal(503, "Too many answers are on their way; come back in a moment.")
        self._clients[client] += size
        try:
            yield
        finally:
            self._clients[client] -= size
            if not self._clients[client]:
                del self._clients[client]
