"""Around every request: refusals as responses, common headers, a line in the log, and metrics."""

from __future__ import annotations

import asyncio
import json
import sys
import time
from collections.abc import Awaitable, Callable, MutableMapping
from contextlib import suppress
from typing import Any

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from nemokg.server.http.access import Access
from nemokg.server.http.addresses import client_address
from nemokg.server.http.messages import Gone, Receive, Scope, Send, respond
from nemokg.server.http.refusals import send_refusal
from nemokg.server.http.turns import Turns
from nemokg.server.refusal import Refusal

_LEFT = 499
_NO_SNIFFING = (b"x-content-type-options", b"nosniff")
_LOGGED = 200  # characters of a path
_BUCKETS = (0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30)
_GATHERED = 0.2  # seconds
_encode = json.JSONEncoder(separators=(", ", ": ")).encode


class Metrics:
    """The metrics for Prometheus."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.requests = Counter(
            "nemokg_requests", "Requests answered.", ("route", "status"), registry=self.registry
        )
        self.seconds = Histogram(
            "nemokg_request_seconds", "Time to answer.", ("route",),
            buckets=_BUCKETS, registry=self.registry,
        )  # fmt: skip
        self.running = 0
        gauge = Gauge("nemokg_requests_running", "Requests now.", registry=self.registry)
        gauge.set_function(lambda: self.running)
        self.restarts = Counter(
            "nemokg_workers_replaced", "Workers replaced.", ("lane",), registry=self.registry
        )
        self.waiting = Gauge(
            "nemokg_waiting", "Requests waiting for a worker.", ("lane",), registry=self.registry
        )
        self._children: dict[tuple[str, int], tuple[Any, Any]] = {}

    def note_replaced_worker(self, lane: str) -> None:
        """Count a worker that was replaced."""
        self.restarts.labels(lane).inc()
        log("worker replaced", lane=lane)

    def count_response(self, route: str, status: int, seconds: float) -> None:
        """Count an answer."""
        key = (route, status)
        if key not in self._children:
            self._children[key] = self.requests.labels(*map(str, key)), self.seconds.labels(route)
        counter, histogram = self._children[key]
        counter.inc()
        histogram.observe(seconds)

    def prometheus_text(self) -> bytes:
        """Return the metrics as Prometheus reads them."""
        return generate_latest(self.registry)


class Log:
    """Lines of JSON on standard error, a few of them at a time: each write takes a while."""

    def __init__(self) -> None:
        self.on = True
        self._lines: list[str] = []
        self._timer: asyncio.TimerHandle | None = None

    def __call__(self, event: str, **facts: object) -> None:
        """Write what happened, soon."""
        if not self.on:
            return
        self._lines.append(_encode({"time": round(time.time(), 3), "event": event, **facts}))
        if self._timer is None:
            self._timer = asyncio.get_running_loop().call_later(_GATHERED, self.flush)

    def flush(self) -> None:
        """Write all that has not been written yet."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        lines, self._lines = self._lines, []
        with suppress(OSError, ValueError):  # nobody reads it any more
            sys.stderr.write("".join(f"{line}\n" for line in lines))
            sys.stderr.flush()


log = Log()


Handler = Callable[[Scope, Receive, Send], Awaitable[None]]


class Observed:
    """Hands requests on, and sees to what all answers have in common."""

    def __init__(self, handler: Handler, metrics: Metrics, access: Access) -> None:
        self._handler = handler
        self._metrics = metrics
        self._access = access
        self._turns = Turns()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, whatever happens."""
        if scope["type"] != "http":
            return
        begun = time.perf_counter()
        status, size = 0, 0

        async def sending(message: MutableMapping[str, Any]) -> None:
            nonlocal status, size
            if message["type"] == "http.response.start":
                status = message["status"]
                access = self._access.cors_headers(scope)
                message["headers"] = [*message["headers"], _NO_SNIFFING, *access]
            else:
                size += len(message.get("body", b""))
            await send(message)

        client = client_address(scope)
        self._metrics.running += 1
        try:
            await self._turns.take_turn(client)
            await self._answer(scope, receive, sending)
        except Refusal as refusal:
            await send_refusal(scope, sending, refusal)
        except Gone:
            status = _LEFT
        except Exception as error:
            log("fault", path=scope["path"][:_LOGGED], fault=f"{type(error).__name__}: {error}")
            if not status:
                await send_refusal(
                    scope, sending, Refusal(500, "The server has a fault; it is logged.")
                )
        finally:
            self._metrics.running -= 1
            seconds = time.perf_counter() - begun
            path = scope["path"].removeprefix(scope.get("root_path", ""))
            self._metrics.count_response(route_label(path), status, seconds)
            log(
                "request", client=client, method=scope["method"],
                path=scope["path"][:_LOGGED], status=status, ms=round(seconds * 1000, 2),
                bytes=size,
            )  # fmt: skip

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        if refusal := scope.get("state", {}).get("refusal"):  # of the connection
            raise refusal
        self._access.check_origin(scope)
        if scope["method"] == "OPTIONS":
            await respond(scope, send, 204, self._access.preflight_headers(scope))
        else:
            await self._handler(scope, receive, send)


def route_label(path: str) -> str:
    """Return what a path counts as: one of few, so that nobody can make up names of metrics.

    >>> [route_label(path) for path in ("/sparql", "/api/cite/x", "/model/x", "/%00")]
    ['sparql', 'api', 'site', 'site']
    """
    first = path.split("/", 2)[1] if path.startswith("/") else ""
    return first if first in ("sparql", "api", "health", "ready", "metrics") else "site"
