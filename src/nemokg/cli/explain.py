"""``nemokg explain``."""

from __future__ import annotations

from nemokg.cli import common
from nemokg.text import reports

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

DESCRIPTION = """\
Explain a claim: its triple, status, rank and rationale, the evidence for and against it, the claims
that compete with it and the conflicts between sources that concern it. Denials are claims too.

The claim is given by local name, prefixed name or IRI, or by subject, predicate and object.
Exit codes: 0 success, 1 there is no such claim, 2 could not run.
"""
EXAMPLES = """\
examples:
  nemokg explain my-student--initializedFrom--my-base
  nemokg explain my-student initializedFrom my-base --format json
"""


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the options of the command."""
    parser.add_argument(
        "words",
        metavar="CLAIM",
        nargs="+",
        help="the name of a claim, or SUBJECT PREDICATE OBJECT",
    )
    common.add_data_options(parser)
    parser.add_argument("--format", choices=("text", "json"), default="text", help="default: text")
    common.add_width_option(parser)
    common.add_output_option(parser)


def run(args: Namespace) -> int:
    """Print the explanation."""
    claim = common.open_graph(args).explain(*args.words)
    if args.format == "json":
        text = reports.json_text(claim.as_dict())
    else:
        text = claim.text(common.table_width(args))
    common.write_output(text, args.output)
    return 0
