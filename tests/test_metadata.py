"""What the files for Zenodo, CITATION and the package say of the project, against the ontology."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from typing import Any

import yaml
from paths import ROOT
from pyoxigraph import Literal, NamedNode, Quad

from nemokg import __version__, load
from nemokg.rdf.vocab import BASE, PREFIXES, TITLE

# The fields that Zenodo's deposition metadata may have, of those that a dataset can use.
ZENODO_FIELDS = {
    "access_right", "communities", "contributors", "creators", "dates", "description", "doi",
    "grants", "keywords", "language", "license", "locations", "method", "notes",
    "publication_date", "references", "related_identifiers", "subjects", "title", "upload_type",
    "version",
}  # fmt: skip


def zenodo() -> dict[str, Any]:
    """Return what the file for Zenodo says."""
    found = json.loads((ROOT / ".zenodo.json").read_text(encoding="utf-8"))
    assert isinstance(found, dict)
    return found


def cff() -> dict[str, Any]:
    """Return what the citation file says."""
    found = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert isinstance(found, dict)
    return found


def header(property_: str) -> str:
    """Return a value of the header of the ontology."""
    prefix, _, name = property_.partition(":")
    ontology = NamedNode(f"{BASE}ontology")
    namespace = PREFIXES[prefix]
    quads = load().dataset.store.quads_for_pattern(ontology, NamedNode(namespace + name), None)
    (quad,) = [each for each in quads if isinstance(each, Quad)]
    assert isinstance(quad.object, NamedNode | Literal)
    return quad.object.value


def test_the_citation_file_is_valid() -> None:
    """The citation file fits the schema of the Citation File Format."""
    command = ["-m", "check_jsonschema", "--builtin-schema", "vendor.citation-file-format"]
    ended = subprocess.run(
        [sys.executable, *command, ROOT / "CITATION.cff"], capture_output=True, check=False
    )
    assert ended.returncode == 0, ended.stdout.decode()


def test_zenodo_knows_every_field() -> None:
    """The file for Zenodo uses fields that it has, and has those that it requires."""
    required = {"title", "upload_type", "description", "creators"}
    assert required <= zenodo().keys() <= ZENODO_FIELDS
    assert zenodo()["upload_type"] == "dataset"
    assert zenodo()["access_right"] == "open"


def test_all_say_the_same_title() -> None:
    """Zenodo, the citation file and every citation of a claim name the dataset alike."""
    assert zenodo()["title"] == cff()["title"] == TITLE


def test_all_say_the_same_version() -> None:
    """Zenodo, the citation file, the package and the ontology have one version."""
    versions = {zenodo()["version"], str(cff()["version"]), header("owl:versionInfo")}
    assert versions == {__version__}
    assert header("owl:versionIRI") == f"{BASE}{__version__}/ontology"


def test_all_say_the_same_date() -> None:
    """Zenodo and the citation file have the date on which the ontology was last changed."""
    dates = {zenodo()["publication_date"], str(cff()["date-released"])}
    assert dates == {header("dcterms:modified")}


def test_all_say_the_same_licence() -> None:
    """The data are under CC BY 4.0 wherever their licence is named."""
    assert zenodo()["license"] == "cc-by-4.0"
    assert "CC-BY-4.0" in cff()["license"]
    assert header("dcterms:license") == "https://creativecommons.org/licenses/by/4.0/"
    package = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert sorted(cff()["license"]) == sorted(package["license"].split(" AND "))


def test_all_name_the_contributors_and_the_same_keywords() -> None:
    """No file names anybody but the contributors, and the keywords are the same."""
    names = [each["name"] for each in (*zenodo()["creators"], *cff()["authors"])]
    assert set(names) == {"nemokg contributors"}
    assert zenodo()["keywords"] == cff()["keywords"]
