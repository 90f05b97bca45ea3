"""``nemokg lineage``."""

from __future__ import annotations

import locale
import os

from nemokg.cli import common
from nemokg.rdf import formats
from nemokg.text import reports

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

DESCRIPTION = """\
Show the ancestors of a model, or its descendants, as a tree of recorded edges.

Weights are followed as far as they go. The other kinds of influence (distillation, reward, data,
judging, red-teaming, recipe) are shown one step from each model, unless --follow names them. The
model is given by local name, prefixed name, IRI or label.
"""
EXAMPLES = """\
examples:
  nemokg lineage my-student
  nemokg lineage "My student" --kinds weights,distillation --depth 3
  nemokg lineage model:my-base --descendants --stated-only
  nemokg lineage my-student --format csv
"""


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the options of the command."""
    parser.add_argument("model", metavar="MODEL", help="the model to start from")
    parser.add_argument(
        "--descendants", action="store_true", help="show descendants instead of ancestors"
    )
    parser.add_argument("--depth", metavar="N", type=int, help="at most this many steps")
    parser.add_argument(
        "--kinds",
        metavar="KINDS",
        default="weights",
        help="kinds of influence to show, separated by commas (default: weights)",
    )
    parser.add_argument(
        "--follow",
        metavar="KINDS",
        default="weights",
        help="which of these kinds to follow further than one step (default: weights)",
    )
    common.add_data_options(parser)
    common.add_stated_only_option(parser)
    parser.add_argument(
        "--format", choices=("text", "json", "csv"), default="text", help="default: text"
    )
    parser.add_argument("--ascii", action="store_true", help="draw the tree in ASCII")
    common.add_output_option(parser)


def run(args: Namespace) -> int:
    """Print the tree."""
    found = common.open_graph(args).lineage(
        args.model,
        descendants=args.descendants,
        depth=args.depth,
        kinds=common.comma_separated_values(args.kinds),
        follow=common.comma_separated_values(args.follow),
    )
    if args.format == "json":
        text = reports.json_text(found.as_dict())
    elif args.format == "csv":
        text = formats.csv_text(found.as_table())
    else:
        text = found.text(args.ascii or not (args.output or _shows_signs()))
    common.write_output(text, args.output)
    return 0


def _shows_signs() -> bool:
    from nemokg.training.tree import can_draw_tree

    # Standard output is UTF-8 by now; what the terminal can show depends on the locale.
    asked = os.environ.get("PYTHONIOENCODING", "").partition(":")[0]
    return can_draw_tree(asked or locale.getpreferredencoding(False))
