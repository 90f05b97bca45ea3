"""The table of the models: what each was initialised from, its data, algorithms and feeds."""

from __future__ import annotations

from dataclasses import dataclass

from nemokg.rdf.vocab import local_name
from nemokg.site.facts import without_repeats
from nemokg.training.edges import VALUE_MODEL, WEIGHTS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from nemokg.site.facts import Facts

# These are other columns of the table; the kinds that are left bring data or judgment.
_ELSEWHERE = (WEIGHTS, VALUE_MODEL, "distillation", "reward")


@dataclass(frozen=True)
class Item:
    """An entry of a cell: where it leads, a note beside it, and the claim that asserts it.

    It is `contradicted` if its claim is refuted, denied, or against a source.
    """

    label: str
    href: str = ""
    note: str = ""
    claim: str = ""
    status: str = ""
    contradicted: bool = False


@dataclass(frozen=True)
class Row:
    """A model as the data of the graph give it, and the cells beside it."""

    model: dict[str, Any]
    starts: list[Item]
    data: list[Item]
    algorithms: list[Item]
    feeds: list[Item]


def participant_rows(facts: Facts, data: dict[str, Any]) -> list[Row]:
    """Return a row for each participant, in the order of the data of the graph.

    >>> from nemokg.site.facts import Facts
    >>> from pyoxigraph import Store
    >>> participant_rows(Facts(Store()), {"nodes": [], "edges": []})
    []
    """
    rows = []
    for node in data["nodes"]:
        reaching = [edge for edge in data["edges"] if edge["target"] == node["id"]]
        rewards = [edge for edge in reaching if edge["kind"] == "reward"]
        critics = [
            _model(facts, edge["target"], "value model", edge["id"], edge["status"])
            for edge in data["edges"]
            if edge["kind"] == VALUE_MODEL and edge["source"] == node["id"]
        ]
        helping = [edge for edge in reaching if edge["kind"] not in _ELSEWHERE]
        rows.append(
            Row(
                model=node,
                starts=_starts(facts, node),
                data=[
                    *_data(facts, node),
                    *(_source(facts, edge) for edge in helping),
                    *_members(facts, node),
                ],
                algorithms=[
                    *_algorithms(facts, node),
                    *(_source(facts, edge) for edge in rewards),
                    *critics,
                ],
                feeds=_feeds(facts, node),
            )
        )
    return rows


def _claimed(facts: Facts, label: str, href: str, note: str, claim: str, status: str) -> Item:
    """Return an entry that a claim asserts, whose local name is empty if there is none."""
    against = bool(claim) and facts.is_contradicted(facts.named_iri("claim", claim))
    return Item(label, href, note, claim, status, against)


def _asserted(facts: Facts, label: str, href: str, note: str, triple: tuple[str, str, str]) -> Item:
    """Return an entry that the claim asserts which speaks for a triple, if there is any."""
    claim = facts.decisive_claim(*triple)
    name, status = (local_name(claim.iri), claim.status) if claim else ("", "")
    return _claimed(facts, label, href, note, name, status)


def _model(facts: Facts, name: str, note: str, claim: str, status: str) -> Item:
    label = facts.label(facts.named_iri("model", name))
    return _claimed(facts, label, f"#model/{name}", note, claim, status)


def _source(facts: Facts, edge: dict[str, Any]) -> Item:
    property_ = facts.named_iri("nemo", edge["predicate"])
    does = facts.label(property_).removesuffix(" for").removesuffix(" to")
    return _model(facts, edge["source"], does, edge["id"], edge["status"])


def _starts(facts: Facts, node: dict[str, Any]) -> list[Item]:
    items = [_model(facts, s["model"], s["step"], s["claim"], s["status"]) for s in node["starts"]]
    for vague in facts.objects_of(node["iri"], "startDescription"):
        words = f"“{facts.first_object(vague, 'value')}”"
        triple = (node["iri"], "startDescription", vague)
        items.append(_asserted(facts, words, "", "in the words of the source", triple))
    return items


def _data(facts: Facts, node: dict[str, Any]) -> list[Item]:
    return [
        _claimed(facts, each["label"], each["page"], "", each["claim"], each["status"])
        for each in node["data"]
    ]


def _members(facts: Facts, node: dict[str, Any]) -> list[Item]:
    return [
        _asserted(
            facts,
            facts.label(member),
            f"#model/{local_name(member)}",
            "member",
            (member, "memberOf", node["iri"]),
        )
        for member in facts.subjects_of(node["iri"], "memberOf")
    ]


def _algorithms(facts: Facts, node: dict[str, Any]) -> list[Item]:
    several = len(node["stages"]) > 1
    items = []
    for stage in node["stages"]:
        iri = facts.named_iri("stage", stage["id"])
        note = f"stage {stage['order']}" if several else ""
        for algorithm in facts.objects_of(iri, "usesAlgorithm"):
            triple = (iri, "usesAlgorithm", algorithm)
            href = f"#algorithm/{local_name(algorithm)}"
            items.append(_asserted(facts, facts.label(algorithm), href, note, triple))
    return items


def _feeds(facts: Facts, node: dict[str, Any]) -> list[Item]:
    """Return the models that a model trains, each once, with all the ways in which it does."""
    by_model: dict[str, list[dict[str, str]]] = {}
    for feed in node["feeds"]:
        by_model.setdefault(feed["model"], []).append(feed)
    for iri in facts.objects_of(node["iri"], "feeds"):
        if local_name(iri) not in by_model:
            claim = facts.decisive_claim(node["iri"], "feeds", iri)
            name, status = (local_name(claim.iri), claim.status) if claim else ("", "")
            by_model[local_name(iri)] = [{"kind": "feeds", "claim": name, "status": status}]
    rounds = facts.subjects_of(node["iri"], "reusedTeacher")
    reused = {
        local_name(student) for each in rounds for student in facts.objects_of(each, "student")
    }
    items = []
    for name, feeds in by_model.items():
        note = ", ".join(without_repeats(feed["kind"] for feed in feeds))
        note = f"↺ {note}" if name in reused else note
        items.append(_model(facts, name, note, feeds[0]["claim"], feeds[0]["status"]))
    return items
