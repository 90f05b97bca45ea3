"""Conditional requests and ranges, by RFC 9110."""

from __future__ import annotations

import re

from nemokg.server.http.messages import Scope, header_value
from nemokg.server.refusal import Refusal

_TAG = re.compile(r'(W/)?("[^"]*")')
_RANGE = re.compile(r"bytes=[ \t]*(?:([0-9]{1,18})-([0-9]{0,18})|-([0-9]{1,18}))[ \t]*")
_LOOKED_AT = ("GET", "HEAD")


def client_has_current(scope: Scope, etag: str) -> bool:
    """Return whether the client has what it asks for; Refusal (412) where a condition fails.

    `etag` is that of the answer, in its quotation marks; what is posted to has none.

    >>> def matches(**headers):
    ...     named = [(k.replace("_", "-").encode(), v.encode()) for k, v in headers.items()]
    ...     return client_has_current({"method": "GET", "headers": named}, '"a"')
    >>> matches(if_none_match='"b", W/"a"'), matches(if_none_match='"b"')
    (True, False)
    >>> matches(if_match='"b"')
    Traceback (most recent call last):
    nemokg.server.refusal.Refusal: The resource is not the one that If-Match names.
    """
    wanted = header_value(scope, b"if-match")
    if wanted and wanted.strip() != "*" and etag not in _tags(wanted, weak=False):
        raise Refusal(412, "The resource is not the one that If-Match names.")
    unwanted = header_value(scope, b"if-none-match")
    if not unwanted or (unwanted.strip() != "*" and etag not in _tags(unwanted, weak=True)):
        return False
    if scope["method"] not in _LOOKED_AT:
        raise Refusal(412, "The resource exists, contrary to If-None-Match.")
    return True


def without_ignored_range(scope: Scope, etag: str, size: int) -> Scope:
    """Return a request for a file of some size with its range only where that is to be heeded.

    One that is malformed, in another unit, of several parts, with another method or of another
    version is passed over. Raises Refusal (416) for one that begins behind the end.

    >>> request = {"method": "GET", "headers": [(b"range", b"lines=1-2")]}
    >>> without_ignored_range(request, '"a"', 100)["headers"]
    []
    """
    text = header_value(scope, b"range")
    if not text:
        return scope
    match = _RANGE.fullmatch(text.lower())
    first, last, suffix = match.groups() if match else (None, None, None)
    condition = header_value(scope, b"if-range")
    if (
        match is None
        or scope["method"] != "GET"
        or (condition and condition != etag)
        or (first and last and int(last) < int(first))
    ):
        return {**scope, "headers": [each for each in scope["headers"] if each[0] != b"range"]}
    if (first and int(first) >= size) or (suffix and (int(suffix) == 0 or size == 0)):
        length = [(b"content-range", f"bytes */{size}".encode())]
        raise Refusal(416, f"The file has {size:,} bytes; ask for some of these.", headers=length)
    return scope


def _tags(text: str, weak: bool) -> set[str]:
    """Return the tags that a condition lists; those that are weak only for a weak comparison."""
    return {tag for mark, tag in _TAG.findall(text) if weak or not mark}
