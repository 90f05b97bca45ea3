"""``nemokg load``."""

from __future__ import annotations

import os

from nemokg.cli import common
from nemokg.cli.progress import bar, terminable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

DESCRIPTION = """\
Make a store on disk, which the other commands open with --store DIR: for data that are too many to
be read each time. It holds the ontology and the files given, or the bundled data.

Files are Turtle, N-Triples, N-Quads, TriG, RDF/XML or JSON-LD (.ttl .nt .nq .trig .rdf .jsonld),
compressed (.gz, .zst) or not; directories are searched through. All triples come into one graph.
The directory is an Oxigraph store. What it held before is replaced, as a whole or not at all.
"""
EXAMPLES = """\
examples:
  nemokg load --store my-store
  nemokg load my-pipeline.ttl --store my-store
  nemokg load my-pipeline/ my-pipeline.ttl --store my-store
"""


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the options of the command."""
    parser.add_argument(
        "files", metavar="FILE", nargs="*", help="RDF files or directories (default: bundled data)"
    )
    parser.add_argument("--store", metavar="DIR", required=True, help="the directory to write")


def run(args: Namespace) -> int:
    """Make the store, and print how many triples it holds."""
    from nemokg import bulk

    bulk.check(args.store)
    files = bulk.sources(args.files)
    with terminable(), bar("loading", sum(map(os.path.getsize, files))) as advance:
        triples = bulk.make_store(files, args.store, advance)
    common.emit(f"{args.store}: {triples:,} triples of {len(files)} files\n")
    return 0
