"""``nemokg build``."""

from __future__ import annotations

from nemokg import release
from nemokg.cli import common
from nemokg.cli.messages import print_message
from nemokg.cli.progress import exit_on_sigterm, step_reporter
from nemokg.text import reports

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

DESCRIPTION = """\
Write a release of the dataset to a directory: every format of `nemokg export`, citations of all
claims, the queries and mappings, the entailed triples, and the digests of all these files
(`sha256sum -c SHA256SUMS` checks them; manifest.json has sizes and media types too, and says which
terms of the shared data a release carries, and whose these are).

A dataset that violates a shape or contradicts itself is not released. The same dataset gives the
same bytes. The directory is replaced completely or not at all, and only if it is empty or holds an
earlier build.

Exit codes: 0 written, 1 there are findings, 2 could not run.
"""
EXAMPLES = """\
examples:
  nemokg build release/
  nemokg build release/ --data my-pipeline.ttl
"""


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the options of the command."""
    parser.add_argument("directory", metavar="DIR", help="the directory to write")
    common.add_data_options(parser, with_bundled=False, speaks_of=common.PUBLISHED_LAYERS)
    common.add_shapes_option(parser)


def run(args: Namespace) -> int:
    """Build, and print the names of the files or the findings."""
    with exit_on_sigterm(), step_reporter("reading the dataset") as step:
        graph = common.open_graph(args)
        made = release.write_release(graph.dataset, args.directory, args.shapes, step)
    for name, reason in made.omitted:
        print_message(f"{name} is left out. {reason}")
    if made.files:
        common.write_output(
            "".join(f"{args.directory.rstrip('/')}/{name}\n" for name in made.files)
        )
        return 0
    if not made.report.conforms:
        common.write_output(reports.report_text(made.report))
    common.write_output("".join(f"contradiction: {found}\n" for found in made.contradictions))
    print_message("nothing is written; fix the findings first.")
    return 1
