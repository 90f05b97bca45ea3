"""The words of sheets: which keys each part has, and what they stand for in the ontology.

The reader, the schema for editors and the builder all follow these tables.
"""

from __future__ import annotations

from typing import NamedTuple


class EdgeKey(NamedTuple):
    """What a key under a model or dataset stands for.

    `predicate` is the local name of the property. Where `inverse`, the thing named is the subject.
    `kind` says what may be named: a participant, data, or either.
    """

    predicate: str
    inverse: bool = False
    kind: str = "participant"
    description: str = ""


MODEL_EDGES = {
    "from": EdgeKey("initializedFrom", description="What its training began with."),
    "merged-from": EdgeKey("mergedFrom", description="The models that were merged into it."),
    "merge-base": EdgeKey("mergeBase", description="The base of the merge."),
    "adapter-of": EdgeKey("adapterOf", description="The model for which the adapter was trained."),
    "quantized-from": EdgeKey("quantizedFrom", description="What it has at a lower precision."),
    "pruned-from": EdgeKey("prunedFrom", description="What it is the rest of after pruning."),
    "weight-parent": EdgeKey(
        "weightParent", description="What its weights come from, where nobody says how."
    ),
    "value-model-from": EdgeKey("valueModelFrom", description="What its value model began with."),
    "distilled-from": EdgeKey("distilledInto", True, description="Its teachers."),
    "data-from": EdgeKey("generatesDataFor", True, description="Who wrote its training data."),
    "transformed-by": EdgeKey(
        "transformsDataFor", True, description="Who rewrote, translated or read its data."
    ),
    "filtered-by": EdgeKey("filtersDataFor", True, description="Who decided which data were kept."),
    "judged-by": EdgeKey("judges", True, description="Who graded or compared its data."),
    "rewarded-by": EdgeKey("rewards", True, description="Whose scores are its reward."),
    "recipe-from": EdgeKey("lendsRecipeTo", True, description="Whose recipe was adopted."),
    "red-teamed-by-attacker": EdgeKey(
        "redTeamsAsAttackerFor", True, description="Who attacked in order to make its data."
    ),
    "red-teamed-by-defender": EdgeKey(
        "redTeamsAsDefenderFor", True, description="Who was attacked in order to make its data."
    ),
    "evaluated-by": EdgeKey("evaluatedBy", description="Who graded it in an evaluation."),
    "member-of": EdgeKey("memberOf", description="The groups or tracks that it belongs to."),
    "data": EdgeKey("trainedOn", kind="data", description="The data that it was trained on."),
}
DATA_EDGES = {
    "generated-by": EdgeKey("generatedBy", description="Who wrote the data."),
    "transformed-by": EdgeKey("transformedBy", description="Who rewrote or translated them."),
    "filtered-by": EdgeKey("filteredBy", description="Who decided what was kept."),
    "composed-from": EdgeKey("composedFrom", kind="data", description="What they are made of."),
    "decontaminated-against": EdgeKey(
        "decontaminatedAgainst", kind="data or benchmark", description="What was taken out."
    ),
}
# Kinds of participants and of data, each with its classes from the narrowest to the top.
_MODEL = ("Model", "Participant")
_CHECKPOINT = ("Checkpoint", *_MODEL)
MODEL_KINDS = {
    "student": ("StudentCheckpoint", *_CHECKPOINT),
    "checkpoint": _CHECKPOINT,
    "teacher": ("Teacher", *_CHECKPOINT),
    "general-teacher": ("GeneralTeacher", "Teacher", *_CHECKPOINT),
    "agentic-teacher": ("AgenticTeacher", "Teacher", *_CHECKPOINT),
    "reward-model": ("RewardModel", *_CHECKPOINT),
    "adapter": ("Adapter", *_CHECKPOINT),
    "family": _MODEL,
    "group": ("ModelGroup", "Participant"),
    "track": ("TrainingTrack", "Participant"),
    "system": ("System", "Participant"),
}
DATA_KINDS = {
    "dataset": ("Dataset", "TrainingData"),
    "preferences": ("PreferenceDataset", "Dataset", "TrainingData"),
    "prompts": ("PromptDataset", "Dataset", "TrainingData"),
    "environment": ("Environment", "TrainingData"),
}
# What a participant is to the pipeline by its kind, or by the edges that it takes part in.
ROLE_OF_KIND = {
    "student": "studentBackboneRole",
    "teacher": "teacherRole",
    "general-teacher": "teacherRole",
    "agentic-teacher": "teacherRole",
    "reward-model": "rewardModelRole",
    "track": "trainingTrackRole",
}
ROLE_OF_EDGE = {
    "data-from": "dataGeneratorRole",
    "transformed-by": "dataGeneratorRole",
    "judged-by": "judgeRole",
    "filtered-by": "judgeRole",
    "rewarded-by": "rewardModelRole",
    "distilled-from": "teacherRole",
    "recipe-from": "recipeOriginRole",
    "red-teamed-by-attacker": "redTeamAttackerRole",
    "red-teamed-by-defender": "redTeamDefenderRole",
}
NO_ROLE = "none"
ROLES = {
    "student-backbone": "studentBackboneRole",
    "self-teacher": "selfTeacherRole",
    "fork-point": "forkPointRole",
    "released": "releasedRole",
    "training-track": "trainingTrackRole",
    "data-generator": "dataGeneratorRole",
    "judge": "judgeRole",
    "reward-model": "rewardModelRole",
    "teacher": "teacherRole",
    "new-teacher": "newTeacherRole",
    "reused-teacher": "reusedTeacherRole",
    "red-team-attacker": "redTeamAttackerRole",
    "red-team-defender": "redTeamDefenderRole",
    "recipe-origin": "recipeOriginRole",
    "comparator": "comparatorRole",
    "unnamed-intermediate": "unnamedIntermediateRole",
}
ROLE_NAMES = {iri: name for name, iri in ROLES.items()}
PHASES = {
    "before-distillation": "beforeDistillation",
    "during-distillation": "duringDistillation",
    "after-distillation": "afterDistillation",
}
PHASE_NAMES = {iri: name for name, iri in PHASES.items()}
HUB = "https://huggingface.co/"
REACHES = ("weights", "outputs")
CONFIDENCES = ("high", "medium", "low")
RANKS = ("normal", "preferred", "deprecated")
MODEL_STATUSES = ("stated", "inferred")
SUPPORTS = ("supports", "silent", "contradicts")
QUALIFIERS = (
    "about", "approximately", "around", "at least", "at most", "less than", "more than", "nearly",
    "over", "under", "up to", "up to about",
)  # fmt: skip

PIECE_KEYS = ("source", *SUPPORTS, "says")
STATEMENT_KEYS = (
    "evidence", "because", "sure", "scope", "rank", "note", "role", "iteration", "phase", "stage",
    "shortcut",
)  # fmt: skip
VALUE_KEYS = ("value", "evidence", "prefer", "because", "sure", "rank", "note", "scope")
SHEET_KEYS = (
    "sheet", "dataset", "pipeline", "sources", "evidence", "terms", "models", "externals",
    "datasets", "remarks", "conflicts", "turtle",
)  # fmt: skip
DATASET_KEYS = (
    "iri", "base", "title", "creators", "publisher", "license", "version", "issued",
)  # fmt: skip
PIPELINE_KEYS = (
    "id", "label", "definition", "primary", "released", "explainer", "explainer-drawing",
)  # fmt: skip
SOURCE_KEYS = (
    "label", "title", "creator", "publisher", "kind", "tier", "url", "issued", "identifier",
    "repository", "path", "commit", "access", "part-of", "edition-of", "work", "note",
)  # fmt: skip
TERM_KEYS = ("algorithms", "kinds", "units", "benchmarks", "licences")
ALGORITHM_KEYS = ("label", "broader", "definition", "evidence", "also")
BENCHMARK_KEYS = ("label", "metric", "domain", "url")
LICENCE_KEYS = ("label", "identifier", "url", "clauses")
CLAUSE_KEYS = ("section", "reaches", "says", "evidence")
_DESCRIPTION_KEYS = ("label", "definition", "also", "note", "evidence")
_HUB_KEYS = ("hub", "revision", "gated", "languages", "available", "license", "card", "maker")
PARTICIPANT_KEYS = (
    *_DESCRIPTION_KEYS, "kind", "unnamed", "family", "role", "iteration", "phase",
    "possibly-same-as", *_HUB_KEYS, "quantities", "characteristics", "start", "results", "not",
    *MODEL_EDGES,
)  # fmt: skip
MODEL_KEYS = (*PARTICIPANT_KEYS, "stages")
DATA_KEYS = (
    *_DESCRIPTION_KEYS, "kind", "url", "possibly-same-as", "hub", "license", "card", "maker",
    "size", "quantities", "characteristics", "not", *DATA_EDGES,
)  # fmt: skip
STAGE_KEYS = ("algorithm", "label", "data", "quantities", "characteristics", "evidence", "note")
RESULT_KEYS = (
    "id", "value", "metric", "setting", "mode", "table", "column",
    "category", "decoding", "evidence", "model-status", "note",
)  # fmt: skip
REMARK_KEYS = ("about", "text", "evidence", "label")
CONFLICT_KEYS = ("about", "text", "label", "weight", "resolution", "evidence", "identifier")
