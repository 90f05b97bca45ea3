"""Classes are asserted up to the top: a plain query finds what a query with inference would."""

from __future__ import annotations

import pytest
from paths import FIXTURES

from nemokg.dataset.opening import open_dataset
from nemokg.rdf.vocab import PREFIXES, local_name

PROLOGUE = f"PREFIX nemo: <{PREFIXES['nemo']}> PREFIX rdfs: <{PREFIXES['rdfs']}> "
CLASSES = [
    local_name(str(name))
    for name in open_dataset()
    .engine.select(
        f"{PROLOGUE}SELECT DISTINCT ?class {{ ?narrower rdfs:subClassOf ?class"
        f" FILTER(STRSTARTS(STR(?class), '{PREFIXES['nemo']}')) }} ORDER BY ?class"
    )
    .column("class")
]


def test_the_classes_with_others_below_were_found() -> None:
    """There are eleven classes of ours with others below them."""
    assert len(CLASSES) == 11


@pytest.mark.parametrize("name", CLASSES)
@pytest.mark.parametrize("engine", ["oxigraph", "rdflib"])
def test_a_plain_query_finds_every_instance(name: str, engine: str) -> None:
    """Without inference, a class has all instances of those below it, in both engines."""
    paths = [FIXTURES / "shapes/small.ttl"] if engine == "rdflib" else []
    dataset = open_dataset(paths, engine=engine)
    plain, inferred = (
        set(dataset.engine.select(f"{PROLOGUE}SELECT ?x {{ ?x {path} nemo:{name} }}").column("x"))
        for path in ("a", "a/rdfs:subClassOf*")
    )
    assert plain == inferred
    assert plain
