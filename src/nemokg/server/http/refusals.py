"""Refusals as responses: JSON for programs, a page for people."""

from __future__ import annotations

import json
from base64 import b64encode
from hashlib import sha256
from html import escape
from http import HTTPStatus

from nemokg.server.http.messages import Headers, Scope, Send, content_type, header_value, respond
from nemokg.server.http.negotiation import best_media_type
from nemokg.server.refusal import Refusal

_JSON, _HTML = "application/json", "text/html"
_RETRY = 2  # seconds
_STYLE = (
    "body{font:1.1rem/1.5 system-ui,sans-serif;max-width:40rem;margin:4rem auto;padding:0 1rem;"
    "color-scheme:light dark}"
)
_POLICY = (
    f"default-src 'none'; style-src 'sha256-{b64encode(sha256(_STYLE.encode()).digest()).decode()}'"
    "; frame-ancestors 'none'"
)
_PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">{refresh}
<meta name="viewport" content="width=device-width">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
<h1>{title}</h1>
<p>{sentence}</p>
<p><a href="{root}/">Home</a></p>
</body>
</html>
"""


async def send_refusal(scope: Scope, send: Send, refusal: Refusal) -> None:
    """Send a sentence that says why there is no other answer."""
    waiting_helps = refusal.status in (429, 503) and not refusal.final
    wants_page = best_media_type(header_value(scope, b"accept"), (_JSON, _HTML)) == _HTML
    media_type = _HTML if wants_page else _JSON
    headers: Headers = [
        (b"content-type", content_type(media_type).encode()),
        (b"cache-control", b"no-store"),
        (b"vary", b"Accept"),
        *refusal.headers,
    ]
    if waiting_helps:
        headers.append((b"retry-after", b"%d" % _RETRY))
    if wants_page:
        headers.append((b"content-security-policy", _POLICY.encode()))
        body = refusal_page(refusal, scope.get("root_path", ""), waiting_helps)
    else:
        text = json.dumps({"status": refusal.status, "error": str(refusal)}, ensure_ascii=False)
        body = f"{text}\n"
    await respond(scope, send, refusal.status, headers, body.encode())


def refusal_page(refusal: Refusal, root: str, again: bool) -> str:
    """Return a refusal as a page, which asks again by itself where that may help.

    >>> refusal = Refusal(404, "There is nothing <here>.")
    >>> "<h1>404 Not Found</h1>" in refusal_page(refusal, "", False)
    True
    """
    return _PAGE.format(
        title=f"{refusal.status} {HTTPStatus(refusal.status).phrase}",
        sentence=escape(str(refusal)),
        root=escape(root),
        style=_STYLE,
        refresh=f'\n<meta http-equiv="refresh" content="{_RETRY}">' if again else "",
    )
