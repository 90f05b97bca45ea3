"""Saying on the terminal what takes its time."""

from __future__ import annotations

import sys
from contextlib import contextmanager

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@contextmanager
def progress(step: str) -> Iterator[Callable[[str], None]]:
    """Show what is being done on standard error, where that is a terminal; else show nothing.

    Yields a function that takes the next step. Nothing remains on the terminal afterwards.
    """
    if sys.stderr is None or not sys.stderr.isatty():
        yield lambda step: None
        return
    from rich.console import Console

    with Console(stderr=True).status(step) as status:
        yield lambda step: status.update(step)
