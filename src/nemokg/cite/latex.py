"""Entries of a .bib file for BibTeX and for biblatex, in ASCII, so that any engine sets it.

Those for BibTeX have the types and fields that every style knows; biblatex has a data set for the
claim, with version and address in fields of their own.
"""

from __future__ import annotations

import re
from functools import cache
from urllib.parse import quote

from nemokg.characters import DIRECTIONS
from nemokg.cite.citation import date_parts, references_by_source, source_notes
from nemokg.rdf.links import web_address
from nemokg.rdf.printable import printable_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from nemokg.cite.citation import Citation, Reference

_ARXIV = "arXiv:"
# So many digits of a digest keep together.
_BROKEN = 8
_NOT_IN_KEYS = re.compile(r"[^\w:.+/-]+", re.ASCII)
# All that web_address lets through, and ASCII has: braces and backslashes are not among them.
_IN_ADDRESSES = "%/:=&?~#+!$,;'@()*[]"


def render_bibtex(citations: Sequence[Citation]) -> str:
    """Return an entry for each claim and one for each source."""
    sources = references_by_source(citations)
    entries = [*map(_bibtex_claim, citations), *map(_bibtex_source, sources.values())]
    return "\n".join(entries)


def render_biblatex(citations: Sequence[Citation]) -> str:
    """Return an entry for each claim and one for each source."""
    sources = references_by_source(citations)
    entries = [*map(_biblatex_claim, citations), *map(_biblatex_source, sources.values())]
    return "\n".join(entries)


def bib_entry(kind: str, key: str, fields: Mapping[str, str | None]) -> str:
    r"""Return an entry; fields without a value are left out, and so is what no key can have.

    Values are plain text, but for those that begin with a brace or a command.

    >>> print(bib_entry("misc", "a-b", {"title": "50 % of A_1", "note": None}), end="")
    @misc{a-b,
      title = {50 {\%} of A{\_}1},
    }
    """
    lines = [f"  {name} = {{{escape_latex(value)}}},\n" for name, value in fields.items() if value]
    return f"@{kind}{{{_NOT_IN_KEYS.sub('-', key)},\n{''.join(lines)}}}\n"


def escape_latex(text: str) -> str:
    r"""Return a text as LaTeX in ASCII, except for characters that LaTeX has no command for.

    Line ends are spaces. Braces without partners have names: BibTeX counts those that follow a
    backslash too.

    >>> print(escape_latex("π ≥ 3 — {x"))
    {\ensuremath{\pi}} {\ensuremath{\geq}} 3 {\textemdash} {\textbraceleft}x
    >>> print(escape_latex("a--b"))  # no dash
    a-{}-b
    """
    if isinstance(text, LatexText):
        return str(text)
    line = " ".join(printable_text(text, "LaTeX").split())
    return _encoder(_is_balanced(line)).unicode_to_latex(line)  # type: ignore[no-any-return]


class LatexText(str):
    """A value that is LaTeX already."""

    __slots__ = ()


def protected_text(text: str) -> LatexText:
    """Return a text that no style changes: a title that keeps its capitals, the name of a group."""
    return LatexText(f"{{{escape_latex(text)}}}")


def url_command(url: str) -> str:
    r"""Return an address of the web inside the command ``\url``; any other text as it is.

    >>> url_command("https://example.org/50%25"), url_command("javascript:x")
    ('\\url{https://example.org/50%25}', 'javascript:x')
    """
    address = ascii_address(url)
    return LatexText(rf"\url{{{address}}}") if address else url


def ascii_address(url: str) -> LatexText | None:
    """Return an address of the web as LaTeX reads it without escapes; None for any other text.

    >>> ascii_address("https://example.org/é")
    'https://example.org/%C3%A9'
    """
    address = web_address(url)
    return LatexText(quote(address, safe=_IN_ADDRESSES)) if address else None


def provenance_note(citation: Citation) -> LatexText:
    """Return the digest of a claim, which may be broken over lines, and the sources of it."""
    digest = citation.digest
    parts = [digest[i : i + _BROKEN] for i in range(0, len(digest), _BROKEN)]
    digits = ["\\allowbreak{}".join(["sha256:", *parts])]
    lines = [escape_latex(each.source_and_places) for each in citation.references]
    return LatexText(". ".join(digits + lines))


def join_group_names(people: tuple[str, ...]) -> LatexText:
    """Return names of groups as BibTeX joins them."""
    return LatexText(" and ".join(map(protected_text, people)))


def _bibtex_claim(citation: Citation) -> str:
    edition = citation.edition
    version = f", version {edition.version}" if edition.version else ""
    return bib_entry(
        "misc",
        citation.key,
        {
            "author": join_group_names(edition.authors) if edition.authors else None,
            "title": protected_text(citation.claim_title),
            "year": _year(edition.modified),
            "howpublished": url_command(citation.url),
            "note": LatexText(
                f"In: {escape_latex(edition.title + version)}. {provenance_note(citation)}"
            ),
        },
    )


def _bibtex_source(references: list[Reference]) -> str:
    source, key = references[0].source, references[0].key
    return bib_entry(
        "misc",
        key,
        {
            "author": join_group_names(source.authors) if source.authors else None,
            "title": protected_text(source.title),
            "year": _year(source.date),
            "howpublished": url_command(source.link or [*source.urls, source.iri][0]),
            "note": source.identifier,
            "annote": source_notes(
                references
            ),  # styles leave it out: places are printed with the claims
            "key": None if source.authors else source.title,  # what styles sort by then
        },
    )


def _biblatex_claim(citation: Citation) -> str:
    edition = citation.edition
    return bib_entry(
        "dataset",
        citation.key,
        {
            "author": join_group_names(edition.authors) if edition.authors else None,
            "title": protected_text(citation.claim_title),
            "titleaddon": f"In: {edition.title}",
            "date": edition.modified,
            "version": edition.version,
            "url": ascii_address(citation.url),
            "note": LatexText(provenance_note(citation)),
        },
    )


def _biblatex_source(references: list[Reference]) -> str:
    source, key = references[0].source, references[0].key
    identifier = source.identifier or ""
    preprint = identifier.startswith(_ARXIV)
    return bib_entry(
        "online",
        key,
        {
            "author": join_group_names(source.authors) if source.authors else None,
            "title": protected_text(source.title),
            "date": source.date if date_parts(source.date) else None,
            "year": None if date_parts(source.date) else source.date,
            "url": ascii_address(source.link),
            "eprint": identifier.removeprefix(_ARXIV) if preprint else None,
            "eprinttype": "arxiv" if preprint else None,
            "note": None if preprint else identifier,
            "annotation": source_notes(
                references
            ),  # styles leave it out: places stand with the claims
        },
    )


def _year(date: str | None) -> str | None:
    return str(date_parts(date)[0]) if date_parts(date) else date


def _is_balanced(text: str) -> bool:
    depth = 0
    for character in text:
        depth += (character == "{") - (character == "}")
        if depth < 0:
            return False
    return depth == 0


@cache
def _encoder(balanced: bool) -> Any:
    from pylatexenc.latexencode import RULE_DICT, RULE_REGEX, UnicodeToLatexEncoder
    from pylatexenc.latexencode import UnicodeToLatexConversionRule as Rule

    # Two of these would become one character of another kind.
    keep_apart = Rule(RULE_REGEX, [(re.compile(r"([-`',])(?=\1)"), r"\1{}")], "none")
    names = {ord("{"): r"\textbraceleft", ord("}"): r"\textbraceright"}
    braces = Rule(RULE_DICT, {} if balanced else names)
    # No font has these, and LaTeX ends with an error.
    unknown = Rule(RULE_DICT, {0xFFFD: "?", **dict.fromkeys(DIRECTIONS, "")})
    return UnicodeToLatexEncoder(
        conversion_rules=[keep_apart, braces, unknown, "defaults"],
        replacement_latex_protection="braces-all",
        unknown_char_policy="keep",
        unknown_char_warning=False,
    )
