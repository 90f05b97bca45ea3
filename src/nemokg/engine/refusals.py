"""What a response other than success means, as a one-sentence error."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from nemokg.errors import EngineError, SparqlError

if TYPE_CHECKING:
    from typing import NoReturn

    import requests

# Busy, restarting, or a proxy before it that does not reach it: the same request may go through.
PASSING = (429, 502, 503, 504)
UNAUTHORIZED = (401, 403)
_ABSENT = (404, 405, 501)
_BAD = 400
_SENTENCE = 200


def raise_for_response(url: str, response: requests.Response) -> NoReturn:
    """Raise the error that corresponds to an unsuccessful response."""
    code = response.status_code
    if response.is_redirect:
        target = urlsplit(response.headers.get("Location", ""))
        moved = target._replace(netloc=target.netloc.rpartition("@")[2]).geturl()
        raise EngineError(f"{url}: the store has moved to {moved}; give that address.")
    sentence = _sentence(response)
    if code in UNAUTHORIZED:
        raise EngineError(
            f"{url}: the store denies access ({code}: {sentence}); if it needs other"
            " credentials, set NEMOKG_USER and NEMOKG_PASSWORD, or NEMOKG_TOKEN."
        )
    if code == _BAD:
        raise SparqlError(f"{url}: the store refuses the request: {sentence}.")
    if code in _ABSENT:
        raise EngineError(
            f"{url}: no service answers such requests there ({code}); give the full URL of the"
            " endpoint, path included."
        )
    if code in PASSING:
        raise EngineError(
            f"{url}: the store is too busy or down ({code}: {sentence}); ask for less,"
            " or try again later."
        )
    raise EngineError(
        f"{url}: the store failed ({code}: {sentence}); ask for less, or see its log."
    )


def _sentence(response: requests.Response) -> str:
    """Return the beginning of a store's error message, without markup."""
    text = response.raw.read(8192, decode_content=True).decode("utf-8", "replace")
    said = re.search(
        r'"(?:exception|message|detailedMessage|error)"\s*:\s*"((?:[^"\\]|\\.)*)"', text
    )
    plain = re.sub(r"<(?:[a-z/][^<>]*|!DOCTYPE[^>]*)>", " ", said[1] if said else text, flags=re.I)
    # Some repeat the query below what they say.
    words = " ".join(re.split(r"\n\s*\n", plain.strip())[0].split())
    short = words if len(words) <= _SENTENCE else words[:_SENTENCE].rpartition(" ")[0] + " …"
    return short.rstrip(".") or response.reason or "no message"
