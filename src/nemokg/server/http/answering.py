"""From a job to the HTTP response: the cache, validators, compression, and disconnects."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from typing import Any, TypeVar

from nemokg.server.http.addresses import client_address
from nemokg.server.http.answer_memory import SMALL, AnswerCache, UnsentAnswers
from nemokg.server.http.conditions import client_has_current
from nemokg.server.http.messages import (
    Gone,
    Headers,
    Receive,
    Scope,
    Send,
    accepts_gzip,
    content_type,
    respond,
)
from nemokg.server.refusal import Refusal
from nemokg.server.workers.lane import Answer
from nemokg.server.workers.pool import Pool

T = TypeVar("T")

_FRESH = b"public, max-age=300"
_VARY = (b"vary", b"Accept, Accept-Encoding")


class Answering:
    """What the endpoint and the API have in common."""

    def __init__(self, pool: Pool) -> None:
        self.pool = pool
        self._cache = AnswerCache(pool.limits.cache)
        self._unsent = UnsentAnswers(pool.limits.answer)

    async def answer_query(
        self, scope: Scope, receive: Receive, send: Send, job: dict[str, Any], key: tuple[Any, ...]
    ) -> None:
        """Answer a query; Refusal where there is no answer."""
        job["gzip"] = gzipped = accepts_gzip(scope)
        cache_key = (*key, gzipped)
        answer = self._cache.get(cache_key)
        if answer is None:
            answer = await self.pool.answer_query(
                client_address(scope),
                job,
                key,
                lambda running: result_unless_disconnected(receive, running),
            )
            if answer[0]["status"] == 200 and answer[0]["cacheable"]:
                self._cache.put(cache_key, answer)
        await self.send_answer(scope, send, answer)

    async def answer_claim(
        self, scope: Scope, receive: Receive, send: Send, job: dict[str, Any]
    ) -> None:
        """Answer a job about a claim; Refusal where there is no answer."""
        job["gzip"] = accepts_gzip(scope)
        running = self.pool.answer_claim(client_address(scope), job)
        await self.send_answer(scope, send, await result_unless_disconnected(receive, running))

    async def send_answer(self, scope: Scope, send: Send, answer: Answer) -> None:
        """Send the answer of a worker, or say that the client has it already."""
        head, body = answer
        if head["status"] != 200:
            raise Refusal(head["status"], head["sentence"], final=True)
        packed = head.get("gzip", False)
        headers: Headers = [
            (b"content-type", content_type(head["type"]).encode()),
            (b"cache-control", _FRESH if head["cacheable"] else b"no-store"),
            _VARY,
        ]
        etag = ""
        if scope["method"] != "POST":  # else it would be one of what is posted to
            etag = f'"{head["etag"]}{"-gzip" if packed else ""}"'
            headers.append((b"etag", etag.encode()))
        if packed:
            headers.append((b"content-encoding", b"gzip"))
        if client_has_current(scope, etag):
            await respond(scope, send, 304, headers)
        elif len(body) < SMALL:
            await respond(scope, send, 200, headers, body)
        else:
            with self._unsent.count_while_sent(client_address(scope), len(body)):
                await respond(scope, send, 200, headers, body)


async def result_unless_disconnected(receive: Receive, running: Awaitable[T]) -> T:
    """Return what is awaited, or cancel it and raise Gone when the client leaves before."""
    work = asyncio.ensure_future(running)
    leaving = asyncio.ensure_future(_left(receive))
    try:
        await asyncio.wait((work, leaving), return_when=asyncio.FIRST_COMPLETED)
        if work.done():
            return work.result()
        raise Gone
    finally:
        leaving.cancel()
        work.cancel()


async def _left(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
