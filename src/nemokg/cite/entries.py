"""Entries of a .bib file: the text in ASCII, as LaTeX writes it, so that any engine sets it."""

from __future__ import annotations

import re
from functools import cache

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from nemokg.cite.citation import Citation

# So many digits of a digest keep together.
_BROKEN = 8


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
    found = ["\\allowbreak{}".join(["sha256:", *parts])]
    return Raw(". ".join(found + [latex(each.line) for each in citation.references]))


def names(people: tuple[str, ...]) -> Raw:
    """Return names of groups as BibTeX joins them."""
    return Raw(" and ".join(map(protected, people)))


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
