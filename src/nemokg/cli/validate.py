"""``nemokg validate``."""

from __future__ import annotations

from nemokg import present_report
from nemokg.cli import common
from nemokg.cli.progress import progress

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

DESCRIPTION = """\
Check the dataset, with the ontology beneath it, against the SHACL shapes.

Exit codes: 0 it conforms, 1 there are findings, 2 the check could not run.
"""
EXAMPLES = """\
examples:
  nemokg validate
  nemokg validate --data my-pipeline.ttl
  nemokg validate --data my-pipeline/ --shapes my-shapes.ttl --format json
"""


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the options of the command."""
    common.add_data_options(parser)
    common.add_shapes(parser)
    parser.add_argument(
        "--format",
        choices=("text", "json", "ttl"),
        default="text",
        help="text for people (default), JSON, or the SHACL validation report as Turtle",
    )
    common.add_output(parser)


def run(args: Namespace) -> int:
    """Print the report."""
    with progress("checking the shapes"):
        report = common.open_graph(args).validate(args.shapes)
    if args.format == "text":
        text = present_report.report_text(report)
    elif args.format == "json":
        text = present_report.json(report.as_dict())
    else:
        text = report.turtle
    common.emit(text, args.output)
    return 0 if report.conforms else 1
