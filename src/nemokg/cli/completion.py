"""Scripts with which a shell completes commands, options, files and names of canned queries."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser

SHELLS = ("bash", "zsh", "fish", "tcsh")
_FILES = ("data", "file", "output", "shapes")
_QUERIES = ("query", "queries")


def completion_script(parser: ArgumentParser, shell: str) -> str:
    """Return the script for one of `SHELLS` that completes what the parser accepts."""
    import shtab

    from nemokg.queries import catalogue

    (commands,) = (action for action in parser._actions if action.dest == "command")
    for name, command in (commands.choices or {}).items():  # type: ignore[attr-defined]
        for action in command._actions:
            if name in _QUERIES and action.dest == "name":
                action.choices = catalogue.query_names()
            elif action.dest in _FILES:
                action.complete = shtab.FILE
            elif action.dest == "directory":
                action.complete = shtab.DIRECTORY
    return f"{shtab.complete(parser, shell).rstrip()}\n"
