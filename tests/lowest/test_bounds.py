"""The lower bounds of the dependencies; run by `make lowest`, where they are installed."""

from __future__ import annotations

import tomllib
from importlib.metadata import version

import pytest
from packaging.requirements import Requirement
from packaging.version import Version
from paths import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
EXTRAS = ("nanopub", "server", "svg", "dev")
REQUIREMENTS = {
    Requirement(text)
    for group in (PROJECT["dependencies"], *(PROJECT["optional-dependencies"][e] for e in EXTRAS))
    for text in group
}
BOUNDED = sorted((each for each in REQUIREMENTS if each.specifier), key=str)


@pytest.mark.parametrize("requirement", BOUNDED, ids=lambda each: each.name)
def test_the_lower_bound_is_the_version_installed(requirement: Requirement) -> None:
    """A lower bound is a version that exists, was not withdrawn, and goes with the other bounds."""
    if requirement.marker is None or requirement.marker.evaluate():
        bounds = [Version(each.version) for each in requirement.specifier if each.operator == ">="]
        assert bounds == [Version(version(requirement.name))]
