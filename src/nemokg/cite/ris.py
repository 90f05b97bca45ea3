"""RIS, which reference managers import."""

from __future__ import annotations

from nemokg.cite.citation import provenance_lines, references_by_source, source_notes

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
        ("AU", edition.first_creator),
        ("TI", citation.claim_title),
        *_date(edition.modified),
        ("T2", edition.title),
        ("ET", edition.version),
        ("UR", citation.url),
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
        *(("UR", url) for url in source.urls or (source.iri,)),
        ("N1", source_notes(references)),
    )


def _date(text: str | None) -> list[tuple[str, str]]:
    day = [("DA", text.replace("-", "/"))] if text and len(text) > 4 else []
    return [("PY", text[:4]), *day] if text else []


def _record(*lines: tuple[str, str | None]) -> str:
    written = (f"{tag}  - {' '.join(value.split())}\n" for tag, value in lines if value)
    return f"{''.join(written)}ER  - \n"
