"""``nemokg load``."""

from __future__ import annotations

from nemokg.cli import common
from nemokg.cli.progress import exit_on_sigterm, progress_bar, step_reporter
from nemokg.errors import InputError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Callable

DESCRIPTION = """\
Create a store on disk, which the other commands open with --store DIR: for data too large to be
parsed each time. It contains the ontology, the shared data and the given files, or the bundled
pipelines. Or fill a remote store, which the other commands query with --endpoint URL.

Files are Turtle, N-Triples, N-Quads, TriG, RDF/XML or JSON-LD (.ttl .nt .nq .trig .rdf .jsonld, and
.json if it is named), compressed (.gz, .bz2, .xz, .zst) or not; directories are searched
recursively, and - is standard input. All triples go into the default graph, and those of named
graphs into these as well, for GRAPH and FROM. With --entailed, so does what follows from them. The
directory is an Oxigraph store. Its previous contents are replaced completely or not at all.

In a remote store, each file fills a named graph of its own, or all of them the graph of --graph;
what follows from them fills graph:entailed. Files that it already has are not sent again, an
interrupted load resumes where it stopped, and files of an earlier load that are no longer given are
removed; other graphs are left alone. Data are written to the endpoint itself by SPARQL Update,
unless --graph-store or --update names another URL. User and password are taken from NEMOKG_USER and
NEMOKG_PASSWORD, a token from NEMOKG_TOKEN.
"""
EXAMPLES = """\
examples:
  nemokg load --store my-store
  nemokg load my-pipeline.ttl --store my-store
  nemokg load my-pipeline/ my-pipeline.ttl --store my-store
  nemokg load --endpoint http://my-host/query --graph-store http://my-host/store
"""


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the options of the command."""
    parser.add_argument(
        "files",
        metavar="FILE",
        nargs="*",
        help="RDF files or directories (default: the bundled pipelines)",
    )
    common.add_reading_options(parser)
    common.add_with_bundled_option(parser, "load the bundled pipelines beneath the files, too")
    common.add_entailed_option(parser)
    target = parser.add_mutually_exclusive_group(required=True)
    target.add_argument("--store", metavar="DIR", help="the directory to write")
    target.add_argument("--endpoint", metavar="URL", help="the SPARQL endpoint of a store to fill")
    writing = parser.add_mutually_exclusive_group()
    writing.add_argument(
        "--graph-store", metavar="URL", help="its URL for the Graph Store Protocol"
    )
    writing.add_argument("--update", metavar="URL", help="its URL for SPARQL Update")
    parser.add_argument(
        "--graph", metavar="IRI", help="one named graph for all files instead of one per file"
    )


def run(args: Namespace) -> int:
    """Create or fill the store, and print the number of triples."""
    if args.endpoint is not None:
        return _fill(args)
    if args.graph_store or args.update or args.graph:
        raise InputError("--graph-store, --update and --graph need --endpoint URL.")
    from nemokg.loading import bulk

    bulk.check_store_target(args.store)
    options = common.read_options(args)
    files = bulk.files_with_ontology(args.files, options, args.with_bundled)
    with exit_on_sigterm(), progress_bar("loading", sum(map(bulk.file_size, files))) as advance:
        triples = bulk.make_store(files, args.store, advance, _completion(args))
    entailed = ", and what they entail" if args.entailed else ""
    common.write_output(f"{args.store}: {triples:,} triples from {len(files)} files{entailed}\n")
    return 0


def _completion(args: Namespace) -> Callable[[str], None] | None:
    if not args.entailed:
        return None
    from nemokg.reasoning.on_disk import add_entailments

    return add_entailments


def _fill(args: Namespace) -> int:
    from nemokg.loading.upload import upload

    with step_reporter("reading the files") as step:
        done = upload(
            args.files,
            args.endpoint,
            args.graph_store,
            args.update,
            args.graph,
            lambda name, sent, count: step(f"{name}: {sent:,} of {count:,} triples"),
            common.read_options(args),
            args.entailed,
            args.with_bundled,
        )
    parts = [f"{done.triples:,} triples from {_files(done.files)} sent"]
    if done.kept:
        parts.append(f"{_files(done.kept)} unchanged")
    if done.dropped:
        parts.append(f"{_files(done.dropped)} removed")
    common.write_output(f"{args.endpoint}: {', '.join(parts)}\n")
    return 0


def _files(names: tuple[str, ...]) -> str:
    return f"{len(names)} file{'s' if len(names) != 1 else ''}"
