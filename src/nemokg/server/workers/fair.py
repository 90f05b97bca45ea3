"""A queue in which clients take turns, however many requests each of them has in it."""

from __future__ import annotations

from collections import OrderedDict, deque
from typing import Generic, TypeVar

T = TypeVar("T")


class FairQueue(Generic[T]):
    """Items of clients: the next is that of the client who has waited longest for a turn.

    >>> queue = FairQueue()
    >>> for client, item in [("a", 1), ("a", 2), ("a", 3), ("b", 4)]:
    ...     queue.put(client, item)
    >>> [queue.get() for _ in range(len(queue))]
    [1, 4, 2, 3]
    """

    def __init__(self) -> None:
        self._clients: OrderedDict[str, deque[T]] = OrderedDict()
        self._count = 0

    def __len__(self) -> int:
        return self._count

    def of(self, client: str) -> int:
        """Return how many items a client has in the queue."""
        return len(self._clients.get(client, ()))

    def put(self, client: str, item: T) -> None:
        """Add an item behind the others of its client."""
        self._clients.setdefault(client, deque()).append(item)
        self._count += 1

    def get(self) -> T:
        """Take the next item out; KeyError where there is none."""
        client, items = self._clients.popitem(last=False)
        if len(items) > 1:
            self._clients[client] = items  # at the end of the line
        self._count -= 1
        return items.popleft()
