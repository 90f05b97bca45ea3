"""Text in the form that Graphviz expects."""

from __future__ import annotations

from nemokg.rdf.printable import printable_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

_LINE = 22
_LONGEST = 1000  # more than any box or tooltip can show
_MAY_END = "\N{ZERO WIDTH SPACE}"  # marks where a line may end within a word


def quoted_string(text: str) -> str:
    r"""Return a text as a quoted string of DOT.

    Graphviz reads backslashes and HTML entities in labels; both are written so that what it shows
    is the text.

    >>> print(quoted_string('a "b" &amp; c'))
    "a \"b\" &amp;amp; c"
    """
    escaped = printable_text(text, "A drawing").replace("\\", "\\\\").replace('"', '\\"')
    return '"' + escaped.replace("\n", "\\n").replace("&", "&amp;") + '"'


def quoted_attributes(values: Mapping[str, str], **more: str) -> dict[str, Any]:
    """Return attributes with their values quoted, for pydot.

    >>> quoted_attributes({"color": "red"}, style="bold")
    {'color': '"red"', 'style': '"bold"'}
    """
    return {name: quoted_string(value) for name, value in {**values, **more}.items()}


def shortened_text(text: str) -> str:
    """Return a text as it is or, where no box could show all of it, its beginning.

    >>> len(shortened_text("word " * 3_000_000)), shortened_text("A word")
    (1000, 'A word')
    """
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def wrapped_label(label: str) -> str:
    r"""Return a label in as few short lines as it takes, of much the same length.

    Words are broken at hyphens only where they are too long for a line.

    >>> wrapped_label("A rather long name of a teacher")
    'A rather long\nname of a teacher'
    """
    import re
    from textwrap import wrap

    label = shortened_text(label)
    if max(map(len, label.split()), default=0) > _LINE:
        label = re.sub(r"-(?=\S)", f"-{_MAY_END} ", label)

    def lines(width: int) -> list[str]:
        return wrap(label, width, break_long_words=False, break_on_hyphens=False)

    count = len(lines(_LINE))
    width = next((w for w in range(1, _LINE) if len(lines(w)) <= count), _LINE)
    return "\n".join(lines(width)).replace(f"{_MAY_END} ", "").replace(_MAY_END, "")
