"""The site as files: the same each time, whole or not at all, and never over anything else."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from paths import FIXTURES

from nemokg import load
from nemokg.site import site_files

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Outcome

HERON = FIXTURES / "pipelines" / "heron.ttl"
KITE = FIXTURES / "pipelines" / "kite.ttl"


def contents(folder: Path) -> dict[str, bytes]:
    """Return the files below a folder by their paths."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def test_the_site_is_written_and_written_again(
    tmp_path: Path, nemokg: Callable[..., Outcome]
) -> None:
    """site writes the files that the manifest lists, and replaces what it wrote before."""
    target = tmp_path / "public"
    outcome = nemokg("site", target, "--data", HERON)
    assert (outcome.code, outcome.out) == (0, f"{target}/index.html\n")
    first = contents(target)
    listed = json.loads(first["manifest.json"])["files"]
    assert listed.keys() == first.keys() - {"manifest.json"}
    for name, about in listed.items():
        assert about["sha256"] == sha256(first[name]).hexdigest()
    assert nemokg("site", target, "--data", HERON).code == 0
    assert contents(target) == first
    assert os.listdir(tmp_path) == ["public"]


def test_another_process_writes_the_same_bytes(tmp_path: Path) -> None:
    """Site and single file do not depend on hash seed, locale, time zone or directory."""
    made = []
    for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo")):
        target, file = tmp_path / seed / "site", tmp_path / seed / "one.html"
        target.parent.mkdir()
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": "C"}
        for arguments in ((str(target),), ("--single", str(file))):
            command = [sys.executable, "-m", "nemokg", "site", *arguments, "--data", str(HERON)]
            subprocess.run(command, env=environment, check=True, cwd=target.parent)
        made.append((contents(target), file.read_bytes()))
    assert made[0] == made[1]
    assert len(made[0][0]) > 50


def test_a_directory_with_anything_else_is_left_alone(
    tmp_path: Path, nemokg: Callable[..., Outcome]
) -> None:
    """A directory that holds a file of somebody else, at any depth, is refused and kept."""
    target = tmp_path / "public"
    assert nemokg("site", target, "--data", HERON).code == 0
    (target / "model" / "mine.txt").write_text("mine")
    before = contents(target)
    outcome = nemokg("site", target, "--data", HERON)
    assert outcome.code == 2
    assert "model/mine.txt" in outcome.err
    assert contents(target) == before


def test_the_site_of_another_tool_is_left_alone(
    tmp_path: Path, nemokg: Callable[..., Outcome]
) -> None:
    """A directory whose manifest is not of a site is refused."""
    (tmp_path / "manifest.json").write_text('{"generator": "nemokg build", "files": {}}')
    assert nemokg("site", tmp_path, "--data", HERON).code == 2


@pytest.mark.parametrize("arguments", [(), ("out", "--single", "one.html")])
def test_a_directory_or_a_file_is_asked_for(
    arguments: tuple[str, ...], nemokg: Callable[..., Outcome]
) -> None:
    """Neither or both of directory and --single is an error of one sentence."""
    outcome = nemokg("site", *arguments)
    assert outcome.code == 2
    assert outcome.err == "nemokg: Give either a directory for the site or --single FILE.\n"


def test_the_pages_ask_for_nothing_elsewhere() -> None:
    """No page, style or script loads anything from another host, nor has style of its own."""
    files = site_files(load(HERON).dataset)
    loading = re.compile(
        r'<(?:script|img|iframe|link rel="(?:style|icon|pre|module))[^>]*'
        r'(?:src|href)="(?:https?:)?//'
        r"|@import|url\([\"']?(?:https?:)?//|\bstyle=\"|<style|\bon\w+=\""
    )
    pages = {name: text for name, text in files.items() if name.endswith((".html", ".css"))}
    assert len(pages) > 20
    assert [name for name, text in pages.items() if loading.search(str(text))] == []


def test_every_page_has_the_policy() -> None:
    """Each page carries the Content-Security-Policy that allows no other source."""
    files = site_files(load(HERON).dataset)
    pages = [str(text) for name, text in files.items() if name.endswith(".html")]
    assert pages
    assert all(text.count("default-src &#39;none&#39;") == 1 for text in pages)


def test_a_dataset_of_nothing_has_a_site(tmp_path: Path) -> None:
    """A dataset without models makes a page that says so instead of an error."""
    empty = tmp_path / "empty.ttl"
    empty.write_text("<urn:x:a> <urn:x:b> 1 .")
    files = site_files(load(empty).dataset)
    assert "The dataset records no results." in str(files["index.html"])


def test_a_site_shows_every_step_of_weights() -> None:
    """A site has every kind of influence, and says by what step a model came by its weights."""
    files = site_files(load(KITE).dataset)
    graph = json.loads(files["data/graph.json"])
    kinds = {kind["id"]: kind for kind in graph["kinds"]}
    assert {kind for kind, about in kinds.items() if about["againstProperty"]} == {
        "weights",
        "value model",
    }
    assert "merged from" in kinds["weights"]["label"]
    assert {"data filtering", "data transformation", "judging"} < kinds.keys()
    nodes = {node["id"]: node for node in graph["nodes"]}
    starts = {(start["model"], start["step"]) for start in nodes["kite-merge"]["starts"]}
    assert starts == {
        ("kite-base", "merge base"),
        *((f"kite-{name}", "merged from") for name in ("chat", "code", "maths")),
    }
    assert [start["step"] for start in nodes["kite-final"]["starts"]] == [""]
    page = files["index.html"]
    assert isinstance(page, str)
    assert 'data-sample="value-model"' in page
    assert 'id="legend-value-model"' in page
    (row,) = (row for row in page.split("<tr") if 'id="row-kite-final"' in row)
    assert "value model" in row
