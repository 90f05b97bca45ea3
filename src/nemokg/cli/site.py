"""``nemokg site``."""

from __future__ import annotations

from nemokg.cli import common
from nemokg.cli.progress import exit_on_sigterm, step_reporter
from nemokg.errors import OutputError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

DESCRIPTION = """\
Write the explorer of the dataset: a static site that any web server can host, at any path.

The main page shows the graph, what distillation computes, the table, the results, the techniques,
the sources and their conflicts, and runs queries in the browser. Every resource, of any namespace,
also has a page of its own, with its Turtle and JSON-LD. Nothing is downloaded from elsewhere,
neither now nor by the pages.

The directory is replaced completely or not at all, and only if it is empty or holds an earlier
site. With --single FILE, only the main page is written, as one file that opens from disk.
"""
EXAMPLES = """\
examples:
  nemokg site public/
  nemokg site public/ --data my-pipeline.ttl
  nemokg site --single explorer.html
"""


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the options of the command."""
    parser.add_argument("directory", metavar="DIR", nargs="?", help="the directory to write")
    parser.add_argument("--single", metavar="FILE", help="write the page as one file instead")
    common.add_data_options(parser, speaks_of=common.PUBLISHED_LAYERS)


def run(args: Namespace) -> int:
    """Write the site or the file, and print its path."""
    from nemokg import site
    from nemokg.files.manifest import check_directory_is_ours
    from nemokg.files.replacing import replace_directory

    if (args.directory is None) == (args.single is None):
        raise OutputError("Give either a directory for the site or --single FILE.")
    if args.directory is not None:
        check_directory_is_ours(args.directory, site.GENERATOR)
    with exit_on_sigterm(), step_reporter("reading the dataset") as step:
        dataset = common.open_graph(args).dataset
        if args.single is not None:
            common.write_output(site.single_page(dataset, step), args.single)
            return 0
        files = site.site_files(dataset, step)
        step("writing the files")
        check_directory_is_ours(args.directory, site.GENERATOR)
        replace_directory(args.directory, files)
    common.write_output(f"{args.directory.rstrip('/')}/index.html\n")
    return 0
