"""What a worker gives up before it sees the first query of a client."""

from __future__ import annotations

import ctypes
import os
import resource
import signal
import sys
import threading
import time

_PR_SET_PDEATHSIG = 1
_WATCHED_EVERY = 0.5


def die_with_parent(parent: int) -> None:
    """Make this process end when its parent does, however that ends.

    Linux sees to it. Elsewhere a thread looks after the parent, twice a second: a query that runs
    leaves it free to.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    else:
        threading.Thread(target=_watch, args=(parent,), daemon=True).start()
    if os.getppid() != parent:  # it was faster
        os._exit(1)


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(_WATCHED_EVERY)
    os._exit(1)


def forbid_new_descriptors() -> None:
    """Prevent this process from opening anything from now on: no file, and no connection.

    So `SERVICE` has nothing to call out with, in whatever way it is written.
    """
    # The lowest that is free is what the system would give out next.
    lowest = os.dup(0)
    os.close(lowest)
    resource.setrlimit(resource.RLIMIT_NOFILE, (lowest, lowest))


def limit_additional_memory(max_bytes: int) -> None:
    """Let this process take `max_bytes` bytes beyond what it has, and leave no core when it cannot.

    Only Linux holds a process to it; elsewhere the limit on time alone bounds what a query takes.
    """
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform != "linux":
        return
    with open("/proc/self/statm", encoding="ascii") as file:
        pages = int(file.read().split()[0])
    most = pages * resource.getpagesize() + max_bytes
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
