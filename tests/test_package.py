"""The distribution: what is in it, and that it works where there is no checkout."""

from __future__ import annotations

import email
import os
import re
import shlex
import subprocess
import sys
import sysconfig
import tarfile
import tomllib
import venv
import zipfile
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from paths import ROOT

import nemokg

BUNDLED = ("ontology", "data", "shapes", "queries")


def bundled_files() -> set[str]:
    """Return the files that a distribution must carry."""
    return {
        file.relative_to(ROOT).as_posix()
        for folder in BUNDLED
        for file in (ROOT / folder).rglob("*")
        if file.is_file()
    }


@pytest.fixture(scope="module")
def distributions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel and the source distribution, without network; return their folder."""
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "hatchling", "build", "--directory", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return folder


@pytest.fixture(scope="module")
def installed(distributions: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the wheel into an environment of its own; return the folder of its commands."""
    home = tmp_path_factory.mktemp("elsewhere")
    venv.create(home / "env", with_pip=False)
    commands = home / "env" / ("Scripts" if os.name == "nt" else "bin")
    (wheel,) = distributions.glob("*.whl")
    pip = [sys.executable, "-m", "pip", "--python", str(commands / "python")]
    options = ["--quiet", "--no-deps", "--no-index", "--disable-pip-version-check"]
    subprocess.run([*pip, "install", *options, str(wheel)], check=True)
    # The dependencies are those of this environment: they need not be downloaded again. What
    # a .pth file adds has its own .pth files ignored, so an editable install is not seen.
    (packages,) = (home / "env").glob("**/site-packages")
    (packages / "dependencies.pth").write_text(sysconfig.get_path("purelib"))
    return commands


def run(program: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a program of the environment from a folder outside of any checkout."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    return subprocess.run(
        [str(program), *arguments],
        cwd=program.parents[2],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_wheel_carries_the_dataset(distributions: Path) -> None:
    """Every file of the dataset is in the wheel, beside the typing marker and the licences."""
    (wheel,) = distributions.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    carried = {name.removeprefix("nemokg/resources/") for name in names if "/resources/" in name}
    assert carried == bundled_files()
    assert "nemokg/py.typed" in names
    assert {name for name in names if "/licenses/" in name} == {
        f"nemokg-{nemokg.__version__}.dist-info/licenses/{name}"
        for name in ("LICENSE", "LICENSE-DATA")
    }


def test_the_metadata_are_complete(distributions: Path) -> None:
    """The wheel has the licence, addresses, requirements and readme that the project states."""
    (wheel,) = distributions.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        content = archive.read(f"nemokg-{nemokg.__version__}.dist-info/METADATA").decode()
    metadata = email.message_from_string(content)
    assert metadata["License-Expression"] == "Apache-2.0 AND CC-BY-4.0"
    assert metadata.get_all("License-File") == ["LICENSE", "LICENSE-DATA"]
    assert not any(each.startswith("License ::") for each in metadata.get_all("Classifier", []))
    addresses = dict(line.split(", ") for line in metadata.get_all("Project-URL", []))
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert addresses.pop("Homepage") == citation["url"]
    assert addresses == {"Documentation": f"{citation['url']}/ontology"}
    assert metadata["Requires-Python"] == ">=3.11"
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    required = {Requirement(text) for text in metadata.get_all("Requires-Dist", [])}
    always = {each for each in required if "extra" not in str(each.marker)}
    assert always == {Requirement(text) for text in project["dependencies"]}
    assert set(metadata.get_all("Provides-Extra", [])) == set(project["optional-dependencies"])
    assert metadata["Description-Content-Type"] == "text/markdown"


def test_the_source_distribution_carries_the_dataset_and_the_tests(distributions: Path) -> None:
    """The source distribution holds what is needed to build the wheel again and to test it."""
    (source,) = distributions.glob("*.tar.gz")
    with tarfile.open(source) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert bundled_files() <= names
    assert {"pyproject.toml", "README.md", "tests/conftest.py", "src/nemokg/py.typed"} <= names


def test_the_installed_package_is_the_one_that_answers(installed: Path) -> None:
    """In the other environment, package and dataset are those of the wheel."""
    program = (
        "import nemokg.files.resources as r; print(r.__file__); print(r.bundled_directory('data'))"
    )
    lines = run(installed / "python", "-c", program).stdout.splitlines()
    assert len(lines) == 2
    for line in lines:
        assert Path(line).is_relative_to(installed.parent)


def test_the_installed_package_validates(installed: Path) -> None:
    """The bundled data conform where there is no checkout."""
    ended = run(installed / "nemokg", "validate")
    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended.stdout.startswith("conforms: ")


def test_the_installed_package_answers(installed: Path) -> None:
    """A canned query has an answer where there is no checkout."""
    ended = run(installed / "nemokg", "query", "edges", "--format", "csv")
    assert (ended.returncode, ended.stderr) == (0, "")
    assert len(ended.stdout.splitlines()) == 91


def test_the_tutorial_is_followed(installed: Path, tmp_path: Path) -> None:
    """With the wheel alone, each command of the tutorial prints what the page shows."""
    page = (ROOT / "docs/tutorial.md").read_text(encoding="utf-8")
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    environment |= {"COLUMNS": "100", "PATH": f"{installed}{os.pathsep}{environment['PATH']}"}
    differing = []
    for language, block in re.findall(r"^```(\w+)\n(.*?)^```$", page, re.DOTALL | re.MULTILINE):
        if language == "yaml":  # what the reader puts into the sheet
            (tmp_path / "tulu-3-8b.sheet.yaml").write_text(block, encoding="utf-8")
            continue
        parts = re.split(r"^\$ (.*)\n", block, flags=re.MULTILINE)
        for command, shown in zip(parts[1::2], parts[2::2], strict=True):
            ended = subprocess.run(
                shlex.split(command), cwd=tmp_path, env=environment, capture_output=True, text=True
            )
            printed = ended.stdout + ended.stderr
            pattern = re.escape(shown.rstrip()).replace(r"\.\.\.", r"(?:.*(?:\n.*)*?)")
            if not re.fullmatch(pattern, printed.rstrip()):
                differing.append((command, printed))
    assert differing == []
    assert (tmp_path / "site/index.html").exists()
    assert (tmp_path / "release/SHA256SUMS").exists()


def test_the_version_is_kept_in_one_place(installed: Path) -> None:
    """The command, the package and the metadata of the distribution name the same version."""
    program = "from importlib.metadata import version; print(version('nemokg'))"
    assert run(installed / "python", "-c", program).stdout == f"{nemokg.__version__}\n"
    assert run(installed / "nemokg", "--version").stdout == f"nemokg {nemokg.__version__}\n"


def test_all_public_names_exist() -> None:
    """Each name in __all__ can be fetched, and dir() lists just those."""
    for name in nemokg.__all__:
        assert getattr(nemokg, name) is not None
    assert {"load", "KnowledgeGraph", "NemokgError", "Table", "__version__"} <= set(nemokg.__all__)
    assert dir(nemokg) == sorted(nemokg.__all__)


def test_a_name_that_is_not_public_is_an_error() -> None:
    """Asking the package for an unknown name raises AttributeError with the name."""
    with pytest.raises(AttributeError, match="'nemokg' has no attribute 'nothing'"):
        nemokg.nothing  # noqa: B018
