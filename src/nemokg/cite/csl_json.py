"""CSL-JSON, which Zotero, pandoc and the processors of the Citation Style Language read."""

from __future__ import annotations

from json import dumps

from nemokg.cite.citation import date_parts, provenance_lines, references_by_source, source_notes
from nemokg.rdf.links import web_address

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from nemokg.cite.citation import Citation, Reference


def render(citations: Sequence[Citation]) -> str:
    """Return a list of items: one for each claim and one for each source."""
    items = [*map(_claim, citations), *map(_source, references_by_source(citations).values())]
    return dumps(items, ensure_ascii=False, indent=2) + "\n"


def _claim(citation: Citation) -> dict[str, object]:
    edition = citation.edition
    return _full(
        {
            "id": citation.key,
            "type": "dataset",
            "title": citation.claim_title,
            "author": _names(edition.authors),
            "issued": _date(edition.modified),
            "container-title": edition.title,
            "version": edition.version,
            "URL": web_address(citation.url),
            "note": ". ".join(provenance_lines(citation)),
        }
    )


def _source(references: list[Reference]) -> dict[str, object]:
    source = references[0].source
    return _full(
        {
            "id": references[0].key,
            "type": "document",
            "title": source.title,
            "author": _names(source.authors),
            "issued": _date(source.date),
            "publisher": source.publisher,
            "number": source.identifier,
            "URL": source.link,
            "note": source_notes(references),
        }
    )


def _full(item: dict[str, object]) -> dict[str, object]:
    return {name: value for name, value in item.items() if value}


def _names(people: tuple[str, ...]) -> list[dict[str, str]]:
    return [{"literal": name} for name in people]


def _date(text: str | None) -> dict[str, object] | None:
    if parts := date_parts(text):
        return {"date-parts": [parts]}
    return {"raw": text} if text else None
