"""Messages on standard error."""

from __future__ import annotations

import sys

from nemokg.characters import single_line


def print_message(sentence: str, source: str = "nemokg: ") -> None:
    """Print a sentence on standard error, on one line, without what steers a terminal."""
    if sys.stderr is not None:
        print(single_line(f"{source}{sentence}"), file=sys.stderr, flush=True)
