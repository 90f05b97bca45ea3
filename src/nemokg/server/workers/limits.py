"""What one request, one client and all of them together may take."""

from __future__ import annotations

import os
from dataclasses import dataclass

MEGABYTE = 1_000_000


@dataclass(frozen=True)
class Limits:
    """The limits of a server; the defaults suit a small one that is open to everybody.

    A query runs in the quick lane first, and after `patience` seconds in the long one, whose
    processes have a low priority: what takes its time holds up nobody else. A request waits `turn`
    seconds at most for a process.

    >>> Limits().seconds
    10.0
    """

    workers: int = max(2, os.cpu_count() or 2)
    long_workers: int = max(1, (os.cpu_count() or 2) // 2)
    patience: float = 0.2
    seconds: float = 10.0
    turn: float = 30.0
    memory: int = 512 * MEGABYTE
    answer: int = 10 * MEGABYTE
    query: int = 100_000
    waiting: int = 512
    long_waiting: int = 64
    per_client: int = 128
    long_per_client: int = 32
    connections: int = 1000
    cache: int = 64 * MEGABYTE
