"""The input schema of the Citation Style Language, restated: which fields an item may have.

The names and kinds are those of schemas/input/csl-data.json in citation-style-language/schema at
commit 00412663cee29f630e8a112abf751fce6c9c1748 (CSL 1.0.2, MIT licence).
"""

from __future__ import annotations

from typing import Any

_TYPES = """
article article-journal article-magazine article-newspaper bill book broadcast chapter classic
collection dataset document entry entry-dictionary entry-encyclopedia figure graphic hearing
interview legal_case legislation manuscript map motion_picture musical_score pamphlet
paper-conference patent performance periodical personal_communication post post-weblog regulation
report review review-book software song speech standard thesis treaty webpage
"""
_NAMES = """
author chair collection-editor compiler composer container-author contributor curator director
editor editorial-director executive-producer interviewer illustrator organizer original-author
performer producer recipient reviewed-author translator
"""
_DATES = "accessed available-date container event-date issued original-date submitted"
_TEXTS = """
language journalAbbreviation shortTitle abstract annote archive archive_collection
archive_location archive-place authority call-number citation-label collection-title
container-title container-title-short dimensions division DOI event event-place genre ISAN ISBN
ISCI ISMN ISRC ISSN ISWC jurisdiction keyword medium note original-publisher
original-publisher-place original-title part-title PMCID PMID publisher publisher-place references
reviewed-title scale section source status title title-short translated-title
translated-title-short URL version year-suffix
"""
_NUMBERS = """
id chapter-number citation-number collection-number edition first-reference-note-number issue
locator number number-of-pages number-of-volumes page page-first part printing supplement volume
"""
_PARTS_OF_NAMES = "family given dropping-particle non-dropping-particle suffix literal"
_FLAGS_OF_NAMES = "comma-suffix static-ordering parse-names"
_TEXT = {"type": "string"}
_NUMBER = {"type": ["string", "number"]}
_FLAG = {"type": ["string", "number", "boolean"]}
_NAME = {
    "type": "object",
    "properties": {
        **dict.fromkeys(_PARTS_OF_NAMES.split(), _TEXT),
        **dict.fromkeys(_FLAGS_OF_NAMES.split(), _FLAG),
    },
    "additionalProperties": False,
}
_DATE = {
    "type": "object",
    "properties": {
        "date-parts": {
            "type": "array",
            "minItems": 1,
            "maxItems": 2,
            "items": {"type": "array", "items": _NUMBER, "minItems": 1, "maxItems": 3},
        },
        "season": _NUMBER,
        "circa": _FLAG,
        "literal": _TEXT,
        "raw": _TEXT,
        "edtf": _TEXT,
    },
    "additionalProperties": False,
}

SCHEMA: dict[str, Any] = {
    "$schema": "http://json-schema.org/draft-07/schema#",
    "type": "array",
    "items": {
        "type": "object",
        "properties": {
            "type": {"enum": _TYPES.split()},
            "categories": {"type": "array", "items": _TEXT},
            "custom": {"type": "object"},
            **{name: {"type": "array", "items": _NAME} for name in _NAMES.split()},
            **dict.fromkeys(_DATES.split(), _DATE),
            **dict.fromkeys(_TEXTS.split(), _TEXT),
            **dict.fromkeys(_NUMBERS.split(), _NUMBER),
        },
        "required": ["type", "id"],
        "additionalProperties": False,
    },
}
