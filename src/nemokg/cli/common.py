"""What the commands share: options, opening the dataset, and writing the output."""

from __future__ import annotations

import os
import sys

from nemokg.api import KnowledgeGraph
from nemokg.characters import visible_text
from nemokg.dataset.opening import open_dataset
from nemokg.dataset.reading import SYNTAXES
from nemokg.dataset.sources import ReadOptions
from nemokg.engine import ENGINES
from nemokg.errors import InputError, OutputError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace, _ActionsContainer
    from collections.abc import Iterable


_OWN_FILES = "RDF files or directories of your own, above the ontology and the shared data"
# Of which layers of a dataset a command speaks that has files of one's own.
_ALL_LAYERS = "All layers are read."
PUBLISHED_LAYERS = """\
Of files of your own, the command writes these and the shared terms that they use, without the
ontology; with the bundled pipelines between, it writes all layers, in nobody's name."""


def add_data_options(
    parser: ArgumentParser, with_bundled: bool = True, speaks_of: str = _ALL_LAYERS
) -> None:
    """Add --data, --store and --endpoint, for every command that reads the dataset.

    `with_bundled` adds --with-bundled, for those that can speak of the bundled pipelines and own
    files together; `speaks_of` says of which layers they speak.
    """
    layers = parser.add_argument_group(
        "dataset",
        "The ontology, the data that all pipelines share, and the bundled pipelines above them,\n"
        f"unless one of these is given.\n{speaks_of}",
    )
    sources = layers.add_mutually_exclusive_group()
    _add_paths(sources, "--data", _OWN_FILES)
    sources.add_argument(
        "--store",
        metavar="DIR",
        help="a store created by `nemokg load`, of all layers that were loaded",
    )
    sources.add_argument(
        "--endpoint",
        metavar="URL",
        help="a SPARQL 1.1 endpoint that holds the ontology and the data",
    )
    if with_bundled:
        add_with_bundled_option(
            layers, "put the bundled pipelines beneath the files of --data, too"
        )
    add_reading_options(layers)


def add_with_bundled_option(parser: _ActionsContainer, meaning: str) -> None:
    """Add --with-bundled, for the commands that read files of one's own."""
    parser.add_argument("--with-bundled", action="store_true", help=meaning)


def add_reading_options(parser: _ActionsContainer) -> None:
    """Add --base, --context and --syntax, for every command that reads files."""
    parser.add_argument(
        "--base", metavar="IRI", help="base IRI for relative IRIs (default: that of the file)"
    )
    parser.add_argument(
        "--context",
        metavar="URL=FILE",
        action="append",
        default=[],
        help="a local copy of a JSON-LD context, which is never fetched",
    )
    parser.add_argument(
        "--syntax",
        choices=SYNTAXES,
        help="the syntax of standard input (-), and of files whose names do not show it",
    )


def read_options(args: Namespace) -> ReadOptions:
    """Return the options for reading files."""
    contexts = {}
    for pair in args.context:
        url, separator, file = pair.rpartition("=")
        if not (url and separator and file):
            raise InputError(f'--context "{pair}": give the URL and its local copy, as URL=FILE.')
        contexts[url] = file
    return ReadOptions(args.base, contexts, args.syntax)


def add_alone_option(parser: ArgumentParser) -> None:
    """Add --alone, for the commands that are useful with data of any kind."""
    parser.add_argument(
        "--alone",
        action="store_true",
        help="use the files of --data alone, without the ontology and the shared data",
    )


def add_stated_only_option(parser: ArgumentParser) -> None:
    """Add --stated-only, for the commands that read facts."""
    parser.add_argument(
        "--stated-only",
        action="store_true",
        help="leave out the facts that no primary work states explicitly",
    )


def add_entailed_option(parser: ArgumentParser) -> None:
    """Add --entailed, for the commands that can add to the facts what follows from them."""
    parser.add_argument(
        "--entailed",
        action="store_true",
        help="add what the facts entail by the axioms of the ontology, such as all weight ancestors"
        " (also alone in the graph graph:entailed, or graph:entailed-stated)",
    )


def add_engine_option(parser: ArgumentParser) -> None:
    """Add --engine, for the commands that only run queries."""
    parser.add_argument(
        "--engine",
        choices=ENGINES,
        default=ENGINES[0],
        help=f"the query engine: {ENGINES[0]} (default), or a slower one as a second opinion",
    )


def add_output_option(parser: ArgumentParser) -> None:
    """Add --output."""
    parser.add_argument(
        "-o",
        "--output",
        metavar="FILE",
        help="write to a file instead of standard output; a link is followed",
    )


def add_shapes_option(parser: ArgumentParser) -> None:
    """Add --shapes, for the commands that validate the dataset."""
    instead = "SHACL files or directories to use instead of the bundled shapes"
    _add_paths(parser, "--shapes", instead)


def _add_paths(parser: _ActionsContainer, option: str, instead: str) -> None:
    parser.add_argument(
        option, metavar="PATH", nargs="+", action="extend", default=[], help=instead
    )


def open_graph(args: Namespace) -> KnowledgeGraph:
    """Return the knowledge graph that the options select."""
    return KnowledgeGraph(
        open_dataset(
            args.data,
            stated_only=getattr(args, "stated_only", False),
            with_bundled=getattr(args, "with_bundled", False),
            alone=getattr(args, "alone", False),
            entailed=getattr(args, "entailed", False),
            engine=getattr(args, "engine", "oxigraph"),
            store=args.store,
            endpoint=args.endpoint,
            options=read_options(args),
        )
    )


def comma_separated_values(text: str) -> list[str]:
    """Return the values of an option that takes several, separated by commas.

    >>> comma_separated_values("weights, data")
    ['weights', 'data']
    """
    return [word for part in text.split(",") if (word := part.strip())]


def add_width_option(parser: ArgumentParser) -> None:
    """Add --width, for the commands that print tables of any width."""
    parser.add_argument(
        "--width",
        metavar="COLUMNS",
        type=int,
        help="fit tables to this width (default: that of the terminal, otherwise one line per row)",
    )


def table_width(args: Namespace) -> int | None:
    """Return the width to fit tables into, or None to keep each row on one line."""
    if args.width is not None:
        return max(int(args.width), 1)
    if args.output:
        return None
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns or None
    except (OSError, ValueError, AttributeError):  # not a terminal
        return None


def write_output(text: str | Iterable[str], output: str | None = None) -> None:
    """Write a text, or its pieces, to standard output, or to a file completely or not at all.

    On a terminal, what would steer it is written as escapes.
    """
    pieces = (text,) if isinstance(text, str) else text
    if output is not None:
        # A query to standard output starts faster without importing these.
        from nemokg.cli.progress import exit_on_sigterm
        from nemokg.files.replacing import replace_file

        with exit_on_sigterm():
            replace_file(output, pieces)
        return
    if sys.stdout is None:
        raise OutputError("Standard output is closed; open it or give --output FILE.")
    if sys.stdout.isatty():
        pieces = map(visible_text, pieces)
    try:
        sys.stdout.writelines(pieces)
        sys.stdout.flush()
    except OSError as error:
        # Python flushes once more when it exits, which must not fail again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if isinstance(error, BrokenPipeError):
            raise
        raise OutputError(f"Standard output cannot be written ({error.strerror}).") from error
