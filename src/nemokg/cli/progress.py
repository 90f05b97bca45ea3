"""Showing the progress of long steps on the terminal."""

from __future__ import annotations

import signal
import sys
from contextlib import contextmanager

from nemokg.characters import single_line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@contextmanager
def step_reporter(step: str) -> Iterator[Callable[[str], None]]:
    """Show the current step on standard error if it is a terminal; otherwise show nothing.

    Yields a function that takes the next step. Nothing is left on the terminal afterwards.
    """
    if sys.stderr is None or not sys.stderr.isatty():
        yield lambda step: None
        return
    from rich.console import Console
    from rich.markup import escape

    with Console(stderr=True).status(step) as status:
        yield lambda step: status.update(escape(single_line(step)))


@contextmanager
def progress_bar(step: str, total: int) -> Iterator[Callable[[int], None] | None]:
    """Show a bar with the rate and the time remaining if there is a terminal.

    Yields a function that takes the number of bytes done since its last call, or None.
    """
    if sys.stderr is None or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        DownloadColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
        TransferSpeedColumn,
    )

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        DownloadColumn(),
        TransferSpeedColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(step, total=total)
        yield lambda count: progress.update(task, advance=count)


@contextmanager
def exit_on_sigterm() -> Iterator[None]:
    """Let SIGTERM raise SystemExit, so that nothing half-written is left behind."""

    def end(number: int, frame: object) -> None:
        raise SystemExit(128 + number)

    before = signal.signal(signal.SIGTERM, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
