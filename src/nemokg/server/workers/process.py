"""A worker as the server sees it: started, given jobs, and killed at any time."""

from __future__ import annotations

import asyncio
import os
import socket
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from nemokg.server.workers import frames

_REAPED_EVERY = 0.005


@dataclass(frozen=True)
class Settings:
    """What a worker is started with: a dataset and its store, what for, and what it may take."""

    path: str
    kind: str
    memory: int
    answer: int
    dataset: str
    niceness: int = 0


class Died(Exception):  # noqa: N818 - what happened to the worker, whoever is at fault
    """A worker ended before it had answered."""


class Worker(asyncio.Protocol):
    """A process with the store open. It does one job at a time."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self._buffer = frames.Buffer()
        self._transport: asyncio.WriteTransport | None = None
        self._answer: asyncio.Future[tuple[dict[str, Any], bytes]] = loop.create_future()
        self._process: subprocess.Popen[bytes] | None = None
        self.gone = False
        self.lost: Callable[[Worker], None] = lambda worker: None

    @classmethod
    async def start_process(cls, settings: Settings) -> Worker:
        """Start a worker and return it when it has opened the store; Died where it cannot."""
        loop = asyncio.get_running_loop()
        worker = cls(loop)
        ours, theirs = socket.socketpair()
        command = (
            sys.executable, "-P", "-m", "nemokg.server.workers.worker", settings.kind,
            theirs.fileno(), os.getpid(), settings.path, settings.niceness, settings.memory,
            settings.answer, settings.dataset,
        )  # fmt: skip
        with theirs:
            # Started by this thread, the main one: the worker is to end with it.
            worker._process = subprocess.Popen(  # noqa: S603 - this very program
                list(map(str, command)),
                pass_fds=(theirs.fileno(),),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,  # an interrupt from the terminal is the server's
            )
        await loop.create_connection(lambda: worker, sock=ours)
        await worker._answer
        return worker

    @property
    def process_number(self) -> int:
        """The number of the process."""
        assert self._process is not None
        return self._process.pid

    def start_job(self, job: dict[str, Any]) -> asyncio.Future[tuple[dict[str, Any], bytes]]:
        """Give the worker a job; the future has the head and body of the answer, or Died."""
        assert self._transport is not None
        self._answer = self._loop.create_future()
        if self.gone:
            self._answer.set_exception(Died())
        self._transport.write(frames.pack_frame(job))
        return self._answer

    def kill(self) -> None:
        """End the process at once."""
        self.gone = True
        if self._process is not None and self._process.returncode is None:
            self._process.kill()
        if self._transport is not None:
            self._transport.abort()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Remember how to write to the worker."""
        self._transport = transport  # type: ignore[assignment]

    def data_received(self, data: bytes) -> None:
        """Collect the answer."""
        message = self._buffer.feed(data)
        if message is not None and not self._answer.done():
            self._answer.set_result(message)

    def connection_lost(self, error: Exception | None) -> None:
        """Say that the worker has died, and take note of its end."""
        self.kill()
        if not self._answer.done():
            self._answer.set_exception(Died())
            self._answer.exception()  # whether or not anybody waits for it
        self._reap()
        self.lost(self)

    def _reap(self) -> None:
        if (
            self._process is not None
            and self._process.poll() is None
            and not self._loop.is_closed()
        ):
            self._loop.call_later(_REAPED_EVERY, self._reap)
