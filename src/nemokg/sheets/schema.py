"""The JSON Schema of sheets, for completion and first diagnostics in editors.

It is made from the tables that the reader follows and from the vocabulary that is loaded, so that
an editor offers the techniques, kinds, units and benchmarks that there are. `nemokg sheet check` is
the judge.
"""

from __future__ import annotations

from nemokg.sheets import vocabulary as words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any

    from nemokg.sheets.known import KnownResources
    from nemokg.sheets.vocabulary import EdgeKey

    Schema = dict[str, Any]

_TEXT: Schema = {"type": ["string", "number", "boolean"]}
_TEXTS: Schema = {"anyOf": [_TEXT, {"type": "array", "items": _TEXT}]}
_ID = "^[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?$"
_CITE = r"^\S.* @ \S.*$"
_NUMBER = rf"^(({'|'.join(words.QUALIFIERS)}) )?-?[0-9][0-9.]*(e[+-]?[0-9]+)?( [a-z][a-z0-9-]*)?$"
_DESCRIPTIONS = {
    "because": "Why it was concluded: makes the claim inferred.",
    "sure": "How sure an inferred entry is.",
    "scope": "The part of the matter for which it holds.",
    "rank": "How it ranks among what competes with it.",
    "evidence": "SOURCE @ LOCATOR, a list, or source, silent or contradicts with says.",
    "card": "The card that states licence, languages and the like: SOURCE @ LOCATOR.",
    "hub": "OWNER/NAME on the model hub.",
    "not": "What a source or a conclusion denies.",
    "primary": "The work of those who trained the models: what it says outright is stated.",
    "work": "Cited through its parts, never as a whole.",
    "released": "The models that the pipeline was run to release.",
    "externals": "Models that take part without being trained here.",
    "quantities": "Numbers by kind. A list of values of one kind competes.",
    "characteristics": "Values in words, by kind.",
    "stages": "The steps of its making, in their order.",
}


def sheet_schema(known: KnownResources) -> Schema:
    """Return the schema, with the names of what is known.

    >>> from nemokg.dataset.opening import open_dataset
    >>> from nemokg.sheets.known import KnownResources
    >>> schema = sheet_schema(KnownResources(open_dataset()))
    >>> "sft" in schema["$defs"]["algorithm"]["anyOf"][0]["enum"]
    True
    """
    keys = {
        **dict.fromkeys(words.SHEET_KEYS, _TEXT),
        "sheet": {"const": 1},
        "dataset": _block(dict.fromkeys(words.DATASET_KEYS, _TEXT) | {"creators": _TEXTS}),
        "pipeline": _block(
            dict.fromkeys(words.PIPELINE_KEYS, _TEXT) | {"released": _TEXTS},
            ("id", "label", "definition", "primary"),
        ),
        "sources": _by_id(
            _block(dict.fromkeys(words.SOURCE_KEYS, _TEXT) | {"creator": _TEXTS}, ("title",))
        ),
        "evidence": _ref("evidence"),
        "terms": _block(_terms()),
        "models": _by_id(_ref("model")),
        "externals": _by_id(_ref("external")),
        "datasets": _by_id(_ref("dataset")),
        "remarks": _by_id(_comment(words.REMARK_KEYS)),
        "conflicts": _by_id(_comment(words.CONFLICT_KEYS)),
    }
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "nemokg sheet 1",
        **_block(keys, ("sheet", "pipeline", "models")),
        "$defs": _definitions(known),
    }


def _definitions(known: KnownResources) -> Schema:
    return {
        "evidence": _evidence(),
        "statement": _statement(),
        "refs": _refs(),
        "algorithm": _named(known, "algorithm"),
        "algorithms": {
            "anyOf": [
                _ref("algorithm"),
                {"type": "array", "items": _ref("algorithm")},
                _values(known, "claimed", "algorithm"),
            ]
        },
        "claimed": _claimed(),
        "value": _value({"anyOf": [{"type": "number"}, {"type": "string", "pattern": _NUMBER}]}),
        "words": _value(_TEXTS),
        "quantities": _values(known, "value", "kind"),
        "characteristics": _values(known, "words", "kind"),
        "result": _result(),
        "results": _values(known, "result", "benchmark"),
        "stage": _stage(),
        "model": _thing(words.MODEL_KEYS, words.MODEL_KINDS, words.MODEL_EDGES, ("label",)),
        "external": _thing(words.PARTICIPANT_KEYS, words.MODEL_KINDS, words.MODEL_EDGES),
        "dataset": _thing(words.DATA_KEYS, words.DATA_KINDS, words.DATA_EDGES),
    }


def _terms() -> dict[str, Schema]:
    algorithm = _block(
        dict.fromkeys(words.ALGORITHM_KEYS, _TEXT) | {"also": _TEXTS, "evidence": _ref("evidence")},
        ("label",),
    )
    clause = _block(
        dict.fromkeys(words.CLAUSE_KEYS, _TEXT)
        | {"evidence": _ref("evidence"), "reaches": {"enum": [*words.REACHES]}},
        ("section", "reaches", "says"),
    )
    licence = _block(
        dict.fromkeys(words.LICENCE_KEYS, _TEXT) | {"clauses": {"type": "array", "items": clause}}
    )
    return {
        "algorithms": _by_id(algorithm),
        "kinds": _by_id(_TEXT),
        "units": _by_id(_TEXT),
        "benchmarks": _by_id(_block(dict.fromkeys(words.BENCHMARK_KEYS, _TEXT), ("label",))),
        "licences": {"type": "object", "additionalProperties": licence},
    }


def _ref(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


def _block(properties: Mapping[str, Schema], required: Iterable[str] = ()) -> Schema:
    described = {
        key: {"description": _DESCRIPTIONS[key], "allOf": [value]}
        if key in _DESCRIPTIONS
        else value
        for key, value in properties.items()
    }
    return {
        "type": "object",
        "additionalProperties": False,
        "properties": described,
        "required": list(required),
    }


def _by_id(value: Schema) -> Schema:
    return {
        "type": "object",
        "propertyNames": {"pattern": _ID},
        "additionalProperties": {"anyOf": [value, {"type": "null"}]},
    }


def _named(known: KnownResources, what: str) -> Schema:
    """Return the schema of a name: one that is known, which is offered, or one of the sheet."""
    return {"anyOf": [{"enum": list(known.names(what))}, {"type": "string", "pattern": _ID}]}


def _evidence() -> Schema:
    cite: Schema = {"type": "string", "pattern": _CITE}
    piece = _block(dict.fromkeys(words.PIECE_KEYS, cite) | {"says": _TEXT})
    one: Schema = {"anyOf": [cite, piece]}
    return {"anyOf": [*one["anyOf"], {"type": "array", "items": one}]}


def _statement_properties() -> dict[str, Schema]:
    return dict.fromkeys(words.STATEMENT_KEYS, _TEXT) | {
        "evidence": _ref("evidence"),
        "sure": {"enum": list(words.CONFIDENCES)},
        "rank": {"enum": list(words.RANKS)},
        "role": {"enum": list(words.ROLES)},
        "phase": {"enum": list(words.PHASES)},
        "iteration": {"type": "integer", "minimum": 0},
        "stage": {"type": "integer", "minimum": 1},
        "shortcut": {"type": "boolean"},
    }


def _statement() -> Schema:
    return _block(_statement_properties())


def _claimed() -> Schema:
    return {"anyOf": [{"type": "null"}, _ref("evidence"), _ref("statement")]}


def _refs() -> Schema:
    name: Schema = {"type": "string"}
    return {
        "description": "One id, several, or ids with what is said of each.",
        "anyOf": [
            name,
            {"type": "array", "items": name},
            {"type": "object", "additionalProperties": _ref("claimed")},
        ],
    }


def _value(shown: Schema) -> Schema:
    properties = {key: _statement_properties().get(key, _TEXT) for key in words.VALUE_KEYS}
    block = _block(properties | {"value": shown, "prefer": {"type": "boolean"}}, ("value",))
    return {"anyOf": [shown, block, {"type": "array", "items": {"anyOf": [shown, block]}}]}


def _values(known: KnownResources, form: str, what: str) -> Schema:
    properties = {
        name: {"description": resource.label, "allOf": [_ref(form)]}
        for name, resource in sorted(known.resources(what).items())
    }
    return {"type": "object", "properties": properties, "additionalProperties": _ref(form)}


def _result() -> Schema:
    one = _block(
        dict.fromkeys(words.RESULT_KEYS, _TEXT)
        | {
            "evidence": _ref("evidence"),
            "value": _ref("value"),
            "model-status": {"enum": list(words.MODEL_STATUSES)},
        },
        ("value",),
    )
    return {"anyOf": [one, {"type": "array", "items": one}]}


def _stage() -> Schema:
    return _block(
        dict.fromkeys(words.STAGE_KEYS, _TEXT)
        | {
            "algorithm": _ref("algorithms"),
            "data": _ref("refs"),
            "quantities": _ref("quantities"),
            "characteristics": _ref("characteristics"),
            "evidence": _ref("evidence"),
        },
        ("algorithm",),
    )


def _thing(
    keys: Iterable[str],
    kinds: Iterable[str],
    edges: Mapping[str, EdgeKey],
    required: Iterable[str] = (),
) -> Schema:
    named = {
        key: {"description": edge.description, "allOf": [_ref("refs")]}
        for key, edge in edges.items()
    }
    role: Schema = {"enum": [*words.ROLES, words.NO_ROLE]}
    special: dict[str, Schema] = {
        **named,
        "kind": {"enum": list(kinds)},
        "also": _TEXTS,
        "languages": _TEXTS,
        "role": {"anyOf": [role, {"type": "array", "items": role}]},
        "possibly-same-as": _TEXTS,
        "phase": {"enum": list(words.PHASES)},
        "iteration": {"type": "integer", "minimum": 0},
        "unnamed": {"type": "boolean"},
        "gated": {"type": "boolean"},
        "evidence": _ref("evidence"),
        "card": _ref("evidence"),
        "license": _ref("refs"),
        "maker": _ref("refs"),
        "size": _ref("value"),
        "quantities": _ref("quantities"),
        "characteristics": _ref("characteristics"),
        "start": _ref("words"),
        "results": _ref("results"),
        "stages": {"type": "array", "items": _ref("stage")},
        "not": _block(named),
    }
    return _block({key: special.get(key, _TEXT) for key in keys}, required)


def _comment(keys: Iterable[str]) -> Schema:
    return _block(
        dict.fromkeys(keys, _TEXT) | {"about": _TEXTS, "evidence": _ref("evidence")},
        ("about", "text"),
    )
