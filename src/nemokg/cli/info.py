"""``nemokg info``."""

from __future__ import annotations

from nemokg.cli import common
from nemokg.text import answers, reports

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

DESCRIPTION = """\
Count the triples of each layer of the dataset, its classes, claims and edges. The layers are the
ontology, the data that all pipelines share, and the bundled pipelines or your own files on top; a
store or an endpoint contains several.
"""
EXAMPLES = """\
examples:
  nemokg info
  nemokg info --stated-only
  nemokg info --data my-pipeline/ --format json
"""
_FORMATS = ("table", "csv", "tsv", "json", "md")


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the options of the command."""
    common.add_data_options(
        parser,
        speaks_of="Of files of your own, the command counts what they add to the layers beneath.",
    )
    common.add_stated_only_option(parser)
    parser.add_argument("--format", choices=_FORMATS, default="table", help="default: table")
    common.add_output_option(parser)


def run(args: Namespace) -> int:
    """Print the counts."""
    graph = common.open_graph(args)
    info = graph.info()
    if args.format == "table":
        text = reports.info_text(info)
    elif args.format == "json":
        text = reports.json_text(info.as_dict())
    else:
        text = answers.render_answer(reports.info_as_table(info), args.format)
    common.write_output(text, args.output)
    return 0
