"""Reading a sheet: from YAML to what it says, and a problem for each thing that it cannot say."""

from __future__ import annotations

import re
from dataclasses import replace

from nemokg.sheets import vocabulary as words
from nemokg.sheets.nodes import (
    entries_of,
    is_empty,
    is_mapping,
    items_of,
    known_entries,
    parse_yaml,
    place_of,
)
from nemokg.sheets.problems import Place, Problems
from nemokg.sheets.sheet import (
    Clause,
    Comment,
    Licence,
    Pipeline,
    Publication,
    Score,
    Sheet,
    Source,
    Stage,
    Term,
    Thing,
)
from nemokg.sheets.statements import StatementReader

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from yaml.nodes import Node

    from nemokg.sheets.nodes import Entry

_ID = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?")
_LICENCE_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9.+-]*")
_START = Place(1, 1)
_LISTS = ("also", "languages", "role", "possibly-same-as", "creators", "released", "about")


def read_sheet(text: str, problems: Problems) -> Sheet | None:
    """Return what a sheet says; None, with problems added, where too little can be read.

    >>> problems = Problems()
    >>> read_sheet("sheet: 2", problems) is None, str(problems.in_order()[0])
    (True, '1:8: This is a sheet of form 2, and only form 1 is known; write sheet: 1.')
    """
    root = parse_yaml(text, problems)
    if root is None:
        if not len(problems):
            problems.add(_START, "The sheet is empty; `nemokg sheet new ID` writes a start.")
        return None
    return _Reader(problems).sheet(root)


class _Reader(StatementReader):
    """Reads the sections of one sheet."""

    def sheet(self, root: Node) -> Sheet | None:
        entries = known_entries(root, words.SHEET_KEYS, "A sheet", self.problems)
        form = self.text(entries, "sheet")
        if form != "1":
            place = place_of(entries["sheet"].value) if "sheet" in entries else _START
            self.problems.add(
                place,
                f"This is a sheet of form {form}, and only form 1 is known; write sheet: 1."
                if form
                else "The form of the sheet is missing; write sheet: 1 in the first line.",
            )
            return None
        pipeline = self._pipeline(entries)
        if pipeline is None:
            return None
        terms = self._keyed(entries, "terms", words.TERM_KEYS, "terms")
        return Sheet(
            publication=self._publication(entries),
            pipeline=pipeline,
            evidence=self.own_evidence(entries),
            sources={each.key: self._source(each) for each in self._ids(entries, "sources")},
            terms=[
                self._term(each, section)
                for section in ("algorithms", "kinds", "units", "benchmarks")
                for each in self._ids(terms, section)
            ],
            licences={each.key: self._licence(each) for each in self._ids(terms, "licences")},
            things=self._things(entries),
            comments=[
                self._comment(each, section)
                for section in ("remarks", "conflicts")
                for each in self._ids(entries, section)
            ],
            turtle=entries["turtle"].value.value if self.text(entries, "turtle") else "",
            turtle_place=place_of(entries["turtle"].value) if "turtle" in entries else None,
        )

    def _keyed(
        self, entries: Mapping[str, Entry], key: str, known: Sequence[str], thing: str
    ) -> dict[str, Entry]:
        value = entries[key].value if key in entries else None
        return known_entries(value, known, f"The section {thing}", self.problems)

    def _ids(self, entries: Mapping[str, Entry], section: str) -> Iterator[Entry]:
        """Yield the entries of a section whose keys are ids; another key is a problem."""
        if section not in entries:
            return
        for entry in entries_of(entries[section].value, self.problems):
            if _ID.fullmatch(entry.key) or (
                section == "licences" and _LICENCE_ID.fullmatch(entry.key)
            ):
                yield entry
            else:
                self.problems.add(
                    entry.place,
                    f"An id has letters, digits and hyphens, and begins and ends without a hyphen;"
                    f" rename {entry.key}.",
                )

    def _require(
        self, entry: Entry, own: Mapping[str, Entry], keys: Sequence[str], thing: str
    ) -> None:
        """Add a problem for each key that is missing below an entry, if there are keys at all."""
        if is_mapping(entry.value) or is_empty(entry.value):
            for key in keys:
                if key not in own:
                    self.problems.add(entry.place, f"{thing} has no {key}; add it.")

    def _fields(self, entries: Mapping[str, Entry], keys: Sequence[str]) -> dict[str, str]:
        return {key: text for key in keys if (text := self.text(entries, key))}

    def _publication(self, entries: Mapping[str, Entry]) -> Publication | None:
        if "dataset" not in entries:
            return None
        own = self._keyed(entries, "dataset", words.DATASET_KEYS, "dataset")
        fields = self._fields(own, [key for key in words.DATASET_KEYS if key not in _LISTS])
        return Publication(
            place=entries["dataset"].place, creators=self.texts(own, "creators"), **fields
        )

    def _pipeline(self, entries: Mapping[str, Entry]) -> Pipeline | None:
        if "pipeline" not in entries:
            self.problems.add(_START, "The sheet has no pipeline; add it, with id and label.")
            return None
        section = entries["pipeline"]
        own = self._keyed(entries, "pipeline", words.PIPELINE_KEYS, "pipeline")
        fields = self._fields(own, [key for key in words.PIPELINE_KEYS if key not in _LISTS])
        self._require(section, own, ("id", "label", "definition", "primary"), "The pipeline")
        name = fields.get("id", "")
        if name and not _ID.fullmatch(name):
            self.problems.add(
                place_of(own["id"].value), "An id has letters, digits and hyphens; rename it."
            )
        if not name:
            return None
        return Pipeline(
            id=name,
            place=section.place,
            label=fields.get("label", name),
            definition=fields.get("definition", ""),
            primary=fields.get("primary", ""),
            primary_place=place_of(own["primary"].value) if "primary" in own else section.place,
            released=self.texts(own, "released"),
            explainer=fields.get("explainer", ""),
            explainer_drawing=fields.get("explainer-drawing", ""),
        )

    def _source(self, entry: Entry) -> Source:
        own = known_entries(entry.value, words.SOURCE_KEYS, "A source", self.problems)
        self._require(entry, own, ("title",), f"The source {entry.key}")
        special = ("creator", "part-of", "edition-of", "work")
        return Source(
            id=entry.key,
            place=entry.place,
            fields=self._fields(own, [key for key in words.SOURCE_KEYS if key not in special]),
            creators=self.texts(own, "creator"),
            part_of=self.text(own, "part-of"),
            edition_of=self.text(own, "edition-of"),
            work=self.truth(own, "work"),
        )

    def _term(self, entry: Entry, section: str) -> Term:
        # A kind or unit may be one line: its label, or its definition.
        if section in ("kinds", "units"):
            text = self.text({entry.key: entry}, entry.key)
            return Term(entry.key, entry.place, section, {"text": text})
        known = words.ALGORITHM_KEYS if section == "algorithms" else words.BENCHMARK_KEYS
        thing = "A technique" if section == "algorithms" else "A benchmark"
        own = known_entries(entry.value, known, thing, self.problems)
        self._require(entry, own, ("label",), entry.key)
        texts = [key for key in known if key not in ("also", "evidence")]
        return Term(
            entry.key,
            entry.place,
            section,
            self._fields(own, texts),
            self.texts(own, "also"),
            self.own_evidence(own),
        )

    def _licence(self, entry: Entry) -> Licence:
        own = known_entries(entry.value, words.LICENCE_KEYS, "A licence", self.problems)
        clauses = []
        for node in items_of(own["clauses"].value) if "clauses" in own else ():
            keys = known_entries(node, words.CLAUSE_KEYS, "A clause", self.problems)
            for key in ("section", "reaches", "says"):
                if key not in keys:
                    self.problems.add(place_of(node), f"The clause has no {key}; add it.")
            clauses.append(
                Clause(
                    place_of(node),
                    self.text(keys, "section"),
                    self.choice(keys, "reaches", words.REACHES),
                    self.text(keys, "says"),
                    self.own_evidence(keys),
                )
            )
        fields = self._fields(own, ("label", "identifier", "url"))
        return Licence(
            entry.key,
            entry.place,
            fields.get("label", ""),
            fields.get("identifier", ""),
            fields.get("url", ""),
            clauses,
        )

    def _things(self, entries: Mapping[str, Entry]) -> dict[str, Thing]:
        things: dict[str, Thing] = {}
        for section in ("models", "externals", "datasets"):
            for entry in self._ids(entries, section):
                if entry.key in things and (section == "datasets") == (
                    things[entry.key].section == "datasets"
                ):
                    first = things[entry.key].place.line
                    self.problems.add(
                        entry.place, f"{entry.key} is described in line {first} already; join them."
                    )
                else:
                    name = f"datasets {entry.key}" if section == "datasets" else entry.key
                    things[name] = self._thing(entry, section)
        return things

    def _thing(self, entry: Entry, section: str) -> Thing:
        known, kinds, edge_keys, what = {
            "models": (words.MODEL_KEYS, words.MODEL_KINDS, words.MODEL_EDGES, "A model"),
            "externals": (
                words.PARTICIPANT_KEYS, words.MODEL_KINDS, words.MODEL_EDGES, "An external model",
            ),
            "datasets": (words.DATA_KEYS, words.DATA_KINDS, words.DATA_EDGES, "A dataset"),
        }[section]  # fmt: skip
        own = known_entries(entry.value, known, what, self.problems)
        if section == "models":
            self._require(entry, own, ("label",), entry.key)
        kind = self.choice(own, "kind", tuple(kinds))
        fields = self._fields(
            own, ("label", "definition", "note", "family", "hub", "revision", "available", "url")
        )
        fields["kind"] = kind
        if "gated" in own:
            fields["gated"] = "true" if self.truth(own, "gated") else "false"
        fields["phase"] = self.choice(own, "phase", tuple(words.PHASES))
        iteration = self.text(own, "iteration")
        if iteration and not iteration.isdecimal():
            self.problems.add(place_of(own["iteration"].value), "iteration is a whole number.")
        fields["iteration"] = iteration if iteration.isdecimal() else ""
        roles = self.texts(own, "role")
        for role, place in roles:
            if role not in (*words.ROLES, words.NO_ROLE):
                self.problems.add(place, f"role is one of {', '.join(words.ROLES)}, not {role}.")
        denied = self._keyed(own, "not", tuple(edge_keys), "not")
        return Thing(
            id=entry.key,
            place=entry.place,
            section=section,
            fields={key: text for key, text in fields.items() if text},
            also=self.texts(own, "also"),
            languages=self.texts(own, "languages"),
            roles=roles,
            possibly_same=self.texts(own, "possibly-same-as"),
            unnamed=self.truth(own, "unnamed"),
            evidence=self.own_evidence(own),
            card=self.own_evidence(own, "card"),
            edges={key: self.statements(own[key]) for key in edge_keys if key in own},
            denied={key: self.statements(each) for key, each in denied.items()},
            license=self.statements(own.get("license")),
            maker=self.statements(own.get("maker")),
            size=self.values_of_kind(own.get("size")),
            quantities=self.values(own.get("quantities")),
            characteristics=self.values(own.get("characteristics"), in_words=True),
            start=self.values_of_kind(own.get("start"), in_words=True),
            stages=self._stages(own),
            scores=self._scores(own),
        )

    def _stages(self, own: Mapping[str, Entry]) -> list[Stage]:
        stages = []
        for order, node in enumerate(items_of(own["stages"].value) if "stages" in own else (), 1):
            keys = known_entries(node, words.STAGE_KEYS, "A stage", self.problems)
            if "algorithm" not in keys:
                self.problems.add(place_of(node), "The stage names no algorithm; add it.")
            stages.append(
                Stage(
                    place=place_of(node),
                    order=order,
                    label=self.text(keys, "label"),
                    algorithms=self.statements(keys.get("algorithm")),
                    data=self.statements(keys.get("data")),
                    settings=self.values(keys.get("quantities")),
                    characteristics=self.values(keys.get("characteristics"), in_words=True),
                    evidence=self.own_evidence(keys),
                    note=self.text(keys, "note"),
                )
            )
        return stages

    def _scores(self, own: Mapping[str, Entry]) -> list[Score]:
        scores = []
        for entry in self._ids(own, "results"):
            for node in items_of(entry.value):
                keys = known_entries(node, words.RESULT_KEYS, "A result", self.problems)
                if "value" not in keys:
                    self.problems.add(
                        entry.place, f"The result on {entry.key} has no value; add it."
                    )
                    continue
                self.choice(keys, "model-status", words.MODEL_STATUSES)
                texts = [key for key in words.RESULT_KEYS if key not in ("value", "evidence")]
                for value in self.values_of_kind(keys["value"]):
                    claim = replace(value.claim, evidence=self.own_evidence(keys))
                    scores.append(
                        Score(
                            entry.key,
                            entry.place,
                            replace(value, claim=claim),
                            self._fields(keys, texts),
                        )
                    )
        return scores

    def _comment(self, entry: Entry, section: str) -> Comment:
        known = words.REMARK_KEYS if section == "remarks" else words.CONFLICT_KEYS
        thing = "A remark" if section == "remarks" else "A conflict"
        own = known_entries(entry.value, known, thing, self.problems)
        self._require(entry, own, ("about", "text"), entry.key)
        texts = [key for key in known if key not in ("about", "evidence")]
        return Comment(
            entry.key,
            entry.place,
            section,
            self.texts(own, "about"),
            self._fields(own, texts),
            self.own_evidence(own),
        )
