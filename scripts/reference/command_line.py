"""The page docs/cli.md: the help of every command, as its parser gives it."""

from __future__ import annotations

import argparse

from nemokg.cli.main import COMMANDS, build_parser

HEAD = """\
# Command line

The help of every command, generated from the parsers by `make docs`. The tests run every example
in it.
*The explainer* is the web page from which the dataset began: it explains the training of Nemotron 3
Ultra with a drawing and a table.

"""


class _Formatter(argparse.RawDescriptionHelpFormatter):
    """Plain help of one width, which looks the same under every version of Python."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=88)

    def _format_action_invocation(self, action: argparse.Action) -> str:
        # As from Python 3.13 on: "-o, --output FILE" where it was "-o FILE, --output FILE".
        if not action.option_strings or action.nargs == 0:
            return super()._format_action_invocation(action)
        value = self._format_args(action, action.dest.upper())
        return f"{', '.join(action.option_strings)} {value}"


def page() -> str:
    """Return the page in Markdown."""
    parser = build_parser()
    (commands,) = (
        action for action in parser._actions if isinstance(action, argparse._SubParsersAction)
    )
    parts = [("nemokg", parser), *((name, commands.choices[name]) for name in COMMANDS)]
    links = "".join(f"- [`{name}`](#{name}): {COMMANDS[name]}\n" for name in COMMANDS)
    return HEAD + links + "".join(f"\n## `{name}`\n\n{_help(part)}" for name, part in parts)


def _help(parser: argparse.ArgumentParser) -> str:
    parser.formatter_class = _Formatter
    parser.color = False  # type: ignore[attr-defined]  # Python 3.14 colours help by itself
    # Not the method of our own parser, which fits the text to the terminal.
    return f"```text\n{argparse.ArgumentParser.format_help(parser).rstrip()}\n```\n"
