"""The outline of participants and data: what stands below their ids in a sheet."""

from __future__ import annotations

import re

from nemokg.rdf.vocab import FOAF, PREFIXES, local_name
from nemokg.sheets import vocabulary as words
from nemokg.sheets.outline_claims import is_statement

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from nemokg.sheets.outline_claims import Block, ClaimOutline
    from nemokg.sheets.vocabulary import EdgeKey

_NEMO = PREFIXES["nemo"]
NAME = FOAF + "name"
_RESULT_TEXTS = {
    "metric": "nemo:metric", "setting": "nemo:resultSetting", "mode": "nemo:mode",
    "table": "nemo:table", "column": "nemo:column", "category": "nemo:category",
    "decoding": "nemo:decoding", "note": "skos:note",
}  # fmt: skip


class ParticipantOutline:
    """Makes the blocks of models, tracks, groups and systems."""

    def __init__(self, outline: ClaimOutline) -> None:
        self.outline = outline
        self.graph = outline.graph

    def block(self, iri: str, *, is_own: bool) -> Block:
        """Return the block of a participant; of one described elsewhere, its part alone."""
        outline = self.outline
        part = self._part(iri)
        is_described = self.graph.is_described(iri)
        block: Block = {}
        if is_described:
            block |= outline.texts(iri, {"label": "rdfs:label", "definition": "skos:definition"})
            if also := self.graph.texts(iri, "skos:altLabel"):
                block["also"] = also
            kind = kind_of(self.graph.classes(iri), words.MODEL_KINDS)
            if kind != ("student" if is_own else "checkpoint"):
                block["kind"] = kind
            block |= outline.texts(iri, {"family": "nemo:family", "note": "skos:editorialNote"})
            if self.graph.text(iri, "nemo:unnamed") == "true":
                block["unnamed"] = True
            block |= outline.evidence_key(iri)
        else:
            block |= outline.evidence_key(part)
        block |= self._said_of_part(part)
        if is_described:
            block |= self._release(iri)
        block |= statements(outline, iri, words.MODEL_EDGES, block.get("evidence"))
        block |= _values(outline, iri, block.get("evidence"))
        same = [
            local_name(other)
            for other in self.graph.links(iri, "nemo:possiblySameAs")
            if outline.has_name(other)
        ]
        if same:
            block["possibly-same-as"] = same
        if is_own and (stages := self._stages(iri, block.get("evidence"))):
            block["stages"] = stages
        return block | self._results(iri, block.get("evidence"))

    def _part(self, iri: str) -> str:
        parts = self.graph.subjects("nemo:participant", iri)
        return parts[0] if len(parts) == 1 else ""

    def _said_of_part(self, part: str) -> Block:
        block: Block = {}
        roles = [
            words.ROLE_NAMES[local_name(role)]
            for role in self.graph.links(part, "nemo:role")
            if local_name(role) in words.ROLE_NAMES
        ]
        if roles or not self.graph.links(part, "nemo:role"):
            block["role"] = roles if len(roles) > 1 else (roles or [words.NO_ROLE])[0]
        if iteration := self.graph.text(part, "nemo:iteration"):
            block["iteration"] = int(iteration)
        if phase := words.PHASE_NAMES.get(local_name(self.graph.link(part, "nemo:phase"))):
            block["phase"] = phase
        return block

    def _release(self, iri: str) -> Block:
        release = self.graph.link(iri, "nemo:releasedAs")
        hub = self.graph.text(release, "nemo:hubId")
        if not hub or f"{release} hubId" in self.outline.left_out:
            return {}
        block: Block = {"hub": hub}
        table = {"revision": "nemo:revision", "available": "dcterms:available"}
        block |= self.outline.texts(release, table)
        if gated := self.graph.text(release, "nemo:gated"):
            block["gated"] = gated == "true"
        if languages := self.graph.texts(release, "dcterms:language"):
            block["languages"] = languages
        evidence = self.outline.evidence(release)
        return block | ({"card": evidence} if evidence else {})

    def _stages(self, iri: str, above: Any) -> list[Block]:
        stages = [
            stage
            for stage in self.graph.subjects("nemo:produces", iri)
            if local_name(stage).startswith(f"{local_name(iri)}-stage-")
        ]
        stages.sort(key=lambda stage: int(self.graph.text(stage, "nemo:stageOrder") or 0))
        if any(stage in self.outline.left_out for stage in stages):
            return []  # the order would be another without it
        blocks = [self._stage(iri, stage, above) for stage in stages]
        return blocks if all(block["algorithm"] for block in blocks) else []

    def _stage(self, iri: str, stage: str, above: Any) -> Block:
        outline = self.outline
        block: Block = {}
        techniques = {
            local_name(self.graph.link(claim, "rdf:object")): outline.statement(claim, above)
            for claim in outline.claims_of(stage, "usesAlgorithm")
        }
        block["algorithm"] = _brief(techniques)
        head = f"{self.graph.text(iri, 'rdfs:label')}, stage "
        label = self.graph.text(stage, "rdfs:label")
        shown = re.fullmatch(re.escape(head) + r"\d+: (.*)", label)
        derived = ", ".join(self._label(name) for name in techniques)
        if shown and shown[1] != derived:
            block["label"] = shown[1]
        data = {
            local_name(self.graph.link(claim, "rdf:object")): outline.statement(claim, above)
            for claim in outline.claims_of(iri, "trainedOn")
            if stage in self.graph.links(claim, "nemo:inStage")
        }
        if data:
            block["data"] = _brief(data)
        for key, predicate in (
            ("quantities", "setting"),
            ("characteristics", "hasCharacteristic"),
        ):
            if values := outline.values(stage, predicate, above):
                block[key] = values
        return block | outline.texts(stage, {"note": "skos:note"})

    def _label(self, technique: str) -> str:
        own = self.graph.text(f"{self.outline.base}algorithm/{technique}", "rdfs:label")
        found = self.outline.known.find("algorithm", technique)
        return own or (found.label if found else technique)

    def _results(self, iri: str, above: Any) -> Block:
        outline = self.outline
        found: dict[str, list[Any]] = {}
        for result in self.graph.subjects("nemo:evaluatedModel", iri):
            if result in outline.left_out or "DerivedResult" in self.graph.classes(result):
                continue
            unit = local_name(self.graph.link(result, "nemo:unit")).removeprefix("unit-")
            value = self.graph.text(result, "nemo:value")
            qualifier = self.graph.text(result, "nemo:qualifier")
            if qualifier not in words.QUALIFIERS:
                qualifier = ""
            block: Block = {
                "id": local_name(result),
                "value": " ".join(filter(None, (qualifier, value, "" if unit == "one" else unit))),
            }
            block |= outline.texts(result, _RESULT_TEXTS) | outline.evidence_key(result, above)
            if self.graph.link(result, "nemo:modelStatus") == _NEMO + "inferred":
                block["model-status"] = "inferred"
            benchmark = local_name(self.graph.link(result, "nemo:benchmark"))
            found.setdefault(benchmark, []).append(block)
        return {"results": _unwrapped(found)} if found else {}


def data_block(outline: ClaimOutline, iri: str) -> Block:
    """Return the block of a dataset or environment that is described here."""
    graph = outline.graph
    block = outline.texts(iri, {"label": "rdfs:label", "definition": "skos:definition"})
    if also := graph.texts(iri, "skos:altLabel"):
        block["also"] = also
    kind = kind_of(graph.classes(iri), words.DATA_KINDS)
    if kind != "dataset":
        block["kind"] = kind
    block |= outline.texts(iri, {"hub": "nemo:recordedAs", "note": "skos:editorialNote"})
    url = graph.link(iri, "schema:url")
    if url and url != f"{words.HUB}datasets/{block.get('hub', '')}":
        block["url"] = url
    block |= outline.evidence_key(iri)
    sizes = outline.values(iri, "size", block.get("evidence"))
    if "size" in sizes:
        block["size"] = sizes["size"]
    block |= statements(outline, iri, words.DATA_EDGES, block.get("evidence"))
    block |= _values(outline, iri, block.get("evidence"))
    same = [
        local_name(other)
        for other in graph.links(iri, "nemo:possiblySameAs")
        if outline.has_name(other)
    ]
    return block | ({"possibly-same-as": same} if same else {})


def statements(outline: ClaimOutline, iri: str, table: Mapping[str, EdgeKey], above: Any) -> Block:
    """Return the edges of a thing by key, and those that are denied below ``not``."""
    found: Block = {}
    denied: Block = {}
    for denies, target in ((False, found), (True, denied)):
        for key, edge in table.items():
            named = {}
            for claim in outline.claims_of(iri, edge.predicate, denies=denies):
                subject, object_ = outline.ends(claim)
                made, other = (object_, subject) if edge.inverse else (subject, object_)
                of_stage = outline.graph.link(claim, "nemo:inStage")
                if made != iri or not outline.has_name(other):
                    continue
                if key == "data" and outline.graph.links(claim, "nemo:inStage"):
                    continue  # said at the stage
                said = outline.statement(claim, above)
                if of_stage:
                    number = local_name(of_stage).rpartition("-stage-")[2]
                    said = {**_as_statement(said), "stage": int(number)}
                named[local_name(other)] = said
            if named:
                target[key] = _brief(named)
    return found | ({"not": denied} if denied else {})


def kind_of(classes: set[str], kinds: Mapping[str, tuple[str, ...]]) -> str:
    """Return the kind of sheets whose classes these are; the one with most of them otherwise.

    >>> kind_of({"Checkpoint", "Model", "Participant"}, words.MODEL_KINDS)
    'checkpoint'
    """
    return max(
        kinds, key=lambda kind: (set(kinds[kind]) <= classes, len(set(kinds[kind]) & classes))
    )


def _values(outline: ClaimOutline, iri: str, above: Any) -> Block:
    block: Block = {}
    for key, predicate in (
        ("quantities", "hasQuantity"),
        ("characteristics", "hasCharacteristic"),
    ):
        if values := outline.values(iri, predicate, above):
            block[key] = values
    start = outline.values(iri, "startDescription", above)
    if "start" in start:
        block["start"] = start["start"]
    for key, predicate in (("license", "license"), ("maker", "maker")):
        named = {}
        for claim in outline.claims_of(iri, predicate):
            target = outline.graph.link(claim, "rdf:object")
            name = local_name(target)
            if predicate == "maker":
                name = outline.graph.text(target, NAME) or name
            named[name] = _as_statement(outline.statement(claim, None))
        if named:
            block[key] = named
    return block


def _as_statement(said: Any) -> Block:
    """Return what is said of a claim as a statement, where it is evidence alone."""
    if said is None:
        return {}
    if is_statement(said):
        return dict(said)
    return {"evidence": said}


def _brief(named: Mapping[str, Any]) -> Any:
    """Return names alone, where nothing is said of any: one, or a list."""
    if any(said is not None for said in named.values()):
        return dict(named)
    names = list(named)
    return names[0] if len(names) == 1 else names


def _unwrapped(found: Mapping[str, list[Any]]) -> Block:
    return {name: blocks[0] if len(blocks) == 1 else blocks for name, blocks in found.items()}
