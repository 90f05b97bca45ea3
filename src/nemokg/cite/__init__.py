"""Citations of claims, each with an entry for the source that the claim rests on.

`FORMATS` names the function for each format, which takes citations and returns the text.
"""

from __future__ import annotations

from dataclasses import dataclass
from pkgutil import resolve_name

from nemokg.errors import OutputError, suggestion_clause

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from nemokg.cite.citation import Citation


@dataclass(frozen=True)
class Format:
    """A format: what it is, and its writer as ``module:function``, imported when it is used."""

    summary: str
    renderer: str


FORMATS = {
    "text": Format("a line for the claim and one for each source", "nemokg.cite.text:render"),
    "bibtex": Format("entries for BibTeX, in ASCII", "nemokg.cite.latex:render_bibtex"),
    "biblatex": Format("entries for biblatex, in ASCII", "nemokg.cite.latex:render_biblatex"),
    "csl-json": Format(
        "items for Zotero, pandoc and other users of CSL", "nemokg.cite.csl_json:render"
    ),
    "ris": Format("records for reference managers", "nemokg.cite.ris:render"),
    "nanopub": Format("a nanopublication with a Trusty URI, as TriG", "nemokg.cite.nanopub:render"),
}


def render_citations(citations: Sequence[Citation], form: str) -> str:
    """Return citations in one of `FORMATS`; a source that several claims rest on comes once.

    Raises OutputError for a format that does not exist, and if a library for it is missing.

    >>> render_citations([], "text")
    ''
    >>> render_citations([], "bib")
    Traceback (most recent call last):
    nemokg.errors.OutputError: There is no format "bib"; choose one of text, bibtex, ...
    """
    if form not in FORMATS:
        raise OutputError(
            f'There is no format "{form}"; choose one of {", ".join(FORMATS)}.'
            f"{suggestion_clause(form, FORMATS)}"
        )
    text: str = resolve_name(FORMATS[form].renderer)(citations)
    return text
