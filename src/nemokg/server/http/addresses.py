"""The identity of a client, for the limits, and the URL of the server as its clients see it."""

from __future__ import annotations

import re
from functools import lru_cache
from ipaddress import IPv6Address, IPv6Network

from nemokg.server.http.messages import Scope, header_value

# What one subscriber is given of IPv6 at most.
_ONE_SITE = 48
_LONGEST_ADDRESS, _LONGEST_HOST = 50, 260
# What a host may look like; anything else is not repeated in an answer.
_HOST = re.compile(r"(?:[A-Za-z0-9.-]+|\[([0-9A-Fa-f:.]+)\])(?::[0-9]{1,5})?")


def client_address(scope: Scope) -> str:
    """Return the client of a request, as far as limits go: its address, or its network in IPv6.

    >>> client_address({"client": ("192.0.2.1", 1)})
    '192.0.2.1'
    >>> client_address({"client": ("2001:db8:1:2::3", 1)})
    '2001:db8:1::/48'
    """
    address: str = scope["client"][0] if scope.get("client") else ""
    address = address[:_LONGEST_ADDRESS]  # a proxy may say anything
    return _network(address) if ":" in address else address


@lru_cache(maxsize=1024)
def _network(address: str) -> str:
    """Return the network of an address of IPv6, or the address of IPv4 that it stands for.

    >>> _network("::ffff:192.0.2.1")
    '192.0.2.1'
    """
    try:
        ip = IPv6Address(address.partition("%")[0])
    except ValueError:
        return address
    return str(ip.ipv4_mapped or IPv6Network((ip, _ONE_SITE), strict=False))


def root_address(scope: Scope) -> str:
    """Return the address of the root, as the request names it: up to the slash at its end.

    >>> headers = [(b"host", b"kg.example.org")]
    >>> root_address({"scheme": "https", "headers": headers, "root_path": ""})
    'https://kg.example.org/'
    """
    host = header_value(scope, b"host")
    if len(host) > _LONGEST_HOST or not _is_host(host):
        host = "localhost"
    return f"{scope['scheme']}://{host}{scope.get('root_path', '')}/"


@lru_cache(maxsize=1024)
def _is_host(text: str) -> bool:
    """Return whether a text is a host, perhaps with a port.

    >>> [_is_host(text) for text in ("a.example:80", "[::1]:80", "[:::::]", "a/b", "")]
    [True, True, False, False, False]
    """
    match = _HOST.fullmatch(text)
    if match is None or match[1] is None:
        return match is not None
    try:
        IPv6Address(match[1])
    except ValueError:
        return False
    return True
