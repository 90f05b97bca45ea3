"""The outline of a sheet: what the keys of a sheet can say of a pipeline, as nested mappings."""

from __future__ import annotations

from nemokg.rdf.vocab import BASE, PREFIXES, local_name
from nemokg.sheets.outline_claims import ClaimOutline
from nemokg.sheets.outline_things import NAME, ParticipantOutline, data_block

TYPE_CHECKING = False
if TYPE_CHECKING:
    from nemokg.sheets.outline_claims import Block

_SOURCE_TEXTS = {
    "identifier": "dcterms:identifier", "kind": "nemo:sourceKind", "tier": "nemo:sourceTier",
    "issued": "dcterms:issued", "repository": "nemo:repository", "path": "nemo:repositoryPath",
    "commit": "nemo:commit", "access": "nemo:accessNote", "note": "skos:note",
}  # fmt: skip


class SheetOutline(ClaimOutline):
    """Makes the outline of one pipeline."""

    def document(self) -> Block:
        """Return the sections of the sheet."""
        document: Block = {"sheet": 1}
        sections = {
            "dataset": self._publication(),
            "pipeline": self._pipeline(),
            "sources": {local_name(iri): self._source(iri) for iri in self._own("Source")},
            "terms": self._terms(),
            "models": self._participants("nemo:partOfPipeline"),
            "externals": self._participants("nemo:externalTo"),
            "datasets": {
                local_name(iri): data_block(self, iri) for iri in self._own("TrainingData")
            },
            "remarks": self._comments("Remark"),
            "conflicts": self._comments("Conflict"),
        }
        return document | {key: value for key, value in sections.items() if value}

    def _own(self, class_: str) -> list[str]:
        """Return the described instances of a class, but for those that are left out."""
        return [
            iri
            for iri in self.graph.instances(class_)
            if self.graph.is_described(iri) and iri not in self.left_out and self.is_ours(iri)
        ]

    def _publication(self) -> Block:
        data = set(self.graph.instances("TrainingData"))
        found = [
            iri for iri in self.graph.subjects("rdf:type", PREFIXES["dcat"] + "Dataset")
            if iri not in data
        ]  # fmt: skip
        if len(found) != 1:
            return {"base": self.base} if self.base != BASE else {}
        iri = found[0]
        block: Block = {"base": self.base} if self.base != BASE else {}
        if block.get("base", "").rstrip("/#") != iri:
            block["iri"] = iri
        block |= self.texts(iri, {"title": "dcterms:title"})
        if creators := self.graph.texts(iri, "dcterms:creator"):
            block["creators"] = creators
        block |= self.texts(iri, {"publisher": "dcterms:publisher"})
        if licence := self.graph.link(iri, "dcterms:license"):
            block["license"] = licence
        return block | self.texts(iri, {"version": "dcat:version", "issued": "dcterms:issued"})

    def _pipeline(self) -> Block:
        iri = self.pipeline
        block: Block = {"id": local_name(iri)}
        block |= self.texts(iri, {"label": "rdfs:label", "definition": "skos:definition"})
        block["primary"] = local_name(self.graph.link(iri, "nemo:primaryWork"))
        if released := self.graph.links(iri, "nemo:releasedModel"):
            block["released"] = [local_name(model) for model in released]
        for key, property_ in (
            ("explainer", "nemo:explainer"),
            ("explainer-drawing", "nemo:explainerDrawing"),
        ):
            if source := self.graph.link(iri, property_):
                block[key] = local_name(source)
        return block

    def _source(self, iri: str) -> Block:
        title = self.graph.text(iri, "dcterms:title")
        block: Block = {}
        if (label := self.graph.text(iri, "rdfs:label")) != title:
            block["label"] = label
        block["title"] = title
        if creators := self.graph.texts(iri, "dcterms:creator"):
            block["creator"] = creators if len(creators) > 1 else creators[0]
        if publisher := self.graph.text(self.graph.link(iri, "dcterms:publisher"), NAME):
            block["publisher"] = publisher
        block |= self.texts(iri, _SOURCE_TEXTS)
        if url := self.graph.link(iri, "schema:url"):
            block["url"] = url
        for key, property_ in (
            ("part-of", "dcterms:isPartOf"),
            ("edition-of", "dcterms:isVersionOf"),
        ):
            if whole := self.graph.link(iri, property_):
                block[key] = local_name(whole)
        if "Work" in self.graph.classes(iri):
            block["work"] = True
        return block

    def _terms(self) -> Block:
        techniques, benchmarks = {}, {}
        for iri in self._own("Algorithm"):
            block = self.texts(iri, {"label": "rdfs:label", "definition": "skos:definition"})
            if also := self.graph.texts(iri, "skos:altLabel"):
                block["also"] = also
            if broader := self.graph.link(iri, "skos:broader"):
                block["broader"] = local_name(broader)
            techniques[local_name(iri)] = block | self.evidence_key(iri)
        for iri in self._own("Benchmark"):
            table = {"label": "rdfs:label", "metric": "nemo:metric", "domain": "nemo:taskDomain"}
            block = self.texts(iri, table)
            if url := self.graph.link(iri, "schema:url"):
                block["url"] = url
            benchmarks[local_name(iri)] = block
        kinds = {
            local_name(iri).removeprefix("kind-"): self.graph.text(iri, "rdfs:label")
            for iri in self._own("QuantityKind")
        }
        units = {
            local_name(iri).removeprefix("unit-"): self.graph.text(iri, "skos:definition")
            for iri in self._own("Unit")
        }
        found = {
            "algorithms": techniques,
            "kinds": kinds,
            "units": units,
            "benchmarks": benchmarks,
            "licences": {local_name(iri): self._licence(iri) for iri in self._own("License")},
        }
        return {key: value for key, value in found.items() if value}

    def _licence(self, iri: str) -> Block:
        block = self.texts(iri, {"label": "rdfs:label", "identifier": "dcterms:identifier"})
        if url := self.graph.link(iri, "schema:url"):
            block["url"] = url
        clauses = []
        for clause in self.graph.links(iri, "nemo:clause"):
            table = {"section": "nemo:section", "says": "nemo:paraphrase"}
            own: Block = {"reaches": local_name(self.graph.link(clause, "nemo:reaches"))}
            clauses.append(self.texts(clause, table) | own | self.evidence_key(clause))
        return block | ({"clauses": clauses} if clauses else {})

    def _participants(self, property_: str) -> Block:
        things = ParticipantOutline(self)
        return {
            local_name(iri): things.block(iri, is_own=property_ == "nemo:partOfPipeline")
            for iri in self.graph.subjects(property_, self.pipeline)
            if "Participant" in self.graph.classes(iri) and iri not in self.left_out
        }

    def _comments(self, class_: str) -> Block:
        found = {}
        for iri in self._own(class_):
            if ("Conflict" in self.graph.classes(iri)) != (class_ == "Conflict"):
                continue
            table = {"label": "rdfs:label", "text": "dcterms:description"}
            if class_ == "Conflict":
                table |= {
                    "weight": "nemo:conflictWeight",
                    "resolution": "nemo:resolution",
                    "identifier": "dcterms:identifier",
                }
            about = [
                local_name(other)
                for other in self.graph.links(iri, "nemo:about")
                if f"{iri} about {other}" not in self.left_out and self.has_name(other)
            ]
            if about:
                block: Block = {"about": about} | self.texts(iri, table)
                found[local_name(iri).removeprefix("remark-")] = block | self.evidence_key(iri)
        return found
