"""Fixtures: a small bundle in place of the real one, and the command line in this process."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
from paths import FIXTURES

from nemokg.cli.main import main
from nemokg.files import resources

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


class Outcome(NamedTuple):
    """What a command left behind."""

    code: int
    out: str
    err: str


@pytest.fixture(scope="session", autouse=True)
def cache_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Keep the cache of the tests away from that of the user."""
    with pytest.MonkeyPatch.context() as patch:
        folder = tmp_path_factory.mktemp("cache")
        patch.setenv("XDG_CACHE_HOME", str(folder))
        yield folder


@pytest.fixture(autouse=True)
def literals_as_read() -> Iterator[None]:
    """Undo what the library nanopub does when it is imported: it changes rdflib for the process."""
    yield
    if (rdflib := sys.modules.get("rdflib")) is not None:
        rdflib.NORMALIZE_LITERALS = True  # type: ignore[attr-defined]


@pytest.fixture
def bundle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Put a copy of the small bundle in the place of the bundled directories; return its root."""
    root = tmp_path / "bundle"
    shutil.copytree(FIXTURES / "bundle", root)
    monkeypatch.setattr(resources, "_ROOTS", (str(root),))
    return root


@pytest.fixture
def oxigraph() -> Iterator[str]:
    """Run a server of Oxigraph that is empty; return its host and port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        host = f"127.0.0.1:{free.getsockname()[1]}"
    program = Path(sys.executable).with_name("oxigraph")
    with subprocess.Popen([program, "serve", "--bind", host], stderr=subprocess.DEVNULL) as server:
        try:
            until = time.monotonic() + 30
            while not answers(host):
                assert server.poll() is None, "the server of Oxigraph has ended"
                assert time.monotonic() < until, "the server of Oxigraph does not answer"
            yield host
        finally:
            server.kill()


def answers(host: str) -> bool:
    """Return whether something listens at a host and port."""
    name, _, port = host.partition(":")
    try:
        socket.create_connection((name, int(port)), timeout=1).close()
    except OSError:
        time.sleep(0.02)
        return False
    return True


@pytest.fixture
def nemokg(capfd: pytest.CaptureFixture[str]) -> Callable[..., Outcome]:
    """Return a function that runs the command line with the arguments given."""

    def run(*arguments: str | Path) -> Outcome:
        capfd.readouterr()
        code = main([str(argument) for argument in arguments])
        captured = capfd.readouterr()
        return Outcome(code, captured.out, captured.err)

    return run
