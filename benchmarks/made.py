"""One made-up pipeline: its models, edges, claims and evidence, as nodes with their properties."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from random import Random

ALGORITHMS = ("fine-tuning", "reward-learning", "preference-learning", "distillation")
_SCHEME = "algo:made-techniques"
_WORDS = {
    "nemo:initializedFrom": "initialised from",
    "nemo:distilledInto": "distilled into",
    "nemo:rewards": "rewards",
    "nemo:judges": "judges",
    "nemo:generatesDataFor": "generates data for",
    "nemo:trainedOn": "trained on",
    "nemo:usesAlgorithm": "uses algorithm",
}
# In turn: two in ten are inferred, two only attributed, as in a well-documented pipeline.
_STATUSES = ("stated", "stated", "attributed", "stated", "inferred") * 2
_DEPTHS = (10, 6, 3, 12, 5, 9, 4, 11, 7, 8)
# Types are asserted up to the top.
_BROADER = {
    "nemo:GeneralTeacher": "nemo:Teacher",
    "nemo:AgenticTeacher": "nemo:Teacher",
    "nemo:Teacher": "nemo:Checkpoint",
    "nemo:StudentCheckpoint": "nemo:Checkpoint",
    "nemo:RewardModel": "nemo:Checkpoint",
    "nemo:Checkpoint": "nemo:Model",
    "nemo:Model": "nemo:Participant",
    "nemo:Dataset": "nemo:TrainingData",
    "nemo:Work": "nemo:Source",
    "nemo:Pipeline": "nemo:Account",
}


@dataclass
class Node:
    """A resource, by its prefixed name, and what is said of it."""

    name: str
    properties: list[tuple[str, str]] = field(default_factory=list)

    def say(self, **properties: str) -> Node:
        """Add properties of the ontology's own namespace."""
        self.properties += [(f"nemo:{name}", value) for name, value in properties.items()]
        return self


def described(name: str, kind: str, label: str, definition: str = "") -> Node:
    """Return a node with its type and those above it, its label and definition."""
    node = Node(name)
    broader: str | None = kind
    while broader:
        node.properties.append(("rdf:type", broader))
        broader = _BROADER.get(broader)
    node.properties.append(("rdfs:label", f'"{label}"@en'))
    if definition:
        node.properties.append(("skos:definition", f'"{definition}"@en'))
    return node


def local(name: str) -> str:
    """Return a prefixed name without its prefix."""
    return name.partition(":")[2]


def evidence(owner: Node, source: str, locator: str, text: str = "") -> Node:
    """Return evidence of a source that supports what is said of the owner, who names it."""
    slug = locator.lower().replace(" ", "-")
    node = Node(f"evidence:{local(owner.name)}--{local(source)}--{slug}")
    node.properties = [("rdf:type", "nemo:Evidence"), ("dcterms:source", source)]
    node.say(locator=f'"{locator}"', support="nemo:supports")
    if text:
        node.say(paraphrase=f'"{text}"@en')
    owner.say(evidence=node.name)
    return node


def source(name: str, title: str, kind: str, tier: str) -> Node:
    """Return a source or a work."""
    node = described(name, kind, title)
    node.properties.append(("dcterms:title", f'"{title}"@en'))
    return node.say(sourceKind='"technical-report"', sourceTier=f'"{tier}"')


def common_nodes() -> list[Node]:
    """Return what all families refer to: the techniques and the survey that names them."""
    survey = source(
        "source:made-survey", "Survey of made-up techniques", "nemo:Source", "secondary"
    )
    scheme = described(_SCHEME, "skos:ConceptScheme", "Made-up techniques")
    found = [survey, scheme]
    for name in ALGORITHMS:
        label = name.replace("-", " ").capitalize()
        node = described(
            f"algo:made-{name}", "nemo:Algorithm", label, f"A way of training: {label}."
        )
        node.properties += [
            ("skos:prefLabel", f'"{label}"@en'),
            ("skos:inScheme", _SCHEME),
            ("skos:topConceptOf", _SCHEME),
        ]
        found += [node, evidence(node, survey.name, f"Section on {name}")]
    return found


class Family:
    """A pipeline, made from its number alone."""

    def __init__(self, number: int) -> None:
        self.id = f"made-{number:06}"
        self.title = f"Family {number}"
        self.pipeline = f"pipeline:{self.id}"
        self.depth = _DEPTHS[number % len(_DEPTHS)]
        self._random = Random(number)  # noqa: S311 - repeatable is what it should be
        self._edges = 0
        self._nodes: list[Node] = []

    def nodes(self) -> list[Node]:
        """Make the nodes; call it once."""
        work, report, card = (f"source:{self.id}-{part}" for part in ("work", "report", "card"))
        made = f"Report on {self.title}"
        edition = source(report, f"{made}, first edition", "nemo:Source", "primary")
        edition.properties.append(("dcterms:isVersionOf", work))
        self._nodes = [
            source(work, made, "nemo:Work", "primary"),
            edition,
            source(card, f"Model card of {self.title}", "nemo:Source", "secondary"),
        ]
        students = [self._model(f"student-{i}", "nemo:StudentCheckpoint") for i in self._line()]
        base = self._model("base", "nemo:Checkpoint")
        pipeline = described(
            self.pipeline, "nemo:Pipeline", self.title, f"How {self.title} came to be."
        )
        pipeline.say(primaryWork=work, releasedModel=students[-1])
        self._nodes.append(pipeline)
        for parent, child in zip([base, *students], students, strict=False):
            self._edge(child, "nemo:initializedFrom", parent)
            self._stage(child)
        self._distil(students)
        self._help(base, students)
        return self._nodes

    def _line(self) -> range:
        return range(1, self.depth + 1)

    def _model(self, part: str, kind: str, membership: str = "partOfPipeline") -> str:
        label = f"{self.title}, {part.replace('-', ' ')}"
        node = described(f"model:{self.id}-{part}", kind, label, f"The {part} of {self.title}.")
        node.say(**{membership: self.pipeline})
        page = 1 + int(self._random.random() * 90)
        self._nodes += [node, evidence(node, f"source:{self.id}-report", f"Section 2 p{page}")]
        return node.name

    def _edge(self, subject: str, predicate: str, object_: str, status: str = "") -> Node:
        """Add an edge with its claim and evidence, and return the claim."""
        status = status or _STATUSES[self._edges % len(_STATUSES)]
        self._edges += 1
        name = f"claim:{local(subject)}--{local(predicate)}--{local(object_)}"
        words = f"{local(subject)} – {_WORDS[predicate]} – {local(object_)}"
        claim = described(name, "nemo:Claim", words)
        claim.properties[1:1] = [("rdf:type", "rdf:Statement")]
        parts = ("rdf:subject", subject), ("rdf:predicate", predicate), ("rdf:object", object_)
        claim.properties += [*parts, ("dcterms:identifier", f'"e{self._edges:03}"')]
        claim.say(status=f"nemo:{status}", rank="nemo:normal", partOfPipeline=self.pipeline)
        if status == "inferred":
            claim.say(rationale='"Nothing else fits the dates."@en', confidence="nemo:medium")
        paper = "report" if status == "stated" else "card"
        locator = f"Section {1 + int(self._random.random() * 6)}"
        proof = evidence(claim, f"source:{self.id}-{paper}", locator, f"says: {words}")
        self._nodes += [Node(subject, [(predicate, object_)]), claim, proof]
        return claim

    def _stage(self, model: str) -> None:
        label = f"Training of {local(model)}"
        stage = described(f"stage:{local(model)}-stage-1", "nemo:TrainingStage", label)
        stage.say(produces=model, stageOrder="1", partOfPipeline=self.pipeline)
        self._nodes.append(stage)
        algorithm = ALGORITHMS[int(self._random.random() * len(ALGORITHMS))]
        self._edge(stage.name, "nemo:usesAlgorithm", f"algo:made-{algorithm}")

    def _distil(self, students: list[str]) -> None:
        """Fork teachers from the line, some from other teachers, and distil them back into it."""
        earlier = ""
        for place, (parent, student) in enumerate(pairwise(students), 1):
            kind = "nemo:AgenticTeacher" if place % 3 == 0 else "nemo:GeneralTeacher"
            teacher = self._model(f"teacher-{place}", kind)
            fork = earlier if earlier and self._random.random() < 0.3 else parent
            self._edge(teacher, "nemo:initializedFrom", fork)
            self._stage(teacher)
            label = f"{self.title}, round {place}"
            round_ = described(f"round:{self.id}-{place}", "nemo:DistillationRound", label)
            round_.say(roundNumber=str(place), student=student, partOfPipeline=self.pipeline)
            round_.say(newTeacher=teacher)
            self._nodes.append(round_)
            self._edge(teacher, "nemo:distilledInto", student)
            if earlier and self._random.random() < 0.5:
                round_.say(reusedTeacher=earlier)
                self._edge(earlier, "nemo:distilledInto", student)
            earlier = teacher

    def _help(self, base: str, students: list[str]) -> None:
        """Add what helps in training: data, a generator, a reward model and a judge."""
        reward = self._model("reward-model", "nemo:RewardModel")
        self._edge(reward, "nemo:initializedFrom", base)
        self._stage(reward)
        generator = self._model("generator", "nemo:Model", "externalTo")
        for place, student in enumerate(students):
            data = described(
                f"dataset:{self.id}-{place}", "nemo:Dataset", f"{self.title}, data {place}"
            )
            self._nodes.append(data.say(partOfPipeline=self.pipeline))
            self._edge(student, "nemo:trainedOn", data.name)
            if place % 2:
                self._edge(generator, "nemo:generatesDataFor", student)
            else:
                self._edge(reward, "nemo:rewards", student)
        self._edge(reward, "nemo:judges", students[-1], "stated")

    def plant(self, most: int) -> list[tuple[str, str]]:
        """Make mistakes, at most so many; return the shape that each breaks and the node named."""
        claims = [node for node in self._nodes if node.name.startswith("claim:")]
        proofs = [node for node in self._nodes if node.name.startswith("evidence:made")]
        models = [n for n in self._nodes if n.name.startswith("model:") and len(n.properties) > 1]
        inferred = next(c for c in claims if ("nemo:status", "nemo:inferred") in c.properties)
        judging = [edge for edge in self._nodes if edge.properties[0][0] == "nemo:judges"]
        planted: list[tuple[str, str]] = []
        for shape, node, property_, change in (
            ("Claim-hasStatus", claims[0], "nemo:status", ""),
            ("Claim-hasRank", claims[1], "nemo:rank", ""),
            ("Claim-inferredRationale", inferred, "nemo:rationale", ""),
            ("Evidence-locator", proofs[-1], "nemo:locator", ""),
            ("Labelled-hasLabel", models[0], "rdfs:label", ""),
            ("Literal-whitespace", models[1], "rdfs:label", f'"{self.title} "@en'),
            ("Claim-triple", claims[-1], "", ""),
            ("Claim-ofTriple", models[2], "nemo:judges", models[3].name),
        )[:most]:
            planted.append((f"nemosh:{shape}", node.name))
            if not property_:
                self._nodes.remove(judging[0])
            node.properties = [p for p in node.properties if p[0] != property_]
            if change:
                node.properties.append((property_, change))
        return planted
