"""The memory that responses take: in the cache, or on their way to a client."""

from __future__ import annotations

from collections import Counter, OrderedDict
from collections.abc import Hashable, Iterator
from contextlib import contextmanager

from nemokg.server.refusal import Refusal
from nemokg.server.workers.lane import Answer

# One answer may take so small a part of the cache.
_LARGEST_SHARE = 64
# Unsent bytes, in answers of the largest size.
_UNSENT_PER_CLIENT = 5
_UNSENT_IN_ALL = 30
# What is smaller is not worth the counting.
SMALL = 100_000


class AnswerCache:
    """The responses requested last, up to a number of bytes in total; 0 caches none.

    The data do not change while they are served.

    >>> cache = AnswerCache(128_000)
    >>> cache.put("a", ({}, b"x" * 90))
    >>> cache.put("b", ({}, b"x" * 60_000))  # too large a share
    >>> cache.get("a") is not None, cache.get("b")
    (True, None)
    """

    def __init__(self, capacity: int) -> None:
        self._capacity = capacity
        self._size = 0
        self._answers: OrderedDict[Hashable, Answer] = OrderedDict()

    def get(self, key: Hashable) -> Answer | None:
        """Return an answer, or None."""
        answer = self._answers.get(key)
        if answer is not None:
            self._answers.move_to_end(key)
        return answer

    def put(self, key: Hashable, answer: Answer) -> None:
        """Cache an answer; those not asked for longest go."""
        size = _weight(key, answer)
        if size > self._capacity // _LARGEST_SHARE or key in self._answers:
            return
        self._answers[key] = answer
        self._size += size
        while self._size > self._capacity:
            oldest, evicted = self._answers.popitem(last=False)
            self._size -= _weight(oldest, evicted)


def _weight(key: Hashable, answer: Answer) -> int:
    # Beside the bytes of the answer, about what the objects around them take.
    text = key[1] if isinstance(key, tuple) and len(key) > 1 else ""
    return len(answer[1]) + (len(text) if isinstance(text, str) else 0) + 1000


class UnsentAnswers:
    """Counts the bytes of responses that clients have not read yet, per client and in total.

    Clients that read slowly hold memory.

    >>> unsent = UnsentAnswers(1_000_000)
    >>> with unsent.count_while_sent("a", 4_000_000), unsent.count_while_sent("b", 2_000_000):
    ...     with unsent.count_while_sent("a", 2_000_000):
    ...         pass
    Traceback (most recent call last):
    nemokg.server.refusal.Refusal: Read the responses ...
    """

    def __init__(self, largest_answer: int) -> None:
        self._largest_answer = largest_answer
        self._bytes: Counter[str] = Counter()

    @contextmanager
    def count_while_sent(self, client: str, size: int) -> Iterator[None]:
        """Count an answer while it is sent; Refusal where that is too much."""
        if self._bytes[client] + size > _UNSENT_PER_CLIENT * self._largest_answer:
            raise Refusal(429, "Read the responses you have requested before requesting more.")
        if self._bytes.total() + size > _UNSENT_IN_ALL * self._largest_answer:
            raise Refusal(503, "Too many responses are waiting to be read; try again in a moment.")
        self._bytes[client] += size
        try:
            yield
        finally:
            self._bytes[client] -= size
            if not self._bytes[client]:
                del self._bytes[client]
