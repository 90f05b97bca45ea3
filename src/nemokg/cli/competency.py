"""``nemokg competency``."""

from __future__ import annotations

from nemokg.cli import common
from nemokg.cli.progress import step_reporter
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
    common.add_engine_option(parser)
    parser.add_argument("--format", choices=_FORMATS, default="table", help="default: table")
    common.add_width_option(parser)
    common.add_output_option(parser)


def run(args: Namespace) -> int:
    """Print the list or the answer."""
    width = common.table_width(args)
    if args.question is None:
        with step_reporter("answering the questions"):
            table = common.open_graph(args).competency()
        text = answers.render_answer(table, args.format, width)
    else:
        question = competency.find_question(args.question)
        table = common.open_graph(args).competency(question.id)
        if args.format == "table":
            note = f"\n{question.note}\n" if question.note else ""
            text = f"{question.question}\n\n{answers.render_answer(table, width=width)}{note}"
        else:
            text = answers.render_answer(competency.with_local_names(table), args.format)
    common.write_output(text, args.output)
    return 0
