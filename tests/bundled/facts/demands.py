"""The records that the facts demand of the data, of all kinds together."""

from __future__ import annotations

from facts import expected_concepts as concepts
from facts import expected_models as models
from facts import expected_sources as sources
from facts import expected_values as values
from facts.exceptions import MOVED
from facts.terms import Kinds, baseline


def records() -> Kinds:
    """Return the records that the facts demand, kind by kind."""
    nodes = baseline("nodes.yaml")["nodes"]
    links = baseline("edges.yaml")
    evaluation = baseline("results.yaml")
    stages, uses = values.stages(nodes)
    datasets, trainings = values.datasets(nodes)
    quantities, measures = values.values(nodes)
    techniques, equations = concepts.algorithms(baseline("algorithms.yaml")["algorithms"])
    named = {edge["id"]: models.claim_name(edge) for edge in links["edges"]}
    return {
        "model": models.models(nodes) | concepts.compared_models(evaluation["extra_models"]),
        "claim": {
            **models.edges(links["edges"]),
            **models.feeds(links["feeds"], named),
            **models.members(links["membership"]),
            **uses, **trainings, **measures,
        },
        "denial": {
            MOVED.get(item, item): fields
            for item, fields in models.denials(links["negative_assertions"]).items()
        },
        "round": models.rounds(links["edges"]),
        "stage": stages,
        "dataset": datasets,
        "value": quantities,
        "algorithm": techniques,
        "equation": equations,
        "benchmark": concepts.benchmarks(evaluation["benchmarks"]),
        "result": concepts.results(evaluation["results"]),
        "remark": concepts.remarks(evaluation["notes"]),
        "source": sources.sources(baseline("sources.yaml")["sources"]),
        "conflict": sources.conflicts(),
    }  # fmt: skip
