"""Why a request has no answer: a status of HTTP and a sentence."""

from __future__ import annotations


class Refusal(Exception):  # noqa: N818 - an answer, not a fault of ours
    """A status and the sentence that goes with it; `allow` has the methods that there are.

    One that is `final` is the same however long the client waits.
    """

    def __init__(
        self, status: int, sentence: str, allow: str = "GET, HEAD, OPTIONS", final: bool = False
    ) -> None:
        super().__init__(sentence)
        self.status = status
        self.allow = allow
        self.final = final
