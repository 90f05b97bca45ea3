"""``nemokg validate``."""

from __future__ import annotations

import sys

from nemokg.cli import common
from nemokg.cli.progress import progress
from nemokg.text import reports
from nemokg.validation.report import VALIDATORS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

DESCRIPTION = """\
Check the dataset, with the ontology beneath it, against the SHACL shapes.

Small data are checked by pySHACL, larger ones by the shapes compiled into SPARQL, which finds the
same in a fraction of the time. Shapes of your own may have something that is not compiled: then
pySHACL checks them, and standard error says why.

Exit codes: 0 it conforms, 1 there are findings, 2 the check could not run.
"""
EXAMPLES = """\
examples:
  nemokg validate
  nemokg validate --data my-pipeline.ttl
  nemokg validate --data my-pipeline/ --shapes my-shapes.ttl --format json
  nemokg validate --data my-pipeline.ttl --validator compiled
"""


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the options of the command."""
    common.add_data_options(parser)
    common.add_shapes(parser)
    parser.add_argument(
        "--validator",
        choices=VALIDATORS,
        default=VALIDATORS[0],
        help="what checks: pyshacl, the reference; compiled, fast over data of any size; or auto"
        " (default), which takes the first for small data and the second for larger",
    )
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
        report = common.open_graph(args).validate(args.shapes, args.validator)
    if report.note:
        print(f"nemokg: {report.note}", file=sys.stderr)
    if args.format == "text":
        text = reports.report_text(report)
    elif args.format == "json":
        text = reports.json(report.as_dict())
    else:
        text = report.turtle
    common.emit(text, args.output)
    return 0 if report.conforms else 1
