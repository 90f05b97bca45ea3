"""Why a request is refused: an HTTP status and a sentence."""

from __future__ import annotations

from collections.abc import Sequence


class Refusal(Exception):  # noqa: N818 - an answer, not a fault of ours
    """A status and the sentence that goes with it.

    One that is `final` is the same however long the client waits. `headers` are those that the
    status asks for.
    """

    def __init__(
        self,
        status: int,
        sentence: str,
        final: bool = False,
        headers: Sequence[tuple[bytes, bytes]] = (),
    ) -> None:
        super().__init__(sentence)
        self.status = status
        self.final = final
        self.headers = headers


def wrong_method_refusal(sentence: str, allowed: str = "GET, HEAD, OPTIONS") -> Refusal:
    """Return the refusal of a method, with those that there are."""
    return Refusal(405, sentence, headers=[(b"allow", allowed.encode())])
