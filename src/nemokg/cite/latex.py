"""Entries of a .bib file for BibTeX and for biblatex, in ASCII, so that any engine sets it.

Those for BibTeX have the types and fields that every style knows; biblatex has a data set for the
claim, with version and address in fields of their own.
"""

from __future__ import annotations

import re
from functools import cache

from nemokg.cite.citation import by_source, notes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from nemokg.cite.citation import Citation, Reference

_ARXIV = "arXiv:"
# So many digits of a digest keep together.
_BROKEN = 8


def render_bibtex(citations: Sequence[Citation]) -> str:
    """Return an entry for each claim and one for each source."""
    sources = by_source(citations)
    entries = [*map(_bibtex_claim, citations), *map(_bibtex_source, sources.values())]
    return "\n".join(entries)


def render_biblatex(citations: Sequence[Citation]) -> str:
    """Return an entry for each claim and one for each source."""
    sources = by_source(citations)
    entries = [*map(_biblatex_claim, citations), *map(_biblatex_source, sources.values())]
    return "\n".join(entries)


def entry(kind: str, key: str, fields: Mapping[str, str | None]) -> str:
    r"""Return an entry; fields without a value are left out.

    Values are plain text, but for those that begin with a brace or a command.

    >>> print(entry("misc", "a-b", {"title": "50 % of A_1", "note": None}), end="")
    @misc{a-b,
      title = {50 {\%} of A{\_}1},
    }
    """
    lines = [f"  {name} = {{{latex(value)}}},\n" for name, value in fields.items() if value]
    return f"@{kind}{{{key},\n{''.join(lines)}}}\n"


def latex(text: str) -> str:
    r"""Return a text as LaTeX in ASCII; characters that LaTeX has no command for stay.

    >>> print(latex("π ≥ 3 — {x}"))
    {\ensuremath{\pi}} {\ensuremath{\geq}} 3 {\textemdash} {\{}x{\}}
    >>> print(latex("a--b"))  # no dash
    a-{}-b
    """
    if isinstance(text, Raw):
        return str(text)
    return _encoder().unicode_to_latex(text)  # type: ignore[no-any-return]


class Raw(str):
    """A value that is LaTeX already."""

    __slots__ = ()


def protected(text: str) -> Raw:
    """Return a text that no style is to change: a title that keeps its capitals, a group's name."""
    return Raw(f"{{{latex(text)}}}")


def link(url: str) -> Raw:
    r"""Return a link, whose characters the command ``\url`` takes as they are."""
    return Raw(rf"\url{{{url}}}")


def provenance(citation: Citation) -> Raw:
    """Return the digest of a claim, which may be broken over lines, and the sources of it."""
    digest = citation.digest
    parts = [digest[i : i + _BROKEN] for i in range(0, len(digest), _BROKEN)]
    digits = ["\\allowbreak{}".join(["sha256:", *parts])]
    return Raw(". ".join(digits + [latex(each.line) for each in citation.references]))


def names(people: tuple[str, ...]) -> Raw:
    """Return names of groups as BibTeX joins them."""
    return Raw(" and ".join(map(protected, people)))


def _bibtex_claim(citation: Citation) -> str:
    edition = citation.edition
    version = f", version {edition.version}" if edition.version else ""
    return entry(
        "misc",
        citation.key,
        {
            "author": names((edition.author,)) if edition.author else None,
            "title": protected(citation.title),
            "year": edition.modified and edition.modified[:4],
            "howpublished": link(citation.url),
            "note": Raw(f"In: {latex(edition.title + version)}. {provenance(citation)}"),
        },
    )


def _bibtex_source(references: list[Reference]) -> str:
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


def _biblatex_claim(citation: Citation) -> str:
    edition = citation.edition
    return entry(
        "dataset",
        citation.key,
        {
            "author": names((edition.author,)) if edition.author else None,
            "title": protected(citation.title),
            "titleaddon": f"In: {edition.title}",
            "date": edition.modified,
            "version": edition.version,
            "url": Raw(citation.url),
            "note": Raw(provenance(citation)),
        },
    )


def _biblatex_source(references: list[Reference]) -> str:
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


@cache
def _encoder() -> Any:
    from pylatexenc.latexencode import RULE_REGEX, UnicodeToLatexEncoder
    from pylatexenc.latexencode import UnicodeToLatexConversionRule as Rule

    # Two of these would become one character of another kind.
    apart = Rule(RULE_REGEX, [(re.compile(r"([-`',])(?=\1)"), r"\1{}")], "none")
    return UnicodeToLatexEncoder(
        conversion_rules=[apart, "defaults"],
        replacement_latex_protection="braces-all",
        unknown_char_policy="keep",
        unknown_char_warning=False,
    )
