"""Characters that steer a terminal or that formats cannot carry, as texts of others have them.

Control characters (all but tab, line feed and carriage return), the two characters that Unicode
never assigns at the end of its first plane, and halves of surrogate pairs come out of PDF files.
What is written to a terminal or a message shows them as escapes; what is written in a format that
cannot carry them has U+FFFD in their place (see docs/decisions/outputs.md).
"""

from __future__ import annotations

_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
# These would show the text that follows in another order than it has.
DIRECTIONS = (*range(0x202A, 0x202F), *range(0x2066, 0x206A))
_LINE_ENDS = (0x85, 0x2028, 0x2029)
_LONGEST = 1000
_NAMED = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}


class _Table(dict[int, str]):
    """What `str.translate` writes for each character, worked out when it is first needed."""

    def __init__(self, escaped: bool, kept: str) -> None:
        self.escaped = escaped
        self.kept = kept

    def __missing__(self, code: int) -> str:
        character = chr(code)
        changed = code in DIRECTIONS or code in _LINE_ENDS if self.escaped else False
        if character in self.kept or not (changed or is_control(character)):
            text = character
        elif self.escaped:
            text = _NAMED.get(character, f"\\u{code:04X}")
        else:
            text = _REPLACEMENT
        self[code] = text
        return text


_VISIBLE = _Table(escaped=True, kept="\t\n")
_IN_LINE = _Table(escaped=True, kept="")
_REPLACED = _Table(escaped=False, kept="\t\n\r")


def is_control(character: str) -> bool:
    r"""Return whether a character is a control character, never assigned, or half of a pair.

    >>> [is_control(each) for each in "\x1b\x9b\ufffea"]
    [True, True, True, False]
    """
    code = ord(character)
    return code < 0x20 or 0x7F <= code < 0xA0 or 0xD800 <= code < 0xE000 or code in (0xFFFE, 0xFFFF)


def visible_text(text: str) -> str:
    r"""Return a text in which whatever steers a terminal is an escape, but for tabs and line ends.

    >>> print(visible_text("\x1b[31mred\r"))
    \u001B[31mred\r
    """
    return text.replace("\r\n", "\n").translate(_VISIBLE)


def single_line(text: str, longest: int = _LONGEST) -> str:
    r"""Return a text on one line, without what steers a terminal, and cut out of its middle.

    >>> print(single_line("a\nb"))
    a\nb
    >>> single_line("a" * 50 + "b" * 50, 10)
    'aaaaaa…bbb'
    """
    if len(text) > 2 * longest:  # an escape takes several characters, but never none
        text = text[:longest] + text[-longest:]
    line = text.translate(_IN_LINE)
    if len(line) <= longest:
        return line
    end = longest // 3
    return f"{line[: longest - end - 1]}…{line[-end:]}"


def replace_controls(text: str) -> str:
    r"""Return a text with U+FFFD for what many formats cannot carry; tabs and line ends stay.

    >>> replace_controls("a\x01\tb")
    'a�\tb'
    """
    return text.translate(_REPLACED)
