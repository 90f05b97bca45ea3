"""BibTeX: the types and fields that every style knows."""

from __future__ import annotations

from nemokg.cite.citation import by_source, notes
from nemokg.cite.entries import Raw, entry, latex, link, names, protected, provenance

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from nemokg.cite.citation import Citation, Reference


def render(citations: Sequence[Citation]) -> str:
    """Return an entry for each claim and one for each source."""
    sources = by_source(citations)
    entries = [*map(_claim, citations), *map(_source, sources.values())]
    return "\n".join(entries)


def _claim(citation: Citation) -> str:
    edition = citation.edition
    version = f", version {edition.version}" if edition.version else ""
    return entry(
        "misc",
        citation.key,
        {
            "author": names((edition.author,)) if edition.author else None,
            "title": protected(citation.title),
            "year": edition.date and edition.date[:4],
            "howpublished": link(citation.url),
            "note": Raw(f"In: {latex(edition.title + version)}. {provenance(citation)}"),
        },
    )


def _source(references: list[Reference]) -> str:
    source, key = references[0].source, references[0].key
    return entry(
        "misc",
        key,
        {
            "author": names(source.authors) if source.authors else None,
            "title": protected(source.title),
            "year": source.date and source.date[:4],
            "howpublished": link(source.urls[0] if source.urls else source.iri),
            "note": source.identifier,
            "annote": notes(references),  # styles leave it out: places are printed with the claims
            "key": None if source.authors else source.title,  # what styles sort by then
        },
    )
