"""Which web pages may read responses, and under which host names the server answers.

A page from anywhere can send requests to a server on the reader's own machine. The browser lets it
read the answers only where these allow its origin, or where the page was fetched from the same
host: which the page of an attacker can seem to be, when the name of its host is made to lead here.
"""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlsplit

from nemokg.server.http.messages import Headers, Scope, header_value
from nemokg.server.refusal import Refusal

_PREFLIGHT: Headers = [
    (b"access-control-allow-methods", b"GET, HEAD, POST, OPTIONS"),
    (b"access-control-allow-headers", b"Accept, Content-Type, If-None-Match"),
    (b"access-control-max-age", b"86400"),
]
ANY = "*"


@dataclass(frozen=True)
class Access:
    """The origins of the pages and the names of the server that are allowed; `*` is any.

    >>> Access(origins=()).cors_headers({"headers": []})
    [(b'cross-origin-resource-policy', b'same-origin')]
    """

    origins: tuple[str, ...] = (ANY,)
    hosts: tuple[str, ...] = (ANY,)

    def check_origin(self, scope: Scope) -> None:
        """Raise Refusal for a request under another host name, or from a page that is not allowed.

        >>> access = Access(hosts=("kg.example.org",))
        >>> access.check_origin({"headers": [(b"host", b"evil.example")]})
        Traceback (most recent call last):
        nemokg.server.refusal.Refusal: This server does not accept that host name; ...
        """
        if not self._is_own(header_value(scope, b"host")):
            raise Refusal(
                421, "This server does not accept that host name; --allow-host adds others."
            )
        origin = header_value(scope, b"origin")
        if origin and not self._allows(origin) and not _is_same(origin, scope):
            raise Refusal(
                403, "Pages of that origin may not query this server; --allow-origin allows it."
            )

    def cors_headers(self, scope: Scope) -> Headers:
        """Return the headers that allow a page to read a response, or allow none."""
        if ANY in self.origins:
            return [_allowed(b"*"), _EXPOSED]
        origin = header_value(scope, b"origin")
        if origin and self._allows(origin):
            return [_allowed(origin.encode()), _EXPOSED, _BY_ORIGIN]
        return [_SAME_ORIGIN, _BY_ORIGIN] if self.origins else [_SAME_ORIGIN]

    def preflight_headers(self, scope: Scope) -> Headers:
        """Return the headers that answer a preflight request, which has passed `check_origin`."""
        return _PREFLIGHT if self._allows(header_value(scope, b"origin")) else []

    def _allows(self, origin: str) -> bool:
        return ANY in self.origins or origin in self.origins

    def _is_own(self, host: str) -> bool:
        name = _name(host)
        return (
            ANY in self.hosts
            or not name  # no browser leaves it out
            or name in self.hosts
            or name == "localhost"
            or name.endswith(".localhost")
            or _is_address(name)
        )


_EXPOSED = (b"access-control-expose-headers", b"ETag, Retry-After")
_SAME_ORIGIN = (b"cross-origin-resource-policy", b"same-origin")
_BY_ORIGIN = (b"vary", b"Origin")


def _allowed(origin: bytes) -> tuple[bytes, bytes]:
    return b"access-control-allow-origin", origin


def _name(host: str) -> str:
    """Return a host without its port.

    >>> _name("Localhost:3330"), _name("[::1]:3330"), _name("127.0.0.1")
    ('localhost', '::1', '127.0.0.1')
    """
    if host.startswith("["):
        return host[1:].partition("]")[0]
    return host.partition(":")[0].rstrip(".").lower()


def _is_address(name: str) -> bool:
    """Whether a name is an address: nobody can make one lead elsewhere."""
    try:
        ip_address(name)
    except ValueError:
        return False
    return True


def _is_same(origin: str, scope: Scope) -> bool:
    """Whether a page comes from this very server, by the name that it is asked by."""
    try:
        return urlsplit(origin).netloc.lower() == header_value(scope, b"host").lower() != ""
    except ValueError:
        return False
