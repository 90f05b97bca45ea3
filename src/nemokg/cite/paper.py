"""The keys that a LaTeX paper cites."""

from __future__ import annotations

import re

# What follows an escaped percent sign is text, what follows another is a comment.
_COMMENT = re.compile(r"(?<!\\)((?:\\\\)*)%[^\n]*")
# Commands such as \cite, \citep, \parencite, \textcites, \nocite, with their options.
_CITE = re.compile(
    r"\\(?:[a-zA-Z]*[cC]ite[a-zA-Z]*)\*?((?:\s*(?:\[[^\]]*\]|\([^)]*\))*\s*\{[^{}]*\})+)"
)
_GROUP = re.compile(r"\{([^{}]*)\}")


def cited_keys(text: str) -> list[str]:
    r"""Return the keys that the text of a LaTeX file cites, each once, in their order.

    >>> cited_keys(r"As \citep[see][3]{a--b, c} and \nocite{*} % \cite{d}")
    ['a--b', 'c']
    """
    keys = []
    for command in _CITE.finditer(_COMMENT.sub(r"\1", text)):
        for group in _GROUP.findall(command.group(1)):
            keys += [key.strip() for key in group.split(",")]
    return [key for key in dict.fromkeys(keys) if key and key != "*"]
