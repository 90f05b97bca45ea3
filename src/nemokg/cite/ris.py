"""RIS, which reference managers import."""

from __future__ import annotations

from nemokg.cite.citation import date_parts, provenance_lines, references_by_source, source_notes
from nemokg.rdf.links import web_address
from nemokg.rdf.printable import printable_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from nemokg.cite.citation import Citation, Reference


def render(citations: Sequence[Citation]) -> str:
    """Return a record for each claim and one for each source."""
    records = [*map(_claim, citations), *map(_source, references_by_source(citations).values())]
    return "\n".join(records)


def _claim(citation: Citation) -> str:
    edition = citation.edition
    return _record(
        ("TY", "DATA"),
        ("ID", citation.key),
        *(("AU", name) for name in edition.authors),
        ("TI", citation.claim_title),
        *_date(edition.modified),
        ("T2", edition.title),
        ("ET", edition.version),
        ("UR", web_address(citation.url)),
        *(("N1", text) for text in provenance_lines(citation)),
    )


def _source(references: list[Reference]) -> str:
    source = references[0].source
    return _record(
        ("TY", "GEN"),
        ("ID", references[0].key),
        *(("AU", name) for name in source.authors),
        ("TI", source.title),
        *_date(source.date),
        ("PB", source.publisher),
        ("AN", source.identifier),
        *(("UR", web_address(url)) for url in source.urls or (source.iri,)),
        ("N1", source_notes(references)),
    )


def _date(text: str | None) -> list[tuple[str, str]]:
    year, *rest = [f"{part:02}" for part in date_parts(text)] or [""]
    if not year:
        return [("N1", f"Date: {text}")] if text else []
    return [("PY", year), *([("DA", "/".join([year, *rest]))] if rest else [])]


def _record(*lines: tuple[str, str | None]) -> str:
    written = (f"{tag}  - {_one_line(value)}\n" for tag, value in lines if value)
    return f"{''.join(written)}ER  - \n"


def _one_line(text: str) -> str:
    return " ".join(printable_text(text, "RIS").split())
