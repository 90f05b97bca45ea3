"""Dependencies: their bounds, and the lock file that servers are installed from."""

from __future__ import annotations

import re
import tomllib
from typing import Any

import pytest
from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from paths import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
LOCK = (ROOT / "locks/server.txt").read_text(encoding="utf-8")
# A pin of the lock and its hashes.
PIN = re.compile(r"^(\S+==.+?) \\\n((?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)", re.MULTILINE)
LOCKED = [Requirement(pin) for pin, _ in PIN.findall(LOCK)]
SERVER = [*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["server"]]
USERS = PROJECT["dependencies"] + [
    text
    for extra in ("nanopub", "server", "svg")
    for text in PROJECT["optional-dependencies"][extra]
]


def environment(python: str, platform: str) -> dict[str, Any]:
    """Return the environment of a version of Python and a system."""
    system = {"linux": "Linux", "darwin": "Darwin", "win32": "Windows"}[platform]
    versions = {"python_version": python, "python_full_version": f"{python}.1"}
    return {
        **default_environment(),
        **versions,
        "sys_platform": platform,
        "platform_system": system,
    }


@pytest.mark.parametrize("text", USERS)
def test_a_requirement_has_a_lower_bound(text: str) -> None:
    """Each requirement of users names the lowest version that it was tested with."""
    operators = [each.operator for each in Requirement(text).specifier]
    assert operators.count(">=") == 1


@pytest.mark.parametrize("platform", ["linux", "darwin", "win32"])
@pytest.mark.parametrize("python", ["3.11", "3.12", "3.13", "3.14"])
def test_the_lock_satisfies_the_requirements(python: str, platform: str) -> None:
    """In each environment, the lock has one version for each requirement of a server, in bounds."""
    here = environment(python, platform)
    for text in SERVER:
        wanted = Requirement(text)
        if wanted.marker is not None and not wanted.marker.evaluate(here):
            continue
        pins = [
            pin.specifier
            for pin in LOCKED
            if canonicalize_name(pin.name) == canonicalize_name(wanted.name)
            and (pin.marker is None or pin.marker.evaluate(here))
        ]
        assert len(pins) == 1, f"{wanted.name}: {len(pins)} versions"
        (version,) = pins[0]
        assert wanted.specifier.contains(version.version), f"{wanted}: locked at {version.version}"


def test_everything_in_the_lock_is_pinned_and_hashed() -> None:
    """The lock holds nothing but pins with hashes, and names no registry and no path."""
    rest = PIN.sub("", LOCK)
    lines = [line for line in rest.splitlines() if line and not line.lstrip().startswith("#")]
    assert lines == []
    assert len(LOCKED) > len(SERVER)
    assert not re.search(r"://|--(?:extra-)?index|--find-links|(?<!\S)/", LOCK)
