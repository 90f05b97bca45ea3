"""Citations as lines of text: one for the claim, one for each source that it rests on."""

from __future__ import annotations

from nemokg.characters import visible_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from nemokg.cite.citation import Citation, Reference


def render(citations: Sequence[Citation]) -> str:
    """Return the citations, with an empty line between them."""
    return visible_text("\n".join(map(_citation, citations)))


def _citation(citation: Citation) -> str:
    edition = citation.edition
    year = f"({edition.modified[:4]}). " if edition.modified else ""
    author = f"{_joined(edition.authors)} " if edition.authors else ""
    version = f", version {edition.version}" if edition.version else ""
    lines = [
        f"{author}{year}{citation.claim_title}. In: {edition.title}{version}."
        f" {citation.url} sha256:{citation.digest}"
    ]
    lines += map(_reference, citation.references)
    return "".join(f"{line}\n" for line in lines)


def _reference(reference: Reference) -> str:
    source = reference.source
    date = f" ({source.date})" if source.date else ""
    parts = [
        f"{_joined(source.authors)}{date}".strip(),
        " ".join(source.title.split()),
        reference.cited_for,
    ]
    links = " ".join(filter(None, (source.identifier, *source.urls)))
    return f"{reference.source_kind}: {'. '.join(filter(None, parts))}. {links or source.iri}"


def _joined(names: Iterable[str]) -> str:
    return ", ".join(names)
