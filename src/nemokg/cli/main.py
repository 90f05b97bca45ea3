"""Parsing the command line and calling the command that it names."""

from __future__ import annotations

import io
import sys
import warnings
from importlib import import_module

from nemokg._version import __version__
from nemokg.cli.messages import print_message
from nemokg.errors import CacheWarning, InputWarning, NemokgError, OutputWarning, suggestion_clause

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterable, Sequence

    from nemokg.cli.parser import Parser

# Each command is a module of this folder, with DESCRIPTION, EXAMPLES, add_arguments and run.
COMMANDS = {
    "info": "count what the dataset contains, and say where it comes from",
    "validate": "validate the dataset against the shapes",
    "query": "run a canned query or your own SPARQL",
    "queries": "list the canned queries, or show one",
    "competency": "answer the competency questions",
    "lineage": "show the ancestors of a model, or its descendants",
    "explain": "explain a claim: its evidence, competing claims and conflicts",
    "cite": "cite claims, each with the source that it rests on",
    "reason": "compute what follows from the dataset, and find contradictions",
    "export": "write the dataset, or a drawing of it, in the format of another tool",
    "sheet": "start, check and build a sheet: a pipeline written down as YAML",
    "build": "validate the dataset and write a release of it",
    "load": "create a store on disk for large data, or fill a remote store",
    "serve": "serve the dataset over HTTP: SPARQL, an API, linked data, the explorer",
    "site": "write the explorer, as a web site or as a single file",
}

_DESCRIPTION = "A knowledge graph of how language models were post-trained: who trains whom."
_EXAMPLES = """\
examples:
  nemokg info
  nemokg query weight-lineage
  nemokg query edges --format csv
  nemokg validate --data my-pipeline.ttl

`nemokg COMMAND --help` explains a command. Exit codes: 0 success, 1 findings, 2 could not run.
"""
_INTERRUPTED = 130
_BROKEN_PIPE = 141


def build_parser(detailed: Iterable[str] = tuple(COMMANDS)) -> Parser:
    """Return the parser with every command, and with the arguments of those in `detailed`."""
    from nemokg.cli.completion import SHELLS
    from nemokg.cli.parser import Parser

    parser = Parser(prog="nemokg", description=_DESCRIPTION, epilog=_EXAMPLES)
    parser.add_argument("--version", action="version", version=f"nemokg {__version__}")
    parser.add_argument(
        "--print-completion", choices=SHELLS, help="print the completion script for a shell"
    )
    # With a name given, argparse need not render a usage line to make one up.
    commands = parser.add_subparsers(
        title="commands", dest="command", metavar="COMMAND", prog="nemokg", parser_class=Parser
    )
    for name, summary in COMMANDS.items():
        child = commands.add_parser(name, help=summary)
        if name in detailed:
            _declare(child, name)
    return parser


def _declare(parser: Parser, name: str) -> Parser:
    module = import_module(f"nemokg.cli.{name}")
    parser.description, parser.epilog = module.DESCRIPTION, module.EXAMPLES
    module.add_arguments(parser)
    parser.set_defaults(run=module.run)
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line and return the exit code: 0 success, 1 findings, 2 could not run."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    # Machine formats are UTF-8 by definition, whatever the locale says.
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
    with warnings.catch_warnings():
        for category in (CacheWarning, InputWarning, OutputWarning):
            warnings.simplefilter("default", category)
        warnings.showwarning = _show_warning
        return _run(arguments)


def _run(arguments: list[str]) -> int:
    try:
        return _dispatch(arguments)
    except NemokgError as error:
        print_message(str(error))
        return error.exit_code
    except RuntimeError as error:
        if not str(error).startswith("Corruption: "):  # how a store reports damaged blocks
            raise
        print_message(f"the store is damaged ({error}); make it again.")
        return NemokgError.exit_code
    except KeyboardInterrupt:
        return _INTERRUPTED
    except BrokenPipeError:  # the reader has closed the pipe, which is not an error
        return _BROKEN_PIPE


def _show_warning(message: Warning | str, *_: object, **__: object) -> None:
    print_message(str(message))


def _dispatch(arguments: list[str]) -> int:
    try:
        args = _parse(arguments)
    except SystemExit as end:  # help, version and usage errors exit this way
        if not end.code:
            from nemokg.cli.common import write_output

            write_output("")  # flushes what argparse printed, or says why that is impossible
        return int(end.code or 0)
    return int(args.run(args))


def _parse(arguments: list[str]) -> Namespace:
    first = arguments[0] if arguments else "--help"
    from nemokg.cli.parser import Parser

    if first in COMMANDS:  # only its parser: building all of them would slow down every start
        return _declare(Parser(prog=f"nemokg {first}"), first).parse_args(arguments[1:])
    parser = build_parser(())
    if not first.startswith("-"):
        parser.error(
            f'there is no command "{first}".{suggestion_clause(first, COMMANDS)}'.rstrip(".?")
        )
    args = parser.parse_args(arguments or ["--help"])
    if args.command or not args.print_completion:
        parser.error("name a command first, then its options")
    args.run = _print_completion
    return args


def _print_completion(args: Namespace) -> int:
    from nemokg.cli.common import write_output
    from nemokg.cli.completion import completion_script

    write_output(completion_script(build_parser(), args.print_completion))
    return 0
