"""The records that the facts demand of sources and conflicts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from facts.expected_models import Entry, Items
from facts.terms import HERE, PIPELINE, each, record, text

CONFLICT = re.compile(
    r"^\*\*(C-\d\d) \(([ABC])\) (.+?)\.\*\* (.+?)(?: \*Represent:\* (.+))?$", re.MULTILINE
)
DATE = re.compile(r"\d{4}(-\d\d){0,2}")
CREATORS = ("author_handle", "authors", "author", "organisation", "speaker")


def sources(entries: Iterable[Entry]) -> Items:
    """Return the bibliographic records; each edition of a work is the same work as the others."""
    entries = list(entries)
    same = {
        entry["id"]: {entry["id"], *entry["same_work_as"]}
        for entry in entries
        if "same_work_as" in entry
    }
    works = {name: {other for group in same.values() if name in group for other in group}
             for name in same}  # fmt: skip
    return {
        "source:" + name: record({
            **source(entry),
            "same-work-as": ["source:" + other for other in works.get(name, {name}) - {name}],
        })
        for entry in each(entries)
        for name in [entry.pop("id")]
    }  # fmt: skip


def source(entry: dict[str, Any]) -> dict[str, Any]:
    """Return the fields of one source."""
    entry.pop("same_work_as", None)
    language = entry.pop("language", "")
    date = entry.pop("version_date", None) or entry.pop("date", None)
    title = text(entry.pop("title"), language or "en")

    def words(*keys: str) -> list[str]:
        return [text(entry.pop(key)) for key in keys if key in entry]

    def names(*keys: str) -> list[str]:
        return ["source:" + entry.pop(key) for key in keys if key in entry]

    arxiv = entry.pop("arxiv", "") + entry.pop("arxiv_version", "")
    return {
        "rdf:type": "nemo:Source",
        "rdfs:label": title,
        "dcterms:title": title,
        "dcterms:creator": words(*CREATORS),
        "dcterms:publisher": words("publisher"),
        "dcterms:issued": date if date and DATE.fullmatch(date) else None,
        "dcterms:modified": entry.pop("commit_date", None),
        "dcterms:language": text(language) if language else None,
        "dcterms:identifier": text("arXiv:" + arxiv) if arxiv else None,
        "dcterms:isPartOf": names("part_of"),
        "dcterms:references": ["source:" + other for other in entry.pop("cites", ())],
        "schema:about": names("describes"),
        "schema:url": [
            f"<{entry.pop(key)}>" for key in ("url", "landing_page", "also_at") if key in entry
        ],
        "nemo:repository": words("repo"),
        "nemo:repositoryPath": words("path"),
        "nemo:commit": words("commit", "corresponds_to_commit"),
        "nemo:sourceKind": words("kind"),
        "nemo:sourceTier": words("tier"),
        "nemo:accessNote": words("access"),
        "skos:note": [*words("note"), *map(text, remarks(entry, date))],
    }


def remarks(entry: dict[str, Any], date: str | None) -> Iterator[str]:
    """Yield what has no field of its own and stands in notes."""
    if date and not DATE.fullmatch(date):
        yield f"Date: {date}."
    if "page_convention" in entry:
        yield f"Pages: {entry.pop('page_convention')}."
    if "affiliation" in entry:
        words = entry.pop("affiliation")
        yield f"{words[0].upper()}{words[1:]}."
    if "permalink" in entry:
        yield f"Permalink: {entry.pop('permalink')} (host not recorded)."
    for commit in entry.pop("other_commits", ()):
        yield f"The same drawing at another commit: {commit}."


def conflicts() -> Items:
    """Return the conflicts, from the paragraphs of their document."""
    found = CONFLICT.findall((HERE / "conflicts.md").read_text(encoding="utf-8"))
    return {
        "conflict:" + name.lower(): record({
            "rdf:type": "nemo:Conflict",
            "dcterms:identifier": text(name),
            "nemo:conflictWeight": text(weight),
            "rdfs:label": text(title),
            "dcterms:description": text(words),
            "nemo:resolution": text(resolution) if resolution else None,
            "nemo:partOfPipeline": PIPELINE,
        })
        for name, weight, title, words, resolution in found
    }  # fmt: skip
