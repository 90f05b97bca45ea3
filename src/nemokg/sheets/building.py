"""Building: from what a sheet says to the triples of its pipeline.

Whatever follows by rule is derived here: IRIs, labels, types up to the top, plain triples, claims
with their status, participations and releases.
"""

from __future__ import annotations

from dataclasses import dataclass

from nemokg.errors import suggestion_clause
from nemokg.rdf.vocab import PREFIXES
from nemokg.sheets import vocabulary as words
from nemokg.sheets.claims import ClaimBuilder, decimal_text, nearest
from nemokg.sheets.describing import DescriptionBuilder, repeated_types
from nemokg.sheets.naming import Namer, dataset_prefixes, slug
from nemokg.sheets.problems import Place
from nemokg.sheets.triples import Triples

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from nemokg.sheets.known import KnownResources
    from nemokg.sheets.problems import Problems
    from nemokg.sheets.sheet import Sheet, Stage, Thing
    from nemokg.sheets.statements import Piece, Statement, Value

_NEMO = PREFIXES["nemo"]


@dataclass(frozen=True)
class Built:
    """What a sheet was built into: its triples, its claims and how many inherit their evidence."""

    triples: Triples
    claims: int
    inherited: int

    def turtle(self, name: str) -> str:
        """Return the Turtle, which says from which sheet it was built."""
        return self.triples.turtle(f"Built from {name}: change that, and build again.")


def build_triples(sheet: Sheet, known: KnownResources, problems: Problems) -> Built:
    """Return the triples of a sheet; what cannot be built is a problem."""
    names, triples = Namer(sheet.base), Triples(dataset_prefixes(sheet.base))
    claims = ClaimBuilder(sheet, known, names, triples, problems)
    _Builder(claims).build()
    return Built(claims.triples, claims.claims, claims.inherited)


class _Builder(DescriptionBuilder):
    """Builds the things of one sheet."""

    def __init__(self, claims: ClaimBuilder) -> None:
        super().__init__(claims)
        self._data_claims: dict[str, set[str]] = {}

    def build(self) -> None:
        """Write everything."""
        for thing in self.sheet.things.values():
            iri = self._own_iri(thing)
            elsewhere = self.elsewhere(thing)
            label = elsewhere.label if elsewhere else self.label_of(thing)
            self.claims.labels[iri] = label
            if thing.section != "externals" and elsewhere is None:
                self.claims.made_here.add(iri)
            makers = {self.names.agent(statement.target) for statement in thing.maker}
            self.claims.makers[iri] = makers
        self.dataset_and_pipeline(self._released())
        self.sources()
        self.terms()
        for thing in self.sheet.things.values():
            self._thing(thing)
        self.comments(self._anything)
        self._turtle()

    def _turtle(self) -> None:
        """Add what is said in Turtle, since no key can say it."""
        place = self.sheet.turtle_place
        if self.sheet.turtle and place:
            problem = self.triples.add_turtle(self.sheet.turtle, place)
            if problem:
                line, message = problem
                self.problems.add(
                    Place(place.line + line, 1), f"This is no Turtle ({message}); correct it."
                )

    def _own_iri(self, thing: Thing) -> str:
        """Return the IRI of a thing of the sheet: that of a known one which it only refers to."""
        found = self.elsewhere(thing)
        if found is not None:
            return found.iri
        return self.names.iri("data" if thing.section == "datasets" else "model", thing.id)

    def _released(self) -> list[str]:
        iris = (self._participant(name, place) for name, place in self.sheet.pipeline.released)
        return [iri for iri in iris if iri]

    def _participant(self, name: str, place: Place) -> str | None:
        thing = self.sheet.things.get(name)
        if thing is not None:
            return self._own_iri(thing)
        found = self.known.find("participant", name)
        iri = self.names.iri("model", name)
        if found is None and iri in self.claims.in_turtle:
            return iri
        if found is None:
            own = [each.id for each in self.sheet.things.values() if each.section != "datasets"]
            self._unknown("model", name, place, [*own, *self.known.names("participant")])
            return None
        self._refer(found.iri, found.classes, place)
        self.claims.labels.setdefault(found.iri, found.label)
        return found.iri

    def _data(self, name: str, place: Place, *, or_benchmark: bool = False) -> str | None:
        thing = self.sheet.things.get(f"datasets {name}")
        if thing is not None:
            return self._own_iri(thing)
        found = self.known.find("data", name)
        iri = self.names.iri("data", name)
        if found is None and iri in self.claims.in_turtle:
            return iri
        if found is None and or_benchmark:
            own = [term.id for term in self.sheet.terms if term.section == "benchmarks"]
            if name in own:
                return self.names.iri("benchmark", name)
            found = self.known.find("benchmark", name)
        if found is None:
            things = self.sheet.things.values()
            own = [each.id for each in things if each.section == "datasets"]
            self._unknown("dataset", name, place, [*own, *self.known.names("data")])
            return None
        self._refer(found.iri, found.classes, place)
        self.claims.labels.setdefault(found.iri, found.label)
        return found.iri

    def _unknown(self, what: str, name: str, place: Place, known: Iterable[str]) -> None:
        sections = "datasets" if what == "dataset" else "models or externals"
        self.problems.add(
            place,
            f"There is no {what} {name}; describe it in {sections}."
            f"{suggestion_clause(name, known)}",
        )

    def _refer(self, iri: str, classes: set[str], place: Place) -> None:
        """Repeat the types of what is described elsewhere, so that the file stands alone."""
        if iri not in self.triples:
            self.triples.add_types(iri, repeated_types(classes), place)

    def _anything(self, name: str, place: Place) -> str | None:
        """Return the IRI of whatever has an id in the sheet or is known; else a problem."""
        if name in self.sheet.things:
            return self._own_iri(self.sheet.things[name])
        if f"datasets {name}" in self.sheet.things:
            return self._own_iri(self.sheet.things[f"datasets {name}"])
        for what in ("participant", "data", "algorithm", "benchmark", "source"):
            if found := self.known.find(what, name):
                self._refer(found.iri, found.classes, place)
                return found.iri
        if name in self.sheet.sources:
            return self.names.iri("source", name)
        self._unknown("model", name, place, [thing.id for thing in self.sheet.things.values()])
        return None

    def _thing(self, thing: Thing) -> None:
        iri = self._own_iri(thing)
        if thing.section == "datasets":
            self.data(thing, iri)
        else:
            self.participant(thing, iri, self._roles(thing), self._first_use(thing))
        self._edges(thing, iri)
        self._values(thing, iri)
        for stage in thing.stages:
            self._stage(thing, iri, stage)
        self._scores(thing, iri)
        for name, place in thing.possibly_same:
            find = self._data if thing.section == "datasets" else self._participant
            if other := find(name, place):
                self.triples.add_link(iri, "nemo:possiblySameAs", other)

    def _first_use(self, thing: Thing) -> tuple[Piece, ...] | None:
        """Return the evidence of the first statement that names a thing: there it is named too."""
        for other in self.sheet.things.values():
            for statements in other.edges.values():
                for statement in statements:
                    if statement.target == thing.id:
                        return statement.evidence or other.evidence
        return None

    def _roles(self, thing: Thing) -> list[str]:
        """Return what a participant is to the pipeline: as said, or else by kind and edges."""
        if thing.roles:
            return [words.ROLES[role] for role, _ in thing.roles if role != words.NO_ROLE]
        if thing.section == "models":
            roles = {words.ROLE_OF_KIND.get(thing.fields.get("kind", ""), "")}
        else:
            roles = {
                words.ROLE_OF_EDGE.get(key, "")
                for other in self.sheet.things.values()
                for key, statements in other.edges.items()
                if any(statement.target == thing.id for statement in statements)
            }
        return sorted(roles - {""})

    def _edges(self, thing: Thing, iri: str) -> None:
        tables = words.DATA_EDGES if thing.section == "datasets" else words.MODEL_EDGES
        for denies, edges in ((False, thing.edges), (True, thing.denied)):
            for key, statements in edges.items():
                edge = tables[key]
                for statement in statements:
                    other = self._target(edge.kind, statement)
                    if other is None:
                        continue
                    subject, object_ = (other, iri) if edge.inverse else (iri, other)
                    # Whoever names a group says who belongs to it; evaluations make nothing.
                    made = "" if edge.predicate in ("memberOf", "evaluatedBy") else iri
                    stage = self._stage_iri(thing, statement) if statement.stage else ""
                    self.claims.claim(
                        subject, edge.predicate, object_, statement, thing.evidence,
                        self.sheet.evidence, made=made, denies=denies, stage=stage,
                    )  # fmt: skip

    def _target(self, kind: str, statement: Statement) -> str | None:
        if kind == "participant":
            return self._participant(statement.target, statement.place)
        return self._data(statement.target, statement.place, or_benchmark="benchmark" in kind)

    def _stage_iri(self, thing: Thing, statement: Statement) -> str:
        if int(statement.stage) not in {stage.order for stage in thing.stages}:
            self.problems.add(
                statement.place, f"{thing.id} has no stage {statement.stage}; correct the number."
            )
            return ""
        return self.names.iri("stage", f"{thing.id}-stage-{int(statement.stage)}")

    def _values(self, thing: Thing, iri: str) -> None:
        above = (thing.evidence, self.sheet.evidence)
        for predicate, values in (
            ("size", thing.size),
            ("hasQuantity", thing.quantities),
            ("hasCharacteristic", thing.characteristics),
            ("startDescription", thing.start),
        ):
            self._written_values(iri, predicate, values, above, made="")
        for predicate, statements in (("license", thing.license), ("maker", thing.maker)):
            for statement in statements:
                if predicate == "license":
                    other = self.licence(statement)
                else:
                    other = self.agent(statement.target, statement.place)
                if statement.evidence is None and thing.card is None:
                    self.problems.add(
                        statement.place,
                        f"The {_SAID[predicate]} of {thing.id} needs a source that speaks of it;"
                        " add card, with SOURCE @ LOCATOR, or evidence here.",
                    )
                    continue
                self.claims.claim(iri, predicate, other, statement, thing.card, made=iri)

    def _written_values(
        self,
        owner: str,
        predicate: str,
        values: list[Value],
        above: tuple[tuple[Piece, ...] | None, ...],
        made: str,
    ) -> None:
        for value in values:
            rivals = [each for each in values if each.kind == value.kind]
            self.claims.value(owner, predicate, value, rivals, *above, made=made)

    def _stage(self, thing: Thing, iri: str, stage: Stage) -> None:
        name = self.names.iri("stage", f"{thing.id}-stage-{stage.order}")
        techniques = [
            (statement, found)
            for statement in stage.algorithms
            if (found := self.claims.known_or_own("algorithm", statement.target, statement.place))
        ]
        short = f"{self.claims.label(iri)}, stage {stage.order}"
        shown = stage.label or ", ".join(self.claims.label(found) for _, found in techniques)
        self.triples.add_types(name, ["nemo:TrainingStage"], stage.place)
        self.triples.add_text(name, "rdfs:label", f"{short}: {shown}", "en")
        self.triples.add_link(name, "nemo:produces", iri)
        self.triples.add_typed(name, "nemo:stageOrder", str(stage.order))
        self.triples.add_link(name, "nemo:partOfPipeline", self.claims.pipeline)
        self.triples.add_text(name, "skos:note", stage.note, "en")
        self.claims.labels[name] = short
        self.claims.made_here.add(name)
        above = (stage.evidence, thing.evidence, self.sheet.evidence)
        for statement, technique in techniques:
            self.claims.claim(name, "usesAlgorithm", technique, statement, *above, made=name)
        for statement in stage.data:
            if data := self._data(statement.target, statement.place):
                self.triples.add_link(name, "nemo:usesData", data)
                self._trained_on(iri, data, statement, above, name)
        self._written_values(name, "setting", stage.settings, above, made=name)
        self._written_values(name, "hasCharacteristic", stage.characteristics, above, made=name)

    def _trained_on(
        self,
        iri: str,
        data: str,
        statement: Statement,
        above: tuple[tuple[Piece, ...] | None, ...],
        stage: str,
    ) -> None:
        """Write that a model was trained on data in a stage; the same data may serve several."""
        claim = self.names.claim(iri, "trainedOn", data)
        if claim in self._data_claims and stage not in self._data_claims[claim]:
            self.triples.add_link(claim, "nemo:inStage", stage)
            self.claims.evidence(claim, statement.evidence, *above)
        else:
            self.claims.claim(iri, "trainedOn", data, statement, *above, made=iri, stage=stage)
        self._data_claims.setdefault(claim, set()).add(stage)

    def _scores(self, thing: Thing, iri: str) -> None:
        for score in thing.scores:
            place = score.value.claim.place
            benchmark = self.claims.known_or_own("benchmark", score.benchmark, score.place)
            unit = self.claims.known_or_own("unit", score.value.unit or "one", place)
            number = score.value.number
            if benchmark is None or unit is None or number is None:
                continue
            pieces = nearest(score.value.claim.evidence, thing.evidence, self.sheet.evidence)
            source = pieces[0].source if pieces else ""
            parts = [thing.id, score.benchmark, score.fields.get("metric", ""), source]
            extra = [
                score.fields[key]
                for key in ("setting", "mode", "category", "decoding", "column")
                if key in score.fields
            ]
            name = self.names.result("--".join(slug(part) for part in parts if part), extra)
            if "id" in score.fields:
                name = self.names.iri("result", score.fields["id"])
            if name in self.triples:
                self.problems.add(
                    place,
                    "Another result has the same benchmark, metric, setting and source; say what"
                    " sets this one apart with setting.",
                )
                continue
            self.triples.add_types(name, ["nemo:Result"], place)
            shown = [f"{self.claims.label(benchmark)}: {self.claims.label(iri)}"]
            for key in _IN_LABEL:
                if key in score.fields:
                    shown.append(f"{'column ' if key == 'column' else ''}{score.fields[key]}")
            self.triples.add_text(name, "rdfs:label", ", ".join(shown), "en")
            self.triples.add_link(name, "nemo:benchmark", benchmark)
            self.triples.add_link(name, "nemo:evaluatedModel", iri)
            named = score.fields.get("model-status", "stated")
            self.triples.add_link(name, "nemo:modelStatus", _NEMO + named)
            self.triples.add_typed(name, "nemo:value", decimal_text(number))
            self.triples.add_link(name, "nemo:unit", unit)
            self.triples.add_text(name, "nemo:qualifier", score.value.qualifier)
            for key, property_ in _RESULT_TEXTS.items():
                self.triples.add_text(name, property_, score.fields.get(key, ""))
            self.triples.add_text(name, "skos:note", score.fields.get("note", ""), "en")
            self.triples.add_link(name, "nemo:partOfPipeline", self.claims.pipeline)
            self.claims.evidence(
                name, score.value.claim.evidence, thing.evidence, self.sheet.evidence
            )


_SAID = {"license": "licence", "maker": "maker"}
_IN_LABEL = ("table", "column", "category", "decoding", "setting", "mode")
_RESULT_TEXTS = {
    "category": "nemo:category",
    "decoding": "nemo:decoding",
    "metric": "nemo:metric",
    "setting": "nemo:resultSetting",
    "mode": "nemo:mode",
    "table": "nemo:table",
    "column": "nemo:column",
}
