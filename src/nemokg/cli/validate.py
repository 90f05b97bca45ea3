"""``nemokg validate``."""

from __future__ import annotations

from nemokg.cli import common
from nemokg.cli.messages import print_message
from nemokg.cli.progress import step_reporter
from nemokg.text import reports
from nemokg.validation.report import VALIDATORS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

DESCRIPTION = """\
Validate the dataset, together with the ontology, against the SHACL shapes.

The shapes are compiled to SPARQL, whatever the size of the data. Your own shapes may use something
that is not compiled: they are then validated by pySHACL, over the files as written, and standard
error says so. What neither supports is an error.

Exit codes: 0 the dataset conforms, 1 there are findings, 2 could not run.
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
    common.add_alone_option(parser)
    common.add_shapes_option(parser)
    parser.add_argument(
        "--validator",
        choices=VALIDATORS,
        default=VALIDATORS[0],
        help="the validator: auto (default), which compiles the shapes and leaves the rest to"
        " pyshacl; compiled, which refuses the rest; or pyshacl, a slow second opinion",
    )
    parser.add_argument(
        "--format",
        choices=("text", "json", "ttl"),
        default="text",
        help="text for people (default), JSON, or the SHACL validation report as Turtle",
    )
    common.add_output_option(parser)


def run(args: Namespace) -> int:
    """Print the report."""
    with step_reporter("validating"):
        report = common.open_graph(args).validate(args.shapes, args.validator, print_message)
    if args.format == "text":
        text = reports.report_text(report)
    elif args.format == "json":
        text = reports.json_text(report.as_dict())
    else:
        text = report.turtle
    common.write_output(text, args.output)
    return 0 if report.conforms else 1
