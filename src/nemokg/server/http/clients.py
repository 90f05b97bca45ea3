"""Who a client is, as far as limits go."""

from __future__ import annotations

from functools import lru_cache
from ipaddress import IPv6Network

from nemokg.server.http.messages import Scope


def client_of(scope: Scope) -> str:
    """Return who asks, as far as limits go: the address, or the network of one in IPv6.

    >>> client_of({"client": ("192.0.2.1", 1)}), client_of({"client": ("2001:db8::1", 1)})
    ('192.0.2.1', '2001:db8::/64')
    """
    address: str = scope["client"][0] if scope.get("client") else ""
    return _network(address) if ":" in address else address


@lru_cache(maxsize=1024)
def _network(address: str) -> str:
    try:
        return str(IPv6Network((address.partition("%")[0], 64), strict=False))
    except ValueError:  # whatever a proxy says
        return address[:50]
