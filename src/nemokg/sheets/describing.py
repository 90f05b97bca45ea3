"""The descriptions that a sheet becomes: pipeline, sources, terms, models, data, licences."""

from __future__ import annotations

import re

from nemokg.rdf.vocab import PREFIXES, local_name
from nemokg.sheets import vocabulary as words
from nemokg.sheets.naming import slug

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from nemokg.sheets.claims import ClaimBuilder
    from nemokg.sheets.known import Resource
    from nemokg.sheets.problems import Place
    from nemokg.sheets.sheet import Comment, Source, Term, Thing
    from nemokg.sheets.statements import Piece, Statement

_NEMO = PREFIXES["nemo"]
_HUB_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*/[A-Za-z0-9][A-Za-z0-9._-]*")
_WEB = re.compile(r"https?://[^/\s<>\"{}|\\^`]+[^\s<>\"{}|\\^`]*")
_DATES = (
    (re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])"), "xsd:date"),
    (re.compile(r"\d{4}-(0[1-9]|1[0-2])"), "xsd:gYearMonth"),
    (re.compile(r"\d{4}"), "xsd:gYear"),
)
# How model hubs spell the licences that SPDX lists.
_SPDX = {
    "apache-2.0": "Apache-2.0", "mit": "MIT", "cc-by-4.0": "CC-BY-4.0",
    "cc-by-sa-4.0": "CC-BY-SA-4.0", "cc-by-sa-3.0": "CC-BY-SA-3.0", "cc-by-nc-4.0": "CC-BY-NC-4.0",
    "cc-by-nc-sa-4.0": "CC-BY-NC-SA-4.0", "cc0-1.0": "CC0-1.0", "odc-by": "ODC-By-1.0",
    "bsd-3-clause": "BSD-3-Clause", "gpl-3.0": "GPL-3.0-only", "agpl-3.0": "AGPL-3.0-only",
}  # fmt: skip
_CITATION = {
    "identifier": ("dcterms:identifier", ""),
    "repository": ("nemo:repository", ""),
    "path": ("nemo:repositoryPath", ""),
    "commit": ("nemo:commit", ""),
    "kind": ("nemo:sourceKind", ""),
    "tier": ("nemo:sourceTier", ""),
    "access": ("nemo:accessNote", "en"),
    "note": ("skos:note", "en"),
}


class DescriptionBuilder:
    """Writes what a sheet describes; claims and evidence are left to the claim builder."""

    def __init__(self, claims: ClaimBuilder) -> None:
        self.claims = claims
        self.sheet = claims.sheet
        self.known = claims.known
        self.names = claims.names
        self.triples = claims.triples
        self.problems = claims.problems

    def elsewhere(self, thing: Thing) -> Resource | None:
        """Return the known resource that a thing of the sheet refers to, if there is one."""
        if thing.section == "models" or thing.fields.get("label"):
            return None
        return self.known.find("data" if thing.section == "datasets" else "participant", thing.id)

    def label_of(self, thing: Thing) -> str:
        """Return the label of a thing: as written, else its name on the hub, else its id."""
        hub = thing.fields.get("hub", "").rpartition("/")[2]
        return thing.fields.get("label") or hub or thing.id

    def dataset_and_pipeline(self, released: Iterable[str]) -> None:
        """Write who publishes the dataset, and the pipeline."""
        pipeline, add_link = self.sheet.pipeline, self.triples.add_link
        iri = self.claims.pipeline
        self.triples.add_types(iri, ["nemo:Pipeline", "nemo:Account"], pipeline.place)
        self.triples.add_text(iri, "rdfs:label", pipeline.label, "en")
        self.triples.add_text(iri, "skos:definition", pipeline.definition, "en")
        self.claims.labels[iri] = pipeline.label
        for property_, name in (
            ("nemo:primaryWork", pipeline.primary),
            ("nemo:explainer", pipeline.explainer),
            ("nemo:explainerDrawing", pipeline.explainer_drawing),
        ):
            if name and (source := self.claims.source_iri(name, pipeline.primary_place)):
                add_link(iri, property_, source)
        for model in released:
            add_link(iri, "nemo:releasedModel", model)
        if self.sheet.publication is not None:
            self._publication()

    def _publication(self) -> None:
        own = self.sheet.publication
        assert own is not None
        iri = own.iri or own.base.rstrip("/#")
        for text in (own.iri, own.base):
            if text and not _WEB.fullmatch(text):
                self.problems.add(own.place, f"{text} is no http or https address; correct it.")
                return
        if own.base and own.base[-1] not in "/#":
            self.problems.add(own.place, "base ends in / or #, since names follow; add it.")
            return
        if not iri:
            self.problems.add(own.place, "The dataset has no iri and no base; add one of them.")
            return
        self.triples.add_types(iri, ["dcat:Dataset"], own.place)
        self.triples.add_text(iri, "dcterms:title", own.title, "en")
        for creator, _ in own.creators:
            self.triples.add_text(iri, "dcterms:creator", creator)
        self.triples.add_text(iri, "dcterms:publisher", own.publisher)
        if own.license:
            self.triples.add_link(iri, "dcterms:license", own.license)
        self._date(iri, "dcterms:issued", own.issued, own.place)
        self.triples.add_text(iri, "dcat:version", own.version)

    def sources(self) -> None:
        """Write the sources."""
        for source in self.sheet.sources.values():
            iri = self.names.iri("source", source.id)
            types = ["nemo:Work", "nemo:Source"] if source.work else ["nemo:Source"]
            self.triples.add_types(iri, types, source.place)
            title = source.fields.get("title", source.id)
            self.triples.add_text(iri, "rdfs:label", source.fields.get("label", title), "en")
            self.triples.add_text(iri, "dcterms:title", title, "en")
            for creator, _ in source.creators:
                self.triples.add_text(iri, "dcterms:creator", creator)
            if publisher := source.fields.get("publisher"):
                self.triples.add_link(iri, "dcterms:publisher", self.agent(publisher, source.place))
            self._source(iri, source)

    def _source(self, iri: str, source: Source) -> None:
        fields = {"kind": "document", "tier": "secondary", **source.fields}
        for key, (property_, language) in _CITATION.items():
            self.triples.add_text(iri, property_, fields.get(key, ""), language)
        self._date(iri, "dcterms:issued", fields.get("issued", ""), source.place)
        self._url(iri, fields.get("url", ""), source.place)
        for name, property_ in (
            (source.part_of, "dcterms:isPartOf"),
            (source.edition_of, "dcterms:isVersionOf"),
        ):
            if name and (whole := self.claims.source_iri(name, source.place)):
                self.triples.add_link(iri, property_, whole)

    def _date(self, iri: str, property_: str, text: str, place: Place) -> None:
        for form, datatype in _DATES:
            if form.fullmatch(text):
                self.triples.add_typed(iri, property_, text, datatype)
                return
        if text:
            self.problems.add(place, f"{text} is no date; write it as 2026-01-31, 2026-01 or 2026.")

    def _url(self, iri: str, text: str, place: Place) -> None:
        if text and not _WEB.fullmatch(text):
            self.problems.add(place, f"{text} is no http or https address; correct or remove it.")
        elif text:
            self.triples.add_link(iri, "schema:url", text)

    def terms(self) -> None:
        """Write the techniques, kinds, units and benchmarks that the sheet adds."""
        for term in self.sheet.terms:
            what = term.section.removesuffix("s")
            iri = self.names.iri(what, term.id)
            if what == "algorithm":
                self._technique(iri, term)
            elif what == "benchmark":
                self._benchmark(iri, term)
            else:
                self._concept(iri, term, what)

    def _technique(self, iri: str, term: Term) -> None:
        label = term.fields.get("label", term.id)
        self.claims.labels[iri] = label
        self.triples.add_types(iri, ["nemo:Algorithm"], term.place)
        self.triples.add_text(iri, "rdfs:label", label, "en")
        self.triples.add_text(iri, "skos:prefLabel", label, "en")
        for other, _ in term.also:
            self.triples.add_text(iri, "skos:altLabel", other, "en")
        self.triples.add_text(iri, "skos:definition", term.fields.get("definition", ""), "en")
        broader = term.fields.get("broader", "training-technique")
        if above := self.claims.known_or_own("algorithm", broader, term.place):
            self.triples.add_link(iri, "skos:broader", above)
        self.triples.add_link(iri, "skos:inScheme", PREFIXES["algo"] + "techniques")
        self.claims.evidence(iri, term.evidence, self.sheet.evidence)

    def _benchmark(self, iri: str, term: Term) -> None:
        label = term.fields.get("label", term.id)
        self.claims.labels[iri] = label
        self.triples.add_types(iri, ["nemo:Benchmark"], term.place)
        self.triples.add_text(iri, "rdfs:label", label, "en")
        self.triples.add_text(iri, "nemo:metric", term.fields.get("metric", ""))
        self.triples.add_text(iri, "nemo:taskDomain", term.fields.get("domain", ""))
        self._url(iri, term.fields.get("url", ""), term.place)

    def _concept(self, iri: str, term: Term, what: str) -> None:
        text = term.fields.get("text", term.id)
        label = text if what == "kind" else term.id
        self.claims.labels[iri] = label
        self.triples.add_types(
            iri, ["nemo:QuantityKind" if what == "kind" else "nemo:Unit"], term.place
        )
        self.triples.add_text(iri, "rdfs:label", label, "en")
        self.triples.add_text(iri, "skos:prefLabel", label, "en")
        if what == "unit":
            self.triples.add_text(iri, "skos:definition", text, "en")
        scheme = "kinds" if what == "kind" else "units"
        self.triples.add_link(iri, "skos:inScheme", PREFIXES["quantity"] + scheme)

    def participant(
        self, thing: Thing, iri: str, roles: Iterable[str], use: tuple[Piece, ...] | None
    ) -> None:
        """Write a model, track, group or system, its release, and its part in the pipeline.

        `use` is the evidence of the first statement that names it, for one without its own.
        """
        own = thing.section == "models"
        elsewhere = self.elsewhere(thing)
        kind = thing.fields.get("kind", "student" if own else "checkpoint")
        self._types(thing, iri, words.MODEL_KINDS[kind])
        if elsewhere is None:
            self._described(thing, iri, use)
        property_ = "nemo:partOfPipeline" if own else "nemo:externalTo"
        self.triples.add_link(iri, property_, self.claims.pipeline)
        used = thing.evidence if elsewhere is not None else None
        if roles or used or thing.fields.get("iteration") or thing.fields.get("phase"):
            self._participation(thing, iri, roles, used)

    def _types(self, thing: Thing, iri: str, classes: Iterable[str]) -> None:
        """Give a thing these classes; one that is described elsewhere those that it has there."""
        found = self.elsewhere(thing)
        types = repeated_types(found.classes) if found else [f"nemo:{name}" for name in classes]
        self.triples.add_types(iri, types, thing.place)

    def _participation(
        self, thing: Thing, iri: str, roles: Iterable[str], used: tuple[Piece, ...] | None
    ) -> None:
        """Write the part that a participant takes; `used` is evidence that it is used at all."""
        part = f"{self.sheet.pipeline.id}--{local_name(iri)}"
        part_iri = self.names.iri("participation", part)
        self.triples.add_types(part_iri, ["nemo:Participation"], thing.place)
        self.triples.add_link(part_iri, "nemo:participant", iri)
        self.triples.add_link(part_iri, "nemo:partOfPipeline", self.claims.pipeline)
        for role in roles:
            self.triples.add_link(part_iri, "nemo:role", _NEMO + role)
        if iteration := thing.fields.get("iteration"):
            self.triples.add_typed(part_iri, "nemo:iteration", str(int(iteration)))
        if phase := thing.fields.get("phase"):
            self.triples.add_link(part_iri, "nemo:phase", _NEMO + words.PHASES[phase])
        if used:
            self.claims.evidence(part_iri, used)

    def _described(self, thing: Thing, iri: str, use: tuple[Piece, ...] | None) -> None:
        self.triples.add_text(iri, "rdfs:label", self.label_of(thing), "en")
        for other, _ in thing.also:
            self.triples.add_text(iri, "skos:altLabel", other, "en")
        definition = thing.fields.get("definition") or (
            f"{self.label_of(thing)}, as {self.sheet.pipeline.label} "
            + ("makes it." if thing.section == "models" else "uses it.")
        )
        self.triples.add_text(iri, "skos:definition", definition, "en")
        self.triples.add_text(iri, "nemo:family", thing.fields.get("family", ""))
        self.triples.add_text(iri, "skos:editorialNote", thing.fields.get("note", ""), "en")
        if thing.unnamed:
            self.triples.add_typed(iri, "nemo:unnamed", "true")
        above = (thing.card, use, self.sheet.evidence)
        cited = self.claims.evidence(iri, thing.evidence, *above)
        if not cited and iri not in self.claims.cited_in_turtle:
            self.problems.add(
                thing.place,
                f"Nothing says where {thing.id} is named; add evidence here, or at the top of the"
                " sheet.",
            )
        if thing.fields.get("hub"):
            self._release(thing, iri, use)

    def _release(self, thing: Thing, iri: str, use: tuple[Piece, ...] | None) -> None:
        hub = thing.fields["hub"]
        if not _HUB_ID.fullmatch(hub):
            self.problems.add(thing.place, f"hub is OWNER/NAME, not {hub}; correct it.")
            return
        name = hub.rpartition("/")[2]
        taken = {slug(each.id) for each in self.sheet.things.values()}
        local = f"{slug(name)}-release" if slug(name) in taken else slug(name)
        release = self.names.iri("model", local)
        self.triples.add_link(iri, "nemo:releasedAs", release)
        self.triples.add_types(release, ["nemo:Release"], thing.place)
        self.triples.add_text(release, "rdfs:label", name, "en")
        self.triples.add_text(release, "dcterms:identifier", name)
        self.triples.add_text(release, "nemo:hubId", hub)
        self.triples.add_text(release, "nemo:revision", thing.fields.get("revision", ""))
        if gated := thing.fields.get("gated"):
            self.triples.add_typed(release, "nemo:gated", gated)
        for language, _ in thing.languages:
            self.triples.add_text(release, "dcterms:language", language)
        available = thing.fields.get("available", "")
        self._date(release, "dcterms:available", available, thing.place)
        self.triples.add_link(release, "schema:url", words.HUB + hub)
        self.claims.evidence(release, thing.card, thing.evidence, use, self.sheet.evidence)

    def data(self, thing: Thing, iri: str) -> None:
        """Write a dataset or environment."""
        self._types(thing, iri, words.DATA_KINDS[thing.fields.get("kind", "dataset")])
        if self.elsewhere(thing) is not None:
            return
        self.triples.add_text(iri, "rdfs:label", self.label_of(thing), "en")
        for other, _ in thing.also:
            self.triples.add_text(iri, "skos:altLabel", other, "en")
        for key, property_ in (("definition", "skos:definition"), ("note", "skos:editorialNote")):
            self.triples.add_text(iri, property_, thing.fields.get(key, ""), "en")
        self.triples.add_link(iri, "nemo:partOfPipeline", self.claims.pipeline)
        hub = thing.fields.get("hub", "")
        if hub and not _HUB_ID.fullmatch(hub):
            self.problems.add(thing.place, f"hub is OWNER/NAME, not {hub}; correct it.")
        elif hub:
            self.triples.add_text(iri, "nemo:recordedAs", hub)
            self.triples.add_link(iri, "schema:url", f"{words.HUB}datasets/{hub}")
        self._url(iri, thing.fields.get("url", ""), thing.place)
        self.claims.evidence(iri, thing.evidence, thing.card)

    def licence(self, statement: Statement) -> str:
        """Return the IRI of a licence, which is written unless it is a known one."""
        name = statement.target
        found = self.known.find("licence", slug(name))
        iri = found.iri if found else self.names.iri("licence", slug(name))
        if found is not None or iri in self.triples:
            return iri
        own = self.sheet.licences.get(name)
        place = own.place if own else statement.place
        label = (own and own.label) or _SPDX.get(name, name)
        identifier = (own and own.identifier) or _SPDX.get(name) or f"LicenseRef-{name}"
        self.claims.labels[iri] = label
        self.triples.add_types(iri, ["nemo:License"], place)
        self.triples.add_text(iri, "rdfs:label", label, "en")
        self.triples.add_text(iri, "dcterms:identifier", identifier)
        if own is not None:
            self._url(iri, own.url, place)
            for clause in own.clauses:
                local = f"{slug(name)}--{slug(clause.section)}--{clause.reaches}"
                clause_iri = self.names.iri("clause", local)
                self.triples.add_link(iri, "nemo:clause", clause_iri)
                self.triples.add_types(clause_iri, ["nemo:Clause"], clause.place)
                shown = f"{label}, section {clause.section}"
                self.triples.add_text(clause_iri, "rdfs:label", shown, "en")
                self.triples.add_text(clause_iri, "nemo:section", clause.section)
                self.triples.add_text(clause_iri, "nemo:paraphrase", clause.says, "en")
                if clause.reaches:
                    self.triples.add_link(clause_iri, "nemo:reaches", _NEMO + clause.reaches)
                self.claims.evidence(clause_iri, clause.evidence)
        return iri

    def agent(self, name: str, place: Place) -> str:
        """Return the IRI of a maker or publisher, who is written down by name."""
        iri = self.names.agent(name)
        self.claims.labels[iri] = name
        if iri not in self.triples:
            self.triples.add_types(iri, ["foaf:Organization", "foaf:Agent"], place)
            self.triples.add_text(iri, "rdfs:label", name, "en")
            self.triples.add_text(iri, "foaf:name", name)
        return iri

    def comments(self, find: Callable[[str, Place], str | None]) -> None:
        """Write the remarks and conflicts; `find` returns the IRI of what they are about."""
        for comment in self.sheet.comments:
            self._comment(comment, [find(name, place) for name, place in comment.about])

    def _comment(self, comment: Comment, about: Iterable[str | None]) -> None:
        is_conflict = comment.section == "conflicts"
        iri = self.names.iri("conflict" if is_conflict else "remark", comment.id)
        types = ["nemo:Conflict", "nemo:Remark"] if is_conflict else ["nemo:Remark"]
        self.triples.add_types(iri, types, comment.place)
        label = comment.fields.get("label") or comment.id.replace("-", " ")
        self.triples.add_text(iri, "rdfs:label", label, "en")
        self.triples.add_text(iri, "dcterms:description", comment.fields.get("text", ""), "en")
        if is_conflict:
            self.triples.add_text(iri, "nemo:conflictWeight", comment.fields.get("weight", "B"))
            resolution = comment.fields.get("resolution", "")
            self.triples.add_text(iri, "nemo:resolution", resolution, "en")
            self.triples.add_text(iri, "dcterms:identifier", comment.fields.get("identifier", ""))
        for other in about:
            if other is not None:
                self.triples.add_link(iri, "nemo:about", other)
        self.triples.add_link(iri, "nemo:partOfPipeline", self.claims.pipeline)
        self.claims.evidence(iri, comment.evidence, self.sheet.evidence)


_CHAINS = (*words.MODEL_KINDS.values(), *words.DATA_KINDS.values())
_DISTANCE = {name: len(chain) - at for chain in _CHAINS for at, name in enumerate(chain)}


def repeated_types(classes: set[str]) -> list[str]:
    """Return those of some classes that sheets know, from the narrowest to the top."""
    own = sorted(classes & _DISTANCE.keys(), key=lambda name: (-_DISTANCE[name], name))
    return [f"nemo:{name}" for name in own]
