"""What may be a link: addresses of the web, and nothing that a browser would run or open itself."""

from __future__ import annotations

import re

# RFC 3986 and 3987 exclude these, as they do the characters that change the direction of writing.
_EXCLUDED = r"\s<>\"{}|\\^`\x00-\x20\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff"
_ADDRESS = re.compile(
    rf"https?://[^/?#%{_EXCLUDED}](?:[^%{_EXCLUDED}]|%[0-9a-f]{{2}})*", re.IGNORECASE
)


def web_address(text: str) -> str:
    """Return a text that is an http or https address; of any other, an empty string.

    >>> web_address("https://example.org/a%20b#c")
    'https://example.org/a%20b#c'
    >>> web_address("javascript:alert(1)"), web_address("https://example.org/{a}")
    ('', '')
    """
    return text if _ADDRESS.fullmatch(text) else ""
