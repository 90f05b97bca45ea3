"""The results of a site tell apart what was measured in different ways."""

from __future__ import annotations

import pytest
from pyoxigraph import RdfFormat, Store

from nemokg.dataset.reading import core_ontology_files, store_of_files
from nemokg.rdf.vocab import PREFIXES
from nemokg.site.facts import Facts
from nemokg.site.results import result_rows, student_line_charts

HEAD = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())
DATA = """
model:first a nemo:StudentCheckpoint .
model:second a nemo:StudentCheckpoint ; nemo:mergedFrom model:first .
model:third a nemo:StudentCheckpoint ; nemo:quantizedFrom model:second .
bench:b a nemo:Benchmark ; rdfs:label "B"@en .
"""
RESULT = """
result:{name} a nemo:Result ; nemo:benchmark bench:b ; nemo:evaluatedModel model:{model} ;
  nemo:modelStatus nemo:stated ; nemo:value {value} ; nemo:metric "{metric}" ;
  nemo:mode "{mode}" .
"""


@pytest.fixture
def facts() -> Facts:
    """Return three checkpoints with results by two metrics and in two modes."""
    store = store_of_files(core_ontology_files())
    rows = [
        ("a", "first", 1, "EM", "thinking"),
        ("b", "second", 2, "EM", "thinking"),
        ("c", "third", 3, "EM", "not thinking"),
        ("d", "third", 4, "F1", "thinking"),
    ]
    names = ("name", "model", "value", "metric", "mode")
    texts = [RESULT.format(**dict(zip(names, row, strict=True))) for row in rows]
    both = Store()
    both.extend(store)
    both.load(HEAD + DATA + "".join(texts), RdfFormat.TURTLE)
    return Facts(both)


def test_a_chart_has_one_metric_and_one_mode(facts: Facts) -> None:
    """Scores by another metric, or in another mode, are not points of the same chart."""
    (chart,) = student_line_charts(facts)
    assert [point["value"] for point in chart["points"]] == ["1", "2"]
    assert chart["metric"] == "EM"


def test_a_row_says_how_it_was_measured(facts: Facts) -> None:
    """The details of a result name its metric and its mode."""
    details = {row["id"]: row["details"] for row in result_rows(facts)}
    assert details["a"] == "EM, thinking"
    assert details["d"] == "F1, thinking"
