"""biblatex: a data set for the claim, with version and address in fields of their own."""

from __future__ import annotations

from nemokg.cite.citation import by_source, notes
from nemokg.cite.entries import Raw, entry, names, protected, provenance

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from nemokg.cite.citation import Citation, Reference

_ARXIV = "arXiv:"


def render(citations: Sequence[Citation]) -> str:
    """Return an entry for each claim and one for each source."""
    sources = by_source(citations)
    entries = [*map(_claim, citations), *map(_source, sources.values())]
    return "\n".join(entries)


def _claim(citation: Citation) -> str:
    edition = citation.edition
    return entry(
        "dataset",
        citation.key,
        {
            "author": names((edition.author,)) if edition.author else None,
            "title": protected(citation.title),
            "titleaddon": f"In: {edition.title}",
            "date": edition.date,
            "version": edition.version,
            "url": Raw(citation.url),
            "note": Raw(provenance(citation)),
        },
    )


def _source(references: list[Reference]) -> str:
    source, key = references[0].source, references[0].key
    identifier = source.identifier or ""
    preprint = identifier.startswith(_ARXIV)
    return entry(
        "online",
        key,
        {
            "author": names(source.authors) if source.authors else None,
            "title": protected(source.title),
            "date": source.date,
            "url": Raw(source.urls[0] if source.urls else source.iri),
            "eprint": identifier.removeprefix(_ARXIV) if preprint else None,
            "eprinttype": "arxiv" if preprint else None,
            "note": None if preprint else identifier,
            "annotation": notes(references),  # styles leave it out: places stand with the claims
        },
    )
