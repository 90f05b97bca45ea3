"""The libraries that the explorer ships: pinned by digest, licensed, and all of them listed."""

from __future__ import annotations

import json
from hashlib import sha256

import pytest
from paths import ROOT, SRC

VENDOR = SRC / "nemokg" / "site" / "static" / "vendor"
LIST = json.loads((VENDOR / "vendor.json").read_text(encoding="utf-8"))
PINNED = {file: digest for entry in LIST for file, digest in entry["files"].items()}


@pytest.mark.parametrize("file", sorted(PINNED))
def test_a_vendored_file_is_the_one_that_was_pinned(file: str) -> None:
    """Each file of a vendored library has the digest that the list gives."""
    assert sha256((VENDOR / file).read_bytes()).hexdigest() == PINNED[file]


def test_every_vendored_file_is_listed() -> None:
    """No file lies among the vendored libraries that the list does not pin."""
    present = {str(path.relative_to(VENDOR)) for path in VENDOR.rglob("*") if path.is_file()}
    assert present - {"vendor.json"} == set(PINNED)


@pytest.mark.parametrize("entry", LIST, ids=lambda entry: str(entry["name"]))
def test_a_vendored_library_names_version_and_licence_and_carries_its_text(
    entry: dict[str, object],
) -> None:
    """Each library has a version, a licence, and the text of the licence beside it."""
    assert entry["version"]
    assert entry["licence"]
    assert f"{entry['name']}/LICENSE" in PINNED


def test_the_bundled_versions_are_those_of_the_lock_file() -> None:
    """What the list names with versions is what the lock file would install."""
    folder = ROOT / "scripts" / "vendor"
    lock = json.loads((folder / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    locked = {
        name.removeprefix("node_modules/"): each["version"] for name, each in lock.items() if name
    }
    parts = [part for entry in LIST for part in entry.get("parts", ())]
    versions = {part.rpartition("@")[0]: part.rpartition("@")[2] for part in parts}
    assert versions
    assert versions == {name: locked[name] for name in versions}
