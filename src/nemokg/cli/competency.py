"""``nemokg competency``."""

from __future__ import annotations

from nemokg.cli import common
from nemokg.cli.progress import progress
from nemokg.queries import competency
from nemokg.text import answers

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

DESCRIPTION = """\
List the competency questions, each with the number of its answers and the query that answers it, or
answer one of them. The formats for programs contain local names, not IRIs.
"""
EXAMPLES = """\
examples:
  nemokg competency
  nemokg competency cq-07
  nemokg competency cq-07 --format csv
"""
_FORMATS = ("table", "csv", "tsv", "json", "md")


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the options of the command."""
    parser.add_argument("question", metavar="CQ", nargs="?", help="the question to answer")
    common.add_data_options(parser)
    common.add_engine(parser)
    parser.add_argument("--format", choices=_FORMATS, default="table", help="default: table")
    common.add_width(parser)
    common.add_output(parser)


def run(args: Namespace) -> int:
    """Print the list or the answer."""
    width = common.width(args)
    if args.question is None:
        with progress("answering the questions"):
            table = common.open_graph(args).competency()
        text = answers.render(table, args.format, width)
    else:
        question = competency.find(args.question)
        table = common.open_graph(args).competency(question.id)
        if args.format == "table":
            note = f"\n{question.note}\n" if question.note else ""
            text = f"{question.question}\n\n{answers.render(table, width=width)}{note}"
        else:
            text = answers.render(competency.by_local_names(table), args.format)
    common.emit(text, args.output)
    return 0
