"""HTTP to a store: timeouts, retries and authentication, and errors in one sentence."""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import requests
import urllib3
from requests.adapters import HTTPAdapter
from requests.auth import AuthBase, HTTPBasicAuth, HTTPDigestAuth

from nemokg._version import __version__
from nemokg.engine.refusals import PASSING, UNAUTHORIZED, raise_for_response
from nemokg.errors import EngineError

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping

TIMEOUT = 300.0
"""Seconds that a store may be silent, unless NEMOKG_TIMEOUT says otherwise."""

_CONNECT = 10.0
_RETRIES = 4
_PAUSE = 0.5  # before the second retry, and doubled before each other
_UNAVAILABLE = 503


class _Retry(urllib3.Retry):
    """Retries what may succeed, but not what was too slow: it would be too slow again."""

    def increment(  # type: ignore[override]  # whatever else it is called with goes through
        self,
        method: str | None = None,
        url: str | None = None,
        response: urllib3.BaseHTTPResponse | None = None,
        error: Exception | None = None,
        **rest: Any,
    ) -> urllib3.Retry:
        if isinstance(error, urllib3.exceptions.ReadTimeoutError):
            raise error
        return super().increment(method, url, response, error, **rest)

    def is_retry(self, method: str, status_code: int, has_retry_after: bool = False) -> bool:
        """Return whether to retry: an endpoint that is busy says when, one that gave up does not.

        So RFC 7231, 6.6.4, has it. A query that took too long would do so once more.
        """
        passing = status_code != _UNAVAILABLE or has_retry_after
        return passing and super().is_retry(method, status_code, has_retry_after)

    def get_retry_after(self, response: urllib3.BaseHTTPResponse) -> float | None:
        """Return the seconds to wait; None where the header is neither a number nor a date."""
        try:
            return super().get_retry_after(response)
        except (urllib3.exceptions.InvalidHeader, ValueError, OverflowError):
            return None


class _Nobody(AuthBase):
    """No credentials, not even those that requests would look up in a file of its own."""

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        return request


class _Bearer(AuthBase):
    def __init__(self, token: str) -> None:
        self._token = token

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        request.headers["Authorization"] = f"Bearer {self._token}"
        return request


class Client:
    """Sends requests that may be repeated, and returns successful responses.

    Credentials come from the environment: NEMOKG_TOKEN, or NEMOKG_USER and NEMOKG_PASSWORD, which
    are sent as the store asks for them (basic or digest) and not before it does. No redirect is
    followed, so they stay with the host that was named.
    """

    def __init__(self, timeout: float | None = None) -> None:
        self._timeout = (_CONNECT, timeout or _seconds(os.environ.get("NEMOKG_TIMEOUT")))
        retry = _Retry(
            _RETRIES,
            connect=0,  # nothing there: rather a slip in the address than a pause
            backoff_factor=_PAUSE,
            status_forcelist=PASSING,
            allowed_methods=None,  # any: see above
            raise_on_status=False,
            retry_after_max=60,
        )
        self._session = requests.Session()
        self._session.mount("http://", HTTPAdapter(max_retries=retry))
        self._session.mount("https://", HTTPAdapter(max_retries=retry))
        self._session.headers["User-Agent"] = f"nemokg/{__version__}"
        token = os.environ.get("NEMOKG_TOKEN")
        if token and not (token.isascii() and token.isprintable()):
            raise EngineError(
                "NEMOKG_TOKEN contains a line end or another character that no header can carry;"
                " set it without."
            )
        self._session.auth = _Bearer(token) if token else _Nobody()

    @contextmanager
    def send(
        self,
        method: str,
        url: str,
        data: bytes | list[tuple[str, str]],
        headers: Mapping[str, str],
        params: Mapping[str, str] | None = None,
        accepted_statuses: Container[int] = (),
    ) -> Iterator[requests.Response]:
        """Yield the answer to a request, to be read piece by piece.

        Codes of failures that are `accepted_statuses` are none.

        Raises SparqlError if the store refuses the request as malformed, and EngineError that
        names the address for any other failure, also one in the middle of the answer, and the fix.
        """
        place = checked_url(url)
        try:
            with self._answer(method, place, data, headers, params) as response:
                failed = not response.ok and response.status_code not in accepted_statuses
                if failed or response.is_redirect:
                    raise_for_response(place, response)
                # Proxies compress; what reads the stream wants it as the store wrote it.
                response.raw.decode_content = True
                yield response
        except requests.exceptions.SSLError as error:
            raise EngineError(
                f"{place}: the certificate of the store is not trusted; name the certificates to"
                " trust in REQUESTS_CA_BUNDLE."
            ) from error
        except (requests.Timeout, urllib3.exceptions.TimeoutError) as error:
            raise EngineError(
                f"{place}: the store sent nothing for {self._timeout[1]:g} seconds; ask for less,"
                " or allow more with NEMOKG_TIMEOUT."
            ) from error
        except (requests.ConnectionError, urllib3.exceptions.HTTPError) as error:
            raise EngineError(
                f"{place}: the connection failed ({_reason(error)}); check the URL, and that the"
                " store is running."
            ) from error
        except requests.RequestException as error:
            raise EngineError(f"{place}: this URL cannot be queried; check it.") from error

    def _answer(
        self,
        method: str,
        url: str,
        data: bytes | list[tuple[str, str]],
        headers: Mapping[str, str],
        params: Mapping[str, str] | None,
    ) -> requests.Response:
        def ask() -> requests.Response:
            return self._session.request(
                method,
                url,
                params=params,
                data=data,
                headers=dict(headers),
                timeout=self._timeout,
                stream=True,
                allow_redirects=False,
            )

        response = ask()
        if response.status_code in UNAUTHORIZED and isinstance(self._session.auth, _Nobody):
            user = os.environ.get("NEMOKG_USER")
            if user:
                pair = (user, os.environ.get("NEMOKG_PASSWORD", ""))
                wants = response.headers.get("WWW-Authenticate", "").lower()
                digest = wants.startswith("digest")
                self._session.auth = HTTPDigestAuth(*pair) if digest else HTTPBasicAuth(*pair)
                response.close()
                response = ask()
        return response


class Body:
    """The body of a response, decompressed, as long as that is in proportion to what is sent.

    Reading it raises EngineError for more than no answer to a query has.
    """

    FREE = 64 << 20
    RATIO = 200

    def __init__(self, response: requests.Response) -> None:
        self._url = response.url
        self._raw = response.raw
        self._size = 0

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes, at most so many."""
        content: bytes = self._raw.read(size)
        self._size += len(content)
        if self._size > self.FREE and self._size > self.RATIO * self._raw.tell():
            raise EngineError(
                f"{self._url}: the response decompresses to more than {self.RATIO} times its size"
                f" and {self.FREE >> 20} MiB, unlike real data; check what runs there."
            )
        return content


def checked_url(url: str) -> str:
    """Return the URL of a store; EngineError if it is invalid or contains a password.

    >>> checked_url("http://localhost:7878/query")
    'http://localhost:7878/query'
    """
    try:
        parts = urlsplit(url)
        known = parts.scheme in ("http", "https") and parts.hostname
    except ValueError:
        known = None
    if not known:
        raise EngineError(
            f'"{url.rpartition("@")[2]}" is not the URL of an endpoint; give one that begins with'
            " http:// or https://."
        )
    if parts.username is not None or parts.password is not None:
        raise EngineError(
            f"The URL of {parts.hostname} contains a user or password, which others could read;"
            " give them as NEMOKG_USER and NEMOKG_PASSWORD instead."
        )
    return url


def _reason(error: BaseException) -> str:
    """Return the words of the operating system where it is the one that fails."""
    found: list[str] = []
    pending: list[object] = [error]
    while pending:
        each = pending.pop(0)
        if isinstance(each, OSError) and each.strerror:
            found.append(each.strerror)
        if isinstance(each, BaseException):
            reason = getattr(each, "reason", None)
            pending += [each.__cause__, each.__context__, reason, *each.args]
    return found[-1].lower() if found else "it was cut off"


def _seconds(text: str | None) -> float:
    if text is None:
        return TIMEOUT
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0
    if not 0 < seconds < float("inf"):
        raise EngineError(f'NEMOKG_TIMEOUT is "{text}"; give a number of seconds.')
    return seconds
