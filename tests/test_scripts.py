"""The scripts of the explorer: typed, small, and such that data cannot become markup."""

from __future__ import annotations

import os
import re
import shutil
import subprocess

import pytest
from paths import ROOT

from nemokg.site.assets import relative_imports_by_specifier, static_files

TSC = ROOT / "tests" / "js" / "node_modules" / "typescript" / "bin" / "tsc"
SCRIPTS = {
    name: str(text) for name, text in static_files().items() if re.match(r"js/.*\.js$", name)
}
UNSAFE = re.compile(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function")


def test_the_scripts_pass_the_strict_checks_of_types() -> None:
    """The TypeScript compiler, strict, finds nothing in the scripts."""
    if shutil.which("node") is None or not TSC.exists():
        assert not os.environ.get("CI"), "run npm ci in tests/js first"
        pytest.skip("needs node, and npm ci in tests/js")
    ended = subprocess.run(["node", str(TSC), "-p", str(ROOT)], capture_output=True, text=True)
    assert (ended.returncode, ended.stdout) == (0, "")


@pytest.mark.parametrize("name", sorted(SCRIPTS))
def test_a_script_makes_no_markup_from_text(name: str) -> None:
    """No script hands text to the parser of HTML or runs text as a program."""
    assert not UNSAFE.search(SCRIPTS[name])


@pytest.mark.parametrize("name", sorted(SCRIPTS))
def test_a_script_imports_in_single_lines_by_relative_paths(name: str) -> None:
    """Every import of a script is found by the builder of the single file, and is in the site."""
    files = static_files()
    written = re.findall(r"^import\b", SCRIPTS[name], re.MULTILINE)
    found = re.findall(r'^import\b.* ?"\.\.?/[^"]+";$', SCRIPTS[name], re.MULTILINE)
    assert len(written) == len(found)
    assert set(relative_imports_by_specifier(name, SCRIPTS[name]).values()) <= files.keys()


@pytest.mark.parametrize("name", sorted(SCRIPTS))
def test_a_script_is_not_over_250_lines(name: str) -> None:
    """No script has more than 250 lines."""
    assert SCRIPTS[name].count("\n") <= 250
