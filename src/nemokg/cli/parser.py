"""The argument parser of every command: errors in one sentence, help in colour on a terminal."""

from __future__ import annotations

import argparse
import os
import sys

from nemokg.characters import single_line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NoReturn

# Its texts are left in English, as ours are. Looking for a translation of each, of which there is
# none, would take a tenth of a cold start.
argparse._ = str  # type: ignore[attr-defined]


def _fixed_width(prog: str) -> argparse.HelpFormatter:
    # argparse makes a formatter for each declared argument; measuring the terminal each time would
    # take most of the time that a cold start spends here.
    return argparse.RawDescriptionHelpFormatter(prog, width=80)


class Parser(argparse.ArgumentParser):
    """An argument parser that accepts no abbreviations and keeps the line breaks of its texts."""

    def __init__(self, **options: object) -> None:
        super().__init__(formatter_class=_fixed_width, allow_abbrev=False, **options)  # type: ignore[arg-type]

    def error(self, message: str) -> NoReturn:
        """Exit with code 2 and one sentence on standard error."""
        self.exit(2, single_line(f"{self.prog}: {message}; see `{self.prog} --help`.") + "\n")

    def format_help(self) -> str:
        """Return the help text, fitted to the terminal, and coloured on one."""
        self.formatter_class = argparse.RawDescriptionHelpFormatter
        if sys.stdout is not None and sys.stdout.isatty() and "NO_COLOR" not in os.environ:
            from rich_argparse import RawDescriptionRichHelpFormatter

            class Formatter(RawDescriptionRichHelpFormatter):
                # The texts are plain: square brackets in them are not markup.
                text_markup = False
                help_markup = False

            self.formatter_class = Formatter
        return super().format_help()
