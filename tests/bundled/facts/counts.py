"""How many things of each kind the facts hold, and how many the data."""

from __future__ import annotations

from typing import Any

from facts.expected_sources import conflicts
from facts.found import Subjects
from facts.terms import Kinds, baseline

Counts = dict[str, int]
ENDS = ("rdf:subject", "rdf:object")


def in_facts() -> Counts:
    """Return the counts of the facts, from the YAML and not from what the audit makes of it."""
    nodes, links = baseline("nodes.yaml")["nodes"], baseline("edges.yaml")
    techniques, evaluation = baseline("algorithms.yaml")["algorithms"], baseline("results.yaml")
    edges, results = links["edges"], evaluation["results"]
    uses = [(node["id"], use) for node in nodes for use in node.get("algorithms", ())]
    entries = [entry for node in nodes for entry in node.get("datasets", ())]
    everything = [nodes, links, techniques, evaluation]
    return {
        "nodes": len(nodes),
        "models of result tables": sum(map(len, evaluation["extra_models"].values())),
        "edges": len(edges),
        "edges that the explainer draws": sum("graph" in edge["in_seed"] for edge in edges),
        "cells of the column Feeds": len(links["feeds"]),
        "memberships": len(links["membership"]),
        "denials": len(links["negative_assertions"]),
        "rounds of distillation": len({edge["iteration"] for edge in edges if "role" in edge}),
        "stages": len({(node, use["order"]) for node, use in uses}),
        "techniques used in stages": len(uses),
        "data sets and environments": len({entry["id"] for entry in entries}),
        "models trained on data": len(entries),
        "values": sum(len(node.get("facts", ())) for node in nodes),
        "techniques": len(techniques),
        "equations": sum(len(one.get("equations", ())) for one in techniques),
        "symbols": sum(len(one.get("symbols", ())) for one in techniques),
        "benchmarks": len(evaluation["benchmarks"]),
        "results": sum("derived" not in one for one in results),
        "derived results (recoveries)": sum("derived" in one for one in results),
        "remarks": len(evaluation["notes"]),
        "sources": len(baseline("sources.yaml")["sources"]),
        "conflicts": len(conflicts()),
        "pieces of evidence": sum(map(locators, everything)),
    }


def locators(found: Any) -> int:
    """How many pieces of evidence lie anywhere within a structure."""
    if isinstance(found, dict):
        return ("locator" in found) + sum(map(locators, found.values()))
    return sum(map(locators, found)) if isinstance(found, list) else 0


def in_data(data: Kinds, read: Subjects) -> Counts:
    """Return the counts of the data, by the same names."""
    claims = data["claim"].values()
    edges = [claim for claim in claims if "dcterms:identifier" in claim]
    drawn = [edge for edge in edges if "graph" in edge.get("shown-in", ())]
    named = [name for claim in claims for name in claim["rdf:predicate"]]
    linked = {end for claim in claims for part in ENDS for end in claim[part]}
    only_measured = len(data["model"].keys() - linked)
    derived_results = sum("nemo:formula" in one for one in data["result"].values())
    types = [name for fields in read.values() for name in fields["rdf:type"]]
    return {
        "nodes": len(data["model"]) - only_measured,
        "models of result tables": only_measured,
        "edges": len(edges),
        "edges that the explainer draws": len(drawn),
        "cells of the column Feeds": named.count("nemo:feeds"),
        "memberships": named.count("nemo:memberOf"),
        "denials": len(data["denial"]),
        "rounds of distillation": len(data["round"]),
        "stages": len(data["stage"]),
        "techniques used in stages": named.count("nemo:usesAlgorithm"),
        "data sets and environments": len(data["dataset"]),
        "models trained on data": named.count("nemo:trainedOn"),
        "values": len(data["value"]),
        "techniques": len(data["algorithm"]),
        "equations": len(data["equation"]),
        "symbols": types.count("nemo:Symbol"),
        "benchmarks": len(data["benchmark"]),
        "results": len(data["result"]) - derived_results,
        "derived results (recoveries)": derived_results,
        "remarks": len(data["remark"]),
        "sources": len(data["source"]),
        "conflicts": len(data["conflict"]),
        "pieces of evidence": types.count("nemo:Evidence"),
    }
