"""Parsing the command line and calling the command it names."""

from __future__ import annotations

import io
import os
import sys
from importlib import import_module

from nemokg._version import __version__
from nemokg.cli.parser import Parser
from nemokg.errors import NemokgError, nearest

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# Each name is a module beside this one, with DESCRIPTION, EXAMPLES, add_arguments and run.
COMMANDS = {
    "info": "count what the dataset holds and say where it comes from",
    "validate": "check the dataset against the shapes",
    "query": "answer a canned query or one of your own",
    "queries": "list the canned queries, or show one",
}

_DESCRIPTION = "A knowledge graph of how language models were post-trained: who trains whom."
_EXAMPLES = """\
examples:
  nemokg info
  nemokg query weight-lineage
  nemokg query edges --format csv
  nemokg validate --data my-pipeline.ttl

`nemokg COMMAND --help` explains a command. Exit codes: 0 fine, 1 findings, 2 could not run.
"""
_INTERRUPTED = 130
_BROKEN_PIPE = 141


def build_parser(detailed: Iterable[str] = tuple(COMMANDS)) -> Parser:
    """Return the parser, which knows every command and the arguments of those in `detailed`."""
    parser = Parser(prog="nemokg", description=_DESCRIPTION, epilog=_EXAMPLES)
    parser.add_argument("--version", action="version", version=f"nemokg {__version__}")
    # With a name given, argparse need not render a usage line to make one up.
    commands = parser.add_subparsers(
        title="commands", metavar="COMMAND", prog="nemokg", parser_class=Parser
    )
    for name, summary in COMMANDS.items():
        child = commands.add_parser(name, help=summary)
        if name in detailed:
            module = import_module(f"nemokg.cli.{name}")
            child.description, child.epilog = module.DESCRIPTION, module.EXAMPLES
            module.add_arguments(child)
            child.set_defaults(run=module.run)
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line and return the exit code: 0 fine, 1 findings, 2 could not run."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    # Machine formats are UTF-8 by definition, whatever the locale says.
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")
    try:
        return _dispatch(arguments)
    except NemokgError as error:
        print(f"nemokg: {error}", file=sys.stderr)
        return error.exit_code
    except KeyboardInterrupt:
        return _INTERRUPTED
    except BrokenPipeError:
        # The reader has left. Python flushes once more at exit, which must not complain.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _BROKEN_PIPE


def _dispatch(arguments: list[str]) -> int:
    first = arguments[0] if arguments else "--help"
    parser = build_parser((first,))
    try:
        if not first.startswith("-") and first not in COMMANDS:
            parser.error(f'there is no command "{first}".{nearest(first, COMMANDS)}'.rstrip(".?"))
        args = parser.parse_args(arguments or ["--help"])
    except SystemExit as end:  # help, version and usage errors end that way
        return int(end.code or 0)
    return int(args.run(args))
