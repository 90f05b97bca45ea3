"""``nemokg sheet``."""

from __future__ import annotations

import os

from nemokg.cli import common
from nemokg.cli.messages import print_message
from nemokg.cli.progress import step_reporter
from nemokg.errors import InputError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Sequence

    from nemokg.sheets.checking import CheckedSheet
    from nemokg.sheets.problems import Problem

DESCRIPTION = """\
Write a pipeline down as a sheet: YAML, from which canonical Turtle is built.

  new     print a commented start for the pipeline with an id
  check   say what is wrong in a sheet, by line and column, with the findings of the shapes on
          what is built from it
  build   write the Turtle of a sheet that has no problem
  write   print the sheet of a pipeline that exists as Turtle: a bundled one by its id, or that of
          files; what no key can say stands in its section turtle, and build gives the same graph
  schema  print the JSON Schema for completion in editors, from the vocabulary that is loaded

Exit codes: 0 no problem, 1 there are problems, 2 could not run.
"""
EXAMPLES = """\
examples:
  nemokg sheet new heron-7b --output heron-7b.sheet.yaml
  nemokg sheet check heron-7b.sheet.yaml
  nemokg sheet build heron-7b.sheet.yaml --output heron-7b.ttl
  nemokg sheet write my-pipeline.ttl --output my-pipeline.sheet.yaml
  nemokg sheet schema --output nemokg-sheet.schema.json
"""


_NEEDS = {
    "new": "new makes the sheet of a pipeline; add its id, such as heron-7b.",
    "check": "check reads a sheet; add its file.",
    "build": "build reads a sheet; add its file.",
    "write": "write needs a pipeline; add its id, or a file or folder of Turtle.",
    "schema": "schema reads no sheet; leave the file out.",
}


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the options of the command."""
    parser.add_argument(
        "action",
        choices=("new", "check", "build", "write", "schema"),
        help="what to do, as said above",
    )
    parser.add_argument(
        "name",
        nargs="?",
        metavar="FILE|ID",
        help="the sheet; for new the id of the pipeline, for write that or its Turtle",
    )
    parser.add_argument(
        "--with-bundled",
        action="store_true",
        help="check the sheet together with the bundled pipelines",
    )
    parser.add_argument(
        "--format",
        choices=("text", "json"),
        default="text",
        help="of check: text (default) or JSON",
    )
    common.add_output_option(parser)


def run(args: Namespace) -> int:
    """Do what the action says."""
    if (args.name is None) != (args.action == "schema"):
        raise InputError(_NEEDS[args.action])
    if args.action == "new":
        return _start(args)
    if args.action == "schema":
        return _schema(args)
    if args.action == "write":
        return _write(args)
    from nemokg.sheets.checking import check_sheet

    with step_reporter("checking the sheet"):
        checked = check_sheet(args.name, with_bundled=args.with_bundled)
    if args.action == "build" and not checked.problems:
        common.write_output(checked.turtle, args.output)
        return 0
    if args.action == "check" and args.format == "json":
        text = _json(checked, args.name)
    else:
        text = _text(checked, args.name, built=args.action == "build")
    common.write_output(text, args.output if args.action == "check" else None)
    if args.action == "build":
        print_message("nothing is written; correct the sheet first.")
    return 1 if checked.problems else 0


def _start(args: Namespace) -> int:
    from datetime import date

    from nemokg.sheets.start import sheet_start

    common.write_output(sheet_start(args.name, date.today().isoformat()), args.output)
    return 0


def _write(args: Namespace) -> int:
    from nemokg.sheets.writing import written_sheet

    common.write_output(written_sheet(args.name), args.output)
    return 0


def _schema(args: Namespace) -> int:
    from nemokg.dataset.opening import open_dataset
    from nemokg.sheets.known import KnownResources
    from nemokg.sheets.schema import sheet_schema
    from nemokg.text.reports import json_text

    common.write_output(json_text(sheet_schema(KnownResources(open_dataset()))), args.output)
    return 0


def _text(checked: CheckedSheet, name: str, *, built: bool) -> str:
    lines = [f"{name}:{problem}" for problem in checked.problems]
    if lines:
        lines.append(f"\n{_counted(checked.problems)}")
    elif not built:
        lines.append(
            f"no problem: {checked.claims} claims;"
            f" {checked.inherited} things take their evidence from above"
        )
    return "\n".join(lines) + "\n"


def _counted(problems: Sequence[Problem]) -> str:
    return "1 problem" if len(problems) == 1 else f"{len(problems)} problems"


def _json(checked: CheckedSheet, name: str) -> str:
    from nemokg.text.reports import json_text

    return json_text(
        {
            "sheet": os.path.basename(name),
            "claims": checked.claims,
            "inherited": checked.inherited,
            "problems": [
                {
                    "line": problem.place.line,
                    "column": problem.place.column,
                    "message": problem.message,
                    "rule": problem.rule,
                }
                for problem in checked.problems
            ],
        }
    )
