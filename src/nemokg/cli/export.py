"""``nemokg export``."""

from __future__ import annotations

from argparse import Namespace

from nemokg import export
from nemokg.cli import common
from nemokg.cli.progress import step_reporter
from nemokg.training.selection import select_part

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser

_WIDTH = max(map(len, export.FORMATS))
_FORMATS = "\n".join(f"  {name:<{_WIDTH}} {f.summary}" for name, f in export.FORMATS.items())
DESCRIPTION = f"""\
Write the dataset in the format of another tool.

{_FORMATS}

The dataset can be narrowed down to the neighbourhood of a model (--focus, --depth), to some kinds
of influence (--kinds), to what the explainer draws (--view drawn), to what a primary work states
(--stated-only), or to a combination of these. The explainer is the web page about a pipeline with
which this dataset began. With --entailed, what follows from the rest is added: in Turtle, N-Triples
and JSON-LD among the other triples, in N-Quads and TriG in the graph graph:entailed, which says in
each of them how many triples nobody asserts.

Where a format has no control characters, they are replaced by U+FFFD, and a warning says so.
"""
EXAMPLES = """\
examples:
  nemokg export jsonld --output nemokg.jsonld
  nemokg export graphml --kinds weights,distillation --stated-only
  nemokg export mermaid --focus my-student --depth 2 --output my-student.mmd
  nemokg export ttl --stated-only --data my-pipeline.ttl
  nemokg export nq --entailed --output nemokg-entailed.nq
  nemokg export dot --view drawn | dot -Tsvg -o training.svg
"""


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the options of the command."""
    parser.add_argument("format", metavar="FORMAT", choices=tuple(export.FORMATS), help="see above")
    parser.add_argument(
        "--focus", metavar="MODEL", help="only this model and its neighbours, with all about them"
    )
    parser.add_argument(
        "--depth",
        metavar="N",
        type=int,
        help="how many edges away from it, in either direction (default: 1)",
    )
    parser.add_argument(
        "--kinds",
        metavar="KINDS",
        help="only edges of these kinds of influence, separated by commas",
    )
    parser.add_argument(
        "--view",
        choices=("all", "drawn"),
        default="all",
        help="every edge (default), or only those that the explainer draws",
    )
    common.add_data_options(parser, speaks_of=common.PUBLISHED_LAYERS)
    common.add_stated_only_option(parser)
    common.add_entailed_option(parser)
    common.add_output_option(parser)


def run(args: Namespace) -> int:
    """Print the export."""
    kinds = None if args.kinds is None else common.comma_separated_values(args.kinds)
    if args.entailed and args.endpoint:
        common.open_graph(args)  # which refuses that
    # Views are built last, so that a large store is not read completely.
    without_views = Namespace(**{**vars(args), "stated_only": False, "entailed": False})
    with step_reporter(f"writing {args.format}"):
        dataset = select_part(
            common.open_graph(without_views).dataset.published_part(),
            args.focus,
            args.depth,
            kinds,
            drawn=args.view == "drawn",
            stated_only=args.stated_only,
        )
        if args.entailed:
            dataset = dataset.entailed_view()
        text = export.render_dataset(dataset, args.format)
    common.write_output(text, args.output)
    return 0
