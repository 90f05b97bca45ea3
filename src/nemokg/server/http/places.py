"""Where this server is, as its clients see it."""

from __future__ import annotations

import re
from functools import lru_cache
from ipaddress import IPv6Address

from nemokg.server.http.messages import Scope, header

# What a host may look like; anything else is not repeated in an answer.
_HOST = re.compile(r"(?:[A-Za-z0-9.-]+|\[([0-9A-Fa-f:.]+)\])(?::[0-9]{1,5})?")


def base_of(scope: Scope) -> str:
    """Return the address of the root, as the request names it: up to the slash at its end.

    >>> base_of({"scheme": "https", "headers": [(b"host", b"kg.example.org")], "root_path": ""})
    'https://kg.example.org/'
    """
    host = header(scope, b"host")
    if not _is_host(host):
        host = "localhost"
    return f"{scope['scheme']}://{host}{scope.get('root_path', '')}/"


@lru_cache(maxsize=1024)
def _is_host(text: str) -> bool:
    """Return whether a text is a host, perhaps with a port.

    >>> [_is_host(text) for text in ("a.example:80", "[::1]:80", "[:::::]", "a/b", "")]
    [True, True, False, False, False]
    """
    found = _HOST.fullmatch(text)
    if found is None or found[1] is None:
        return found is not None
    try:
        IPv6Address(found[1])
    except ValueError:
        return False
    return True
