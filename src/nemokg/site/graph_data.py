"""The data that the scripts of the explorer read: the drawn graph, the claims, their citations."""

from __future__ import annotations

from nemokg.rdf.vocab import local_name
from nemokg.site.facts import full_iri
from nemokg.site.paths import page_address
from nemokg.training.edges import (
    AGAINST_PROPERTY,
    INITIALIZED_FROM,
    STATUSES,
    WEIGHTS,
    unique_names,
)
from nemokg.training.explain import all_claim_iris as claim_names
from nemokg.training.explain import explain_claims
from nemokg.training.graph import nodes_and_edges
from nemokg.training.names import spaced_words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from nemokg.dataset.opening import Dataset
    from nemokg.site.facts import Facts
    from nemokg.training.edges import Edge
    from nemokg.training.graph import Node

CITATION_FORMATS = ("text", "bibtex", "csl-json")


def graph_page_data(dataset: Dataset, facts: Facts) -> dict[str, Any]:
    """Return the participants and the edges between them, as JSON-compatible values.

    >>> from nemokg.dataset.opening import open_dataset
    >>> from nemokg.site.facts import Facts
    >>> dataset = open_dataset()
    >>> data = graph_page_data(dataset, Facts(dataset.store))
    >>> {edge["source"] for edge in data["edges"]} <= {node["id"] for node in data["nodes"]}
    True
    """
    nodes, edges = nodes_and_edges(dataset.engine)
    keys = unique_names(edges)
    node_data = [_node(facts, node, edges) for node in nodes]
    algorithms = sorted({name for node in node_data for name in node["algorithms"]})
    return {
        "kinds": _kinds(facts, edges),
        "statuses": [_status(facts, name) for name in STATUSES],
        "nodes": node_data,
        "algorithms": {name: _algorithm(facts, name) for name in algorithms},
        "edges": [_edge(facts, edge, keys[edge]) for edge in edges],
    }


def claims_data(dataset: Dataset) -> dict[str, dict[str, Any]]:
    """Return every claim and denial with its evidence, by its local name, for JSON."""
    claims = explain_claims(dataset.engine, claim_names(dataset.engine))
    return {local_name(claim.iri): claim.as_dict() for claim in claims}


def citations_data(dataset: Dataset) -> dict[str, dict[str, str]]:
    """Return the citations of each claim by its local name: the texts that ``nemokg cite`` prints.

    >>> from nemokg import load
    >>> graph = load()
    >>> name, citations = next(iter(citations_data(graph.dataset).items()))
    >>> citations["bibtex"] == graph.cite(name, form="bibtex")
    True
    """
    from nemokg.cite import render_citations
    from nemokg.cite.citation import citations_of_claims

    return {
        local_name(each.claim.iri): {
            form: render_citations([each], form) for form in CITATION_FORMATS
        }
        for each in citations_of_claims(dataset, claim_names(dataset.engine))
    }


def _status(facts: Facts, name: str) -> dict[str, str]:
    iri = full_iri(name)
    return {"id": name, "label": facts.label(iri), "definition": facts.definition(iri)}


def _kinds(facts: Facts, edges: list[Edge]) -> list[dict[str, Any]]:
    counted: dict[str, int] = {}
    for edge in edges:
        counted[edge.kind] = counted.get(edge.kind, 0) + 1
    labels = {
        kind: ", ".join(
            facts.label(property_)
            for property_ in sorted({edge.predicate for edge in edges if edge.kind == kind})
        )
        for kind in counted
    }
    order = sorted(counted, key=lambda kind: (-counted[kind], kind))
    return [
        {
            "id": kind,
            "label": labels[kind],
            "count": counted[kind],
            "againstProperty": kind in AGAINST_PROPERTY,
        }
        for kind in order
    ]


def _algorithm(facts: Facts, name: str) -> dict[str, Any]:
    iri = facts.named_iri("algo", name)
    others = facts.objects_of(iri, "skos:altLabel")
    return {"label": facts.label(iri), "others": others, "definition": facts.definition(iri)}


def _node(facts: Facts, node: Node, edges: list[Edge]) -> dict[str, Any]:
    iri = node.iri
    own_class = next(iter(facts.classes_of(iri)), "")
    stages = sorted(
        facts.subjects_of(iri, "produces"),
        key=lambda s: (facts.natural_number(s, "stageOrder") or 0, s),
    )
    used = [a for stage in stages for a in facts.objects_of(stage, "usesAlgorithm")]
    about = {
        "id": local_name(iri),
        "iri": iri,
        "label": node.label,
        "others": facts.objects_of(iri, "skos:altLabel"),
        "definition": node.definition,
        "class": facts.label(own_class) if own_class else "",
        "group": node.group,
        "groupLabel": spaced_words(node.group),
        "phase": node.phase,
        "iteration": node.iteration,
        "star": any(
            (facts.natural_number(r, "roundNumber") or 0) > 1
            for r in facts.subjects_of(iri, "newTeacher")
        ),
        "reused": bool(facts.subjects_of(iri, "reusedTeacher")),
        "starts": _starts(facts, iri, edges),
        "stages": [_stage(facts, stage) for stage in stages],
        "data": _training_data(facts, iri),
        "algorithms": list(dict.fromkeys(map(local_name, used))),
        "feeds": _feeds(iri, edges),
        "values": _values(facts, iri),
        "page": page_address(facts, iri),
    }
    vague = [facts.first_object(q, "value") for q in facts.objects_of(iri, "startDescription")]
    return {**about, "startDescription": "; ".join(vague)} if vague else about


def _starts(facts: Facts, iri: str, edges: list[Edge]) -> list[dict[str, str]]:
    """Return what a participant has its weights from, and by what step unless it is the first."""
    return [
        {
            "model": local_name(edge.influencer),
            "step": "" if edge.predicate == INITIALIZED_FROM else facts.label(edge.predicate),
            "claim": local_name(edge.claim),
            "status": edge.status,
        }
        for edge in edges
        if edge.kind == WEIGHTS and edge.influenced == iri
    ]


def _training_data(facts: Facts, iri: str) -> list[dict[str, str]]:
    """Return what a participant was trained on, with the claim that each rests on."""
    return [
        {
            "id": local_name(data),
            **_claim(facts, iri, "trainedOn", data),
            "label": facts.label(data),
            "page": page_address(facts, data),
        }
        for data in facts.objects_of(iri, "trainedOn")
    ]


def _claim(facts: Facts, subject: str, name: str, object_: str) -> dict[str, str]:
    """Return the local name and the status of the claim that speaks for a triple."""
    claim = facts.decisive_claim(subject, name, object_)
    if claim is None:
        return {"claim": "", "status": ""}
    return {"claim": local_name(claim.iri), "status": claim.status}


def _stage(facts: Facts, iri: str) -> dict[str, Any]:
    data = facts.objects_of(iri, "trainedOn")
    return {
        "id": local_name(iri),
        "label": facts.label(iri),
        "order": facts.natural_number(iri, "stageOrder"),
        "algorithms": [local_name(a) for a in facts.objects_of(iri, "usesAlgorithm")],
        "data": [
            {"id": local_name(each), "label": facts.label(each), "page": page_address(facts, each)}
            for each in data
        ],
    }


def _feeds(iri: str, edges: list[Edge]) -> list[dict[str, str]]:
    """Return what a participant influences."""
    return [
        {
            "model": local_name(edge.influenced),
            "kind": edge.kind,
            "claim": local_name(edge.claim),
            "status": edge.status,
        }
        for edge in edges
        if edge.influencer == iri
    ]


def _values(facts: Facts, iri: str) -> list[dict[str, str]]:
    values = []
    for name in ("hasQuantity", "hasCharacteristic"):
        for value in facts.objects_of(iri, name):
            kind = facts.first_object(value, "quantityKind")
            label = facts.label(kind) if kind else facts.label(value)
            about = {"label": label, "value": measured_value(facts, value)}
            values.append({**about, **_claim(facts, iri, name, value)})
    return values


def measured_value(facts: Facts, iri: str) -> str:
    """Return what a quantity or characteristic says, with unit and qualifier, parts by name."""
    parts = []
    for each in (iri, *facts.objects_of(iri, "part")):
        unit = facts.first_object(each, "unit")
        word = facts.label(unit) if unit else ""
        after = f" {word}" if word not in ("", "one") else ""
        name = facts.first_object(each, "partName")
        before = f"{name}: " if name else ""
        qualifier = " ".join(facts.objects_of(each, "qualifier")[:1])
        before += f"{qualifier} " if qualifier else ""
        parts += [f"{before}{value}{after}" for value in facts.objects_of(each, "value")]
    return "; ".join(parts)


def _edge(facts: Facts, edge: Edge, key: str) -> dict[str, Any]:
    drawn, reported = _supported(facts, edge.claim)
    return {
        "id": key,
        "source": local_name(edge.subject),
        "target": local_name(edge.object),
        "predicate": local_name(edge.predicate),
        "kind": edge.kind,
        "label": edge.label,
        "status": edge.status,
        "rank": edge.rank,
        "explainer": drawn,
        "report": reported,
    }


def _supported(facts: Facts, claim: str) -> tuple[bool, bool]:
    """Return whether the explainer's drawing, and whether the primary work, support a claim."""
    pipelines = facts.objects_of(claim, "partOfPipeline")
    drawings = {
        drawing for each in pipelines for drawing in facts.objects_of(each, "explainerDrawing")
    }
    works = {work for each in pipelines for work in facts.objects_of(each, "primaryWork")}
    sources = {
        source
        for evidence in facts.objects_of(claim, "evidence")
        if facts.first_object(evidence, "support") == full_iri("supports")
        for source in facts.objects_of(evidence, "dcterms:source")
    }
    return bool(sources & drawings), bool(_with_wholes(facts, sources) & works)


def _with_wholes(facts: Facts, sources: set[str]) -> set[str]:
    """Return sources with the documents of which they are parts or editions."""
    wholes, queue = set[str](), list(sources)
    while queue:
        iri = queue.pop()
        if iri not in wholes:
            wholes.add(iri)
            queue += facts.objects_of(iri, "dcterms:isPartOf", "dcterms:isVersionOf")
    return wholes
