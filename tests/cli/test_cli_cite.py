"""`nemokg cite` on the command line."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Outcome
from paths import ROOT

from nemokg import load
from nemokg.cite import FORMATS, render_citations
from nemokg.cite.citation import citations_of_claims

NAMES = [iri.rpartition("/")[2] for iri in load().claims()]
DOCS = ROOT / "docs" / "citing.md"


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_the_command_prints_what_the_api_returns(form: str, nemokg: Callable[..., Outcome]) -> None:
    """Several claims, by local name and IRI, are cited in the order in which they are given."""
    first, second = NAMES[7], f"https://w3id.org/nemokg/claim/{NAMES[3]}"
    outcome = nemokg("cite", first, second, "--format", form)
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out == render_citations(
        citations_of_claims(load().dataset, [first, second]), form
    )


def test_all_cites_every_claim(nemokg: Callable[..., Outcome]) -> None:
    """--all has an entry for every claim and denial."""
    items = json.loads(nemokg("cite", "--all", "--format", "csl-json").out)
    assert [item["id"] for item in items if item["type"] == "dataset"] == NAMES


def test_a_paper_gets_the_claims_that_it_cites_and_no_other(
    tmp_path: Path, nemokg: Callable[..., Outcome]
) -> None:
    """Keys of other entries are left out no message."""
    paper = tmp_path / "paper.tex"
    paper.write_text(rf"\citep{{{NAMES[1]},knuth1984,{NAMES[0]}}}", encoding="utf-8")
    outcome = nemokg("cite", "--from-tex", paper, "--format", "csl-json")
    assert (outcome.code, outcome.err) == (0, "")
    items = json.loads(outcome.out)
    assert [item["id"] for item in items if item["type"] == "dataset"] == [NAMES[1], NAMES[0]]


def test_a_paper_with_a_misspelt_claim_gets_the_others_and_a_word(
    tmp_path: Path, nemokg: Callable[..., Outcome]
) -> None:
    """A key that looks like a claim but is none is named with the nearest; exit code 1."""
    paper = tmp_path / "paper.tex"
    paper.write_text(rf"\cite{{{NAMES[0]}, {NAMES[1]}x}}", encoding="utf-8")
    outcome = nemokg("cite", "--from-tex", paper)
    assert outcome.code == 1
    assert f'{paper}: There is no claim "{NAMES[1]}x". Did you mean {NAMES[1]}' in outcome.err
    assert outcome.out.count("sha256:") == 1


def test_a_paper_that_cites_no_claim_is_a_finding(
    tmp_path: Path, nemokg: Callable[..., Outcome]
) -> None:
    """Nothing is written over an older .bib file for a paper without claims."""
    paper, bib = tmp_path / "paper.tex", tmp_path / "claims.bib"
    bib.write_text("before", encoding="utf-8")
    for text, says in ((r"\cite{knuth1984}", "cites no claim"), (r"\cite{a--b}", "no claim")):
        paper.write_text(text, encoding="utf-8")
        outcome = nemokg("cite", "--from-tex", paper, "-o", bib)
        assert (outcome.code, outcome.out, outcome.err.count("\n")) == (1, "", 1)
        assert says in outcome.err
        assert bib.read_text(encoding="utf-8") == "before"


def test_a_paper_gets_bibtex_by_default(tmp_path: Path, nemokg: Callable[..., Outcome]) -> None:
    """A paper is given a .bib file, and a claim of any name is found in it."""
    paper, data = tmp_path / "paper.tex", tmp_path / "own.ttl"
    data.write_text(
        "<https://w3id.org/nemokg/claim/fork> a <https://w3id.org/nemokg/ontology#Claim> .",
        encoding="utf-8",
    )
    paper.write_text(r"\cite{fork}", encoding="utf-8")
    outcome = nemokg("cite", "--from-tex", paper, "--data", data)
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out.startswith("@misc{fork,")


def test_an_unknown_claim_is_a_finding(nemokg: Callable[..., Outcome]) -> None:
    """A misspelt claim exits with 1, names the nearest and prints no citation."""
    outcome = nemokg("cite", NAMES[0], f"{NAMES[1]}x")
    assert (outcome.code, outcome.out) == (1, "")
    assert f"Did you mean {NAMES[1]}" in outcome.err


@pytest.mark.parametrize("arguments", [[], ["--all", "a--b"], ["--all", "--from-tex", "x.tex"]])
def test_what_to_cite_is_said_in_one_way(
    arguments: list[str], nemokg: Callable[..., Outcome]
) -> None:
    """Names, --all and --from-tex exclude each other, and one of them is needed."""
    outcome = nemokg("cite", *arguments)
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err == "nemokg: Give the names of claims, or --all, or --from-tex FILE.\n"


def test_a_paper_that_cannot_be_read_is_named(
    tmp_path: Path, nemokg: Callable[..., Outcome]
) -> None:
    """A missing paper is named, and nothing is written."""
    outcome = nemokg("cite", "--from-tex", tmp_path / "none.tex", "-o", tmp_path / "claims.bib")
    assert outcome.code == 2
    assert "none.tex: cannot be read" in outcome.err
    assert not list(tmp_path.iterdir())


def test_the_digest_is_found_again_by_the_recipe_of_the_documentation(tmp_path: Path) -> None:
    """The commands in the documentation print the digest that the citation has."""
    if shutil.which("sha256sum") is None:
        pytest.skip("sha256sum is not installed")
    (recipe,) = re.findall(r"```sh\n(nemokg export nt .*?)```", DOCS.read_text("utf-8"), re.S)
    program = tmp_path / "nemokg"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m nemokg "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    path = f"{tmp_path}{os.pathsep}{os.environ['PATH']}"
    for citation in citations_of_claims(load().dataset, NAMES[::120]):
        ended = subprocess.run(
            ["sh", "-c", recipe.replace("NAME", citation.key)],
            env={**os.environ, "PATH": path}, capture_output=True, text=True, check=True,
        )  # fmt: skip
        assert ended.stdout.split()[0] == citation.digest
