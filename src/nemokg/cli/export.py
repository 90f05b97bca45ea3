"""``nemokg export``."""

from __future__ import annotations

from nemokg import export
from nemokg.cli import common
from nemokg.cli.progress import progress

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

_FORMATS = "\n".join(f"  {name:<8} {summary}" for name, summary in export.FORMATS.items())
DESCRIPTION = f"""\
Write the dataset, with the ontology beneath it, in the format of another tool.

{_FORMATS}
"""
EXAMPLES = """\
examples:
  nemokg export jsonld --output nemokg.jsonld
  nemokg export ttl --stated-only --data my-pipeline.ttl
  nemokg export dot --view drawn | dot -Tsvg -o training.svg
"""


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the options of the command."""
    parser.add_argument("format", metavar="FORMAT", choices=tuple(export.FORMATS), help="see above")
    parser.add_argument(
        "--view",
        choices=("all", "drawn"),
        default="all",
        help="of dot: every edge (default), or only those that the explainer draws",
    )
    common.add_data_options(parser)
    common.add_stated_only(parser)
    common.add_output(parser)


def run(args: Namespace) -> int:
    """Print the export."""
    with progress(f"writing {args.format}"):
        store = common.open_graph(args).dataset.store
        text = export.render(store, args.format, drawn=args.view == "drawn")
    common.emit(text, args.output)
    return 0
