"""``nemokg query``."""

from __future__ import annotations

from nemokg.cli import common
from nemokg.errors import ParameterError, QueryError
from nemokg.queries import catalogue
from nemokg.queries.execution import limit_query
from nemokg.text import answers

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterable

DESCRIPTION = "Run one of the canned queries (`nemokg queries` lists them) or SPARQL from a file."
EXAMPLES = """\
A parameter that names a resource takes a local name (my-student), a prefixed name
(model:my-student) or an IRI. Tables show prefixed names; csv, tsv and json have full IRIs.
Your own queries may use the prefixes of the dataset (nemo:, model:, rdfs: ...) without
declaring them.

examples:
  nemokg query weight-lineage
  nemokg query teachers-of-student --param student=my-student
  nemokg query edges --stated-only --format csv
  nemokg query --file my.rq --data my-pipeline.ttl
  nemokg query --file all-weight-ancestors.rq --entailed
  nemokg query edges --store my-store --limit 10
"""


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the options of the command."""
    parser.add_argument("name", metavar="NAME", nargs="?", help="a canned query")
    parser.add_argument("--file", metavar="FILE", help="a file with a SPARQL query of your own")
    parser.add_argument(
        "--param",
        metavar="NAME=VALUE",
        nargs="+",
        action="extend",
        default=[],
        help="a value for a parameter, instead of its default",
    )
    parser.add_argument("--limit", metavar="N", type=int, help="at most this many rows")
    common.add_data_options(parser)
    common.add_stated_only_option(parser)
    common.add_entailed_option(parser)
    common.add_engine_option(parser)
    parser.add_argument(
        "--format",
        choices=answers.FORMATS,
        help="default: table, or ttl for CONSTRUCT and DESCRIBE",
    )
    common.add_width_option(parser)
    common.add_output_option(parser)


def run(args: Namespace) -> int:
    """Print the result."""
    if bool(args.name) == bool(args.file):
        raise QueryError("Give either the NAME of a canned query or --file FILE.")
    query = catalogue.read_query_file(args.file) if args.file else catalogue.find_query(args.name)
    if args.limit is not None:
        query = limit_query(query, args.limit)
    answer = common.open_graph(args).stream(query, **_parameters(args.param))
    common.write_output(
        answers.answer_pieces(answer, args.format, common.table_width(args)), args.output
    )
    return 0


def _parameters(pairs: Iterable[str]) -> dict[str, str]:
    parameters: dict[str, str] = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not (name and equals and value):
            raise ParameterError(f'Give --param as NAME=VALUE, not "{pair}".')
        if name in parameters:
            raise ParameterError(f"The parameter {name} is given twice; give it once.")
        parameters[name] = value
    return parameters
