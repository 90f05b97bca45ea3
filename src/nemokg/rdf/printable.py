"""Texts for formats that have no control characters."""

from __future__ import annotations

from warnings import warn

from nemokg.characters import replace_controls
from nemokg.errors import OutputWarning


def printable_text(text: str, form: str) -> str:
    r"""Return a text with U+FFFD for each character that a format cannot carry.

    Where there is one, an OutputWarning says so: once for each format in a process, which names
    the format as it is called here.

    >>> printable_text("two\nlines", "XML")
    'two\nlines'
    """
    replaced = replace_controls(text)
    if replaced != text:
        warn(
            f"{form} has no control characters: they are replaced, and `nemokg validate` names the"
            " texts.",
            OutputWarning,
            stacklevel=1,
        )
    return replaced
