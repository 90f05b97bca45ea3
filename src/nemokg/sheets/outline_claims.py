"""What a sheet can say of the claims, values and evidence of a pipeline."""

from __future__ import annotations

from nemokg.rdf.vocab import PREFIXES, local_name, namespace_of
from nemokg.sheets import vocabulary as words
from nemokg.sheets.naming import Namer

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from nemokg.sheets.graph import PipelineGraph
    from nemokg.sheets.known import KnownResources

    Block = dict[str, Any]

_NEMO = PREFIXES["nemo"]


class ClaimOutline:
    """Says what is claimed, valued and cited, as the blocks of a sheet have it.

    What is in `left_out` is passed over: an IRI, an IRI with the local name of a property, or the
    word evidence with the IRI of a piece.
    """

    def __init__(
        self,
        graph: PipelineGraph,
        known: KnownResources,
        pipeline: str,
        left_out: set[str],
    ) -> None:
        self.graph = graph
        self.known = known
        self.pipeline = pipeline
        self.left_out = left_out
        self.base = namespace_of(pipeline).removesuffix("pipeline/")
        self.names = Namer(self.base)
        self._claims: dict[tuple[str, str, bool], list[str]] = {}
        for claim in graph.instances("Claim"):
            denies = "Denial" in graph.classes(claim)
            of = "owl:assertionProperty" if denies else "rdf:predicate"
            for end in self.ends(claim):
                key = (end, local_name(graph.link(claim, of)), denies)
                self._claims.setdefault(key, []).append(claim)

    def ends(self, claim: str) -> tuple[str, str]:
        """Return the subject and the object of a claim or denial."""
        link = self.graph.link
        return (
            link(claim, "rdf:subject") or link(claim, "owl:sourceIndividual"),
            link(claim, "rdf:object") or link(claim, "owl:targetIndividual"),
        )

    def is_ours(self, iri: str) -> bool:
        """Whether an IRI is one that an id of the sheet stands for."""
        return self.names.is_regular(iri)

    def is_kept(self, iri: str, property_: str) -> bool:
        """Whether a property of an IRI is not left out."""
        return f"{iri} {property_.partition(':')[2]}" not in self.left_out

    def texts(self, iri: str, table: Mapping[str, str]) -> Block:
        """Return the texts of the properties of a table that an IRI has one of."""
        return {
            key: text
            for key, property_ in table.items()
            if self.is_kept(iri, property_) and (text := self.graph.text(iri, property_))
        }

    def evidence_key(self, owner: str, above: Any = None) -> Block:
        """Return the key evidence with that of an owner, unless it is the same above."""
        evidence = self.evidence(owner)
        return {"evidence": evidence} if evidence and evidence != above else {}

    def evidence(self, owner: str) -> Any:
        """Return the evidence of an owner: one piece, a list, or None where there is none."""
        pieces = [
            piece
            for iri in self.graph.links(owner, "nemo:evidence")
            if f"evidence {iri}" not in self.left_out and (piece := self._piece(owner, iri))
        ]
        return pieces[0] if len(pieces) == 1 else pieces or None

    def _piece(self, owner: str, iri: str) -> Any:
        source = self.graph.link(iri, "dcterms:source")
        locator = self.graph.text(iri, "nemo:locator")
        if not source or not locator or iri != self.names.evidence(owner, source, locator):
            return None
        cite = f"{local_name(source)} @ {locator}"
        support = local_name(self.graph.link(iri, "nemo:support"))
        says = self.graph.text(iri, "nemo:paraphrase")
        if support == "supports" and not says:
            return cite
        key = "source" if support == "supports" else support
        return {key: cite, "says": says} if says else {key: cite}

    def claims_of(self, iri: str, predicate: str, *, denies: bool = False) -> list[str]:
        """Return the claims that have an IRI at one end, about a predicate, sorted."""
        return sorted({*self._claims.get((iri, predicate, denies), ())} - self.left_out)

    def statement(self, claim: str, above: Any) -> Any:
        """Return what a sheet says of a claim beside its ends; None where that is nothing."""
        block: Block = {}
        inferred = self.graph.link(claim, "nemo:status") == _NEMO + "inferred"
        if inferred:
            block |= self.texts(claim, {"because": "nemo:rationale"})
            if confidence := self.graph.link(claim, "nemo:confidence"):
                block["sure"] = local_name(confidence)
        block |= self.texts(claim, {"scope": "nemo:scope", "note": "skos:note"})
        rank = local_name(self.graph.link(claim, "nemo:rank"))
        if rank != "normal":
            block["rank"] = rank
        for key, names, property_ in (
            ("role", words.ROLE_NAMES, "nemo:role"),
            ("phase", words.PHASE_NAMES, "nemo:phase"),
        ):
            if name := names.get(local_name(self.graph.link(claim, property_))):
                block[key] = name
        if iteration := self.graph.text(claim, "nemo:iteration"):
            block["iteration"] = int(iteration)
        if self.graph.text(claim, "nemo:shortcut") == "true":
            block["shortcut"] = True
        own = self.evidence_key(claim, above)
        if not block:
            return own.get("evidence")
        return block | own

    def values(self, iri: str, predicate: str, above: Any) -> Block:
        """Return the values of a thing by kind: one, or a list of those that compete."""
        found: dict[str, list[Any]] = {}
        for claim in self._nameable(iri, predicate):
            value = self.ends(claim)[1]
            kind = self.graph.link(value, "nemo:quantityKind")
            shown = self._shown(value)
            said = self.statement(claim, above)
            if is_statement(said):
                if said.get("rank") == "preferred":
                    said = {"prefer": True} | {k: v for k, v in said.items() if k != "rank"}
                allowed = {key: each for key, each in said.items() if key in words.VALUE_KEYS}
                one: Any = {"value": shown} | allowed
            elif said is not None:
                one = {"value": shown, "evidence": said}
            else:
                one = shown
            name = local_name(kind).removeprefix("kind-")
            found.setdefault(name, []).append(one)
        return {
            name: values[0] if len(values) == 1 else [_as_block(value) for value in values]
            for name, values in found.items()
        }

    def _nameable(self, iri: str, predicate: str) -> list[str]:
        """Return the claims of values whose names are those that building gives them."""
        by_kind: dict[str, list[str]] = {}
        for claim in self.claims_of(iri, predicate):
            value = self.ends(claim)[1]
            kind = local_name(self.graph.link(value, "nemo:quantityKind")).removeprefix("kind-")
            if kind and value not in self.left_out and not self.graph.links(value, "nemo:part"):
                by_kind.setdefault(kind, []).append(claim)
        return [
            claim
            for kind, claims in by_kind.items()
            if all(
                self.ends(claim)[1]
                == self.names.value(
                    iri,
                    kind,
                    " ".join(self.graph.texts(self.ends(claim)[1], "nemo:value"))
                    if len(claims) > 1
                    else "",
                )
                for claim in claims
            )
            for claim in claims
        ]

    def _shown(self, value: str) -> Any:
        texts = self.graph.texts(value, "nemo:value")
        unit = self.graph.link(value, "nemo:unit")
        if not unit:
            return texts if len(texts) > 1 else "".join(texts)
        name = local_name(unit).removeprefix("unit-")
        parts = [self.graph.text(value, "nemo:qualifier"), *texts, "" if name == "one" else name]
        return " ".join(filter(None, parts))

    def has_name(self, iri: str) -> bool:
        """Whether a sheet can name a resource by its id."""
        name = local_name(iri)
        own = self.graph.classes(iri) & {"Participant", "TrainingData", "Source", "Benchmark"}
        if own and self.is_ours(iri):
            return True
        kinds = ("participant", "data", "algorithm", "benchmark", "source")
        return any((found := self.known.find(kind, name)) and found.iri == iri for kind in kinds)


def is_statement(said: Any) -> bool:
    """Whether what is said of a claim is more than evidence."""
    return isinstance(said, dict) and not said.keys() & set(words.PIECE_KEYS)


def _as_block(value: Any) -> Any:
    return value if isinstance(value, dict) else {"value": value}
