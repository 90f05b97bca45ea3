"""Where this server is, as its clients see it."""

from __future__ import annotations

import re

from nemokg.server.messages import Scope, header

# What a host may look like; anything else is not repeated in an answer.
_HOST = re.compile(r"[A-Za-z0-9.-]+(?::\d{1,5})?|\[[0-9A-Fa-f:.]+\](?::\d{1,5})?")


def base_of(scope: Scope) -> str:
    """Return the address of the root, as the request names it: up to the slash at its end.

    >>> base_of({"scheme": "https", "headers": [(b"host", b"kg.example.org")], "root_path": ""})
    'https://kg.example.org/'
    """
    host = header(scope, b"host")
    if not _HOST.fullmatch(host):
        host = "localhost"
    return f"{scope['scheme']}://{host}{scope.get('root_path', '')}/"
