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

The shapes are compiled into SPARQL, whatever the size of the data. Shapes of your own may have
something that is not compiled: those are checked by pySHACL, over the files as they are written,
and standard error says so. What neither can do is an error.

Exit codes: 0 it conforms, 1 there are findings, 2 the check could not run.
"""
EXAMPLES = """\
examples:
  nemokg validate
  nemokg validate --data my-pipeline.ttl
  nemokg validate --data my-pipeline/ --shapes my-shapes.ttl --format json
  nemokg validate --data my-pipeline.ttl --shapes my-shapes.ttl --alone
  nemokg validate --data my-pipeline.ttl --shapes my-shapes.ttl --validator compiled
"""


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the options of the command."""
    common.add_data_options(parser)
    common.add_alone(parser)
    common.add_shapes(parser)
    parser.add_argument(
        "--validator",
        choices=VALIDATORS,
        default=VALIDATORS[0],
        help="what checks: compiled, which refuses what cannot be compiled; pyshacl, a second"
        " opinion on all shapes, slow; or auto (default), compiled with pyshacl for the rest",
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
        report = common.open_graph(args).validate(args.shapes, args.validator, _tell)
    if args.format == "text":
        text = reports.report_text(report)
    elif args.format == "json":
        text = reports.json(report.as_dict())
    else:
        text = report.turtle
    common.emit(text, args.output)
    return 0 if report.conforms else 1


def _tell(note: str) -> None:
    print(f"nemokg: {note}", file=sys.stderr, flush=True)
