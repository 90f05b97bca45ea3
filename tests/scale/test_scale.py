"""Made-up pipelines of any size: what the generator writes, and that it keeps the rules."""

from __future__ import annotations

import csv
import subprocess
from pathlib import Path

import pytest
from generated import generate
from pyoxigraph import RdfFormat, Store

from nemokg import load


def triples_of(file: Path, form: RdfFormat) -> Store:
    store = Store()
    store.load(path=str(file), format=form)
    return store


def test_deterministic(tmp_path: Path) -> None:
    """Equal arguments give equal bytes, and fewer triples are the beginning of more."""
    one = generate(tmp_path / "a.ttl", 6000).read_bytes()
    assert generate(tmp_path / "b.ttl", 6000).read_bytes() == one
    assert one.startswith(generate(tmp_path / "c.ttl", 3000).read_bytes())


def test_formats(tmp_path: Path) -> None:
    """Turtle and N-Triples hold the same triples, no more than asked for and nearly as many."""
    turtle = triples_of(generate(tmp_path / "a.ttl", 20_000), RdfFormat.TURTLE)
    lines = triples_of(generate(tmp_path / "a.nt", 20_000), RdfFormat.N_TRIPLES)
    assert set(turtle) == set(lines)
    assert 18_000 < len(turtle) <= 20_000


def test_conforms(tmp_path: Path) -> None:
    """What is made keeps the rules, twelve initialisations deep and with every kind of edge."""
    graph = load(generate(tmp_path / "made.ttl", 20_000))
    report = graph.validate()
    assert report.conforms, report.findings
    deepest = graph.lineage("made-000003-student-12")
    depth = 0
    while deepest.children:
        depth, deepest = depth + 1, deepest.children[0]
    assert depth == 12
    kinds = {data["kind"] for _, _, data in graph.graph().edges(data=True)}
    assert kinds == {
        "data",
        "data filtering",
        "distillation",
        "judging",
        "reward",
        "weights",
    }


def test_violations(tmp_path: Path) -> None:
    """The mistakes planted are those that the validator finds, each once and no other."""
    file = generate(tmp_path / "made.ttl", 4000, "--violations", "13")
    with open(f"{file}.violations.csv", encoding="utf-8") as stream:
        planted = [(row["shape"], row["node"]) for row in csv.DictReader(stream)]
    found = load(file).validate().findings
    assert len(planted) == 13
    assert sorted(
        (f"https://w3id.org/nemokg/shapes#{each.rule}", each.focus) for each in found
    ) == (sorted(planted))


def test_room(tmp_path: Path) -> None:
    """More mistakes than the families have room for are refused."""
    with pytest.raises(subprocess.CalledProcessError) as caught:
        generate(tmp_path / "made.ttl", 1000, "--violations", "9")
    assert b"room for 8 violations" in caught.value.stderr
