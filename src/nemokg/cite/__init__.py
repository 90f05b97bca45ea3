"""Citations of claims, each with an entry for the source that the claim rests on.

Each format is a module beside this one with a function ``render(citations)`` that returns the text;
the module has the name of the format, with underscores for hyphens.
"""

from __future__ import annotations

from importlib import import_module

from nemokg.errors import OutputError, nearest

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from nemokg.cite.citation import Citation

FORMATS = {
    "text": "a line for the claim and one for each source",
    "bibtex": "entries for BibTeX, in ASCII",
    "biblatex": "entries for biblatex, in ASCII",
    "csl-json": "items for Zotero, pandoc and other users of CSL",
    "ris": "records for reference managers",
    "nanopub": "a nanopublication with a Trusty URI, as TriG",
}


def render(citations: Sequence[Citation], form: str) -> str:
    """Return citations in one of `FORMATS`; a source that several claims rest on comes once.

    Raises OutputError for a format that does not exist, and where a library for it is missing.

    >>> render([], "text")
    ''
    >>> render([], "bib")
    Traceback (most recent call last):
    nemokg.errors.OutputError: There is no format "bib"; choose one of text, bibtex, ...
    """
    if form not in FORMATS:
        raise OutputError(
            f'There is no format "{form}"; choose one of {", ".join(FORMATS)}.'
            f"{nearest(form, FORMATS)}"
        )
    module = import_module(f"nemokg.cite.{form.replace('-', '_')}")
    text: str = module.render(citations)
    return text
