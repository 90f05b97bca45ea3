"""The data that the scripts of the explorer read: the drawn graph, the claims, their citations."""

from __future__ import annotations

from nemokg.rdf.vocab import BASE, PREFIXES
from nemokg.site.claim_index import STATUSES, ClaimIndex
from nemokg.site.facts import full, in_words, local
from nemokg.site.paths import page
from nemokg.training.edges import training_graph
from nemokg.training.explain import claims as claim_names

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from pyoxigraph import Store

    from nemokg.api import KnowledgeGraph
    from nemokg.site.facts import Facts
    from nemokg.training.edges import Edge, Node

CITATION_FORMATS = ("text", "bibtex", "csl-json")
_ONTOLOGY = BASE + "ontology"


def graph_data(store: Store, facts: Facts) -> dict[str, Any]:
    """Return the participants and the edges between them, as values that JSON can hold.

    >>> from nemokg.dataset.opening import open_dataset
    >>> from nemokg.site.facts import Facts
    >>> store = open_dataset().store
    >>> data = graph_data(store, Facts(store))
    >>> {edge["source"] for edge in data["edges"]} <= {node["id"] for node in data["nodes"]}
    True
    """
    nodes, edges = training_graph(store)
    claims = ClaimIndex(facts)
    made = [_node(facts, claims, node, edges) for node in nodes]
    used = sorted({name for node in made for name in node["algorithms"]})
    return {
        "dataset": dataset(facts),
        "kinds": _kinds(facts, edges),
        "statuses": [_status(facts, name) for name in STATUSES],
        "nodes": made,
        "algorithms": {name: _algorithm(facts, name) for name in used},
        "edges": [_edge(facts, claims, edge) for edge in edges],
    }


def claims_data(graph: KnowledgeGraph) -> dict[str, dict[str, Any]]:
    """Return every claim and denial with its evidence, by its local name, for JSON."""
    names = claim_names(graph.engine)
    return {local(name): graph.explain(name).as_dict() for name in names}


def citations_data(graph: KnowledgeGraph) -> dict[str, dict[str, str]]:
    """Return the citations of each claim by its local name: the texts that ``nemokg cite`` prints.

    >>> from nemokg import load
    >>> graph = load()
    >>> name, citations = next(iter(citations_data(graph).items()))
    >>> citations["bibtex"] == graph.cite(name, form="bibtex")
    True
    """
    from nemokg.cite import render
    from nemokg.cite.citation import cite

    dataset = graph.dataset
    return {
        local(each.claim.iri): {form: render([each], form) for form in CITATION_FORMATS}
        for each in cite(dataset.store, graph.claims(), dataset.bundled)
    }


def dataset(facts: Facts) -> dict[str, str]:
    """Return the title, version, IRI and year of the dataset, as its pipelines and ontology say."""
    labels = [facts.label(iri) for iri in _described_pipelines(facts)]
    return {
        "title": ", ".join(labels) or facts.label(_ONTOLOGY),
        "version": facts.first(_ONTOLOGY, "owl:versionInfo"),
        "iri": BASE,
        "year": facts.first(_ONTOLOGY, "dcterms:modified", "dcterms:issued")[:4],
    }


def _described_pipelines(facts: Facts) -> list[str]:
    """Return the pipelines whose edges are recorded; or all, where none is."""
    found = facts.instances("Pipeline")
    stages = set(facts.instances("TrainingStage"))
    own = [iri for iri in found if stages & set(facts.inverse(iri, "partOfPipeline"))]
    return own or found


def _status(facts: Facts, name: str) -> dict[str, str]:
    iri = full(name)
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
    return [{"id": kind, "label": labels[kind], "count": counted[kind]} for kind in order]


def _algorithm(facts: Facts, name: str) -> dict[str, Any]:
    iri = PREFIXES["algo"] + name
    others = facts.values(iri, "skos:altLabel")
    return {"label": facts.label(iri), "others": others, "definition": facts.definition(iri)}


def _node(facts: Facts, claims: ClaimIndex, node: Node, edges: list[Edge]) -> dict[str, Any]:
    iri = node.iri
    own_class = next(iter(facts.types(iri)), "")
    stages = sorted(
        facts.inverse(iri, "produces"), key=lambda s: (facts.number(s, "stageOrder") or 0, s)
    )
    used = [a for stage in stages for a in facts.values(stage, "usesAlgorithm")]
    found = {
        "id": local(iri),
        "iri": iri,
        "label": node.label,
        "others": facts.values(iri, "skos:altLabel"),
        "definition": node.definition,
        "class": facts.label(own_class) if own_class else "",
        "group": node.group,
        "groupLabel": in_words(node.group),
        "phase": node.phase,
        "iteration": node.iteration,
        "star": any(
            (facts.number(r, "roundNumber") or 0) > 1 for r in facts.inverse(iri, "newTeacher")
        ),
        "reused": bool(facts.inverse(iri, "reusedTeacher")),
        "starts": _claimed(facts, claims, iri, "initializedFrom", "model"),
        "stages": [_stage(facts, stage) for stage in stages],
        "data": _claimed(facts, claims, iri, "trainedOn", "id"),
        "algorithms": list(dict.fromkeys(map(local, used))),
        "feeds": _feeds(claims, iri, edges),
        "values": _values(facts, claims, iri),
        "page": page(iri),
    }
    vague = [facts.first(q, "value") for q in facts.values(iri, "startDescription")]
    return {**found, "startDescription": "; ".join(vague)} if vague else found


def _claimed(
    facts: Facts, claims: ClaimIndex, iri: str, name: str, key: str
) -> list[dict[str, str]]:
    """Return the objects of a property, with the claim that each rests on."""
    found = []
    for other in facts.values(iri, name):
        claim, status = claims.of(iri, full(name), other)
        about = {key: local(other), "claim": claim, "status": status}
        found.append({**about, "label": facts.label(other)} if key == "id" else about)
    return found


def _stage(facts: Facts, iri: str) -> dict[str, Any]:
    data = facts.values(iri, "trainedOn")
    return {
        "id": local(iri),
        "label": facts.label(iri),
        "order": facts.number(iri, "stageOrder"),
        "algorithms": [local(a) for a in facts.values(iri, "usesAlgorithm")],
        "data": [{"id": local(each), "label": facts.label(each)} for each in data],
    }


def _feeds(claims: ClaimIndex, iri: str, edges: list[Edge]) -> list[dict[str, str]]:
    """Return what a participant influences; weights flow against the direction of their edge."""
    found = []
    for edge in edges:
        backward = edge.kind == "weights"
        source, target = (edge.target, edge.source) if backward else (edge.source, edge.target)
        if source == iri:
            about = {"model": local(target), "kind": edge.kind}
            found.append({**about, "claim": local(edge.claim), "status": edge.status})
    return found


def _values(facts: Facts, claims: ClaimIndex, iri: str) -> list[dict[str, str]]:
    found = []
    for name in ("hasQuantity", "hasCharacteristic"):
        for value in facts.values(iri, name):
            claim, status = claims.of(iri, full(name), value)
            kind = facts.first(value, "quantityKind")
            label = facts.label(kind) if kind else facts.label(value)
            about = {"label": label, "value": measured(facts, value)}
            found.append({**about, "claim": claim, "status": status})
    return found


def measured(facts: Facts, iri: str) -> str:
    """Return what a quantity or characteristic says, with unit and qualifier, parts by name."""
    said = []
    for each in (iri, *facts.values(iri, "part")):
        unit = facts.first(each, "unit")
        word = facts.label(unit) if unit else ""
        after = f" {word}" if word not in ("", "one") else ""
        name = facts.first(each, "partName")
        before = f"{name}: " if name else ""
        qualifier = " ".join(facts.values(each, "qualifier")[:1])
        before += f"{qualifier} " if qualifier else ""
        said += [f"{before}{value}{after}" for value in facts.values(each, "value")]
    return "; ".join(said)


def _edge(facts: Facts, claims: ClaimIndex, edge: Edge) -> dict[str, Any]:
    drawn, reported = claims.supported(edge.claim) if edge.claim else (False, False)
    name = local(edge.claim) or "--".join(map(local, (edge.source, edge.predicate, edge.target)))
    return {
        "id": name,
        "source": local(edge.source),
        "target": local(edge.target),
        "predicate": local(edge.predicate),
        "kind": edge.kind,
        "label": edge.label,
        "status": edge.status,
        "rank": local(facts.first(edge.claim, "rank")),
        "explainer": drawn,
        "report": reported,
    }
