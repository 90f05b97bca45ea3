"""``nemokg queries``."""

from __future__ import annotations

from nemokg.cli import common
from nemokg.errors import QueryError
from nemokg.queries import catalogue
from nemokg.text import answers, reports

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from nemokg.rdf.results import CannedQuery

DESCRIPTION = "List the canned queries and their parameters, or show the SPARQL of one."
EXAMPLES = """\
examples:
  nemokg queries
  nemokg queries edges
  nemokg queries edges --output my.rq
"""
_FORMATS = ("table", "csv", "tsv", "json", "md")


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the options of the command."""
    parser.add_argument("name", metavar="NAME", nargs="?", help="the query to show")
    parser.add_argument("--format", choices=_FORMATS, help="format of the list; default: table")
    common.add_width_option(parser)
    common.add_output_option(parser)


def run(args: Namespace) -> int:
    """Print the list, or the text of a query, whose header has the same information."""
    if args.name and args.format:
        raise QueryError("The text of a query has no other format; leave out --format or NAME.")
    if args.name:
        text = catalogue.find_query(args.name).text
    else:
        queries = [catalogue.find_query(name) for name in catalogue.query_names()]
        if args.format == "json":
            text = reports.json_text([_as_dict(query) for query in queries])
        else:
            table = reports.queries_as_table(queries)
            text = answers.render_answer(table, args.format, common.table_width(args))
    common.write_output(text, args.output)
    return 0


def _as_dict(query: CannedQuery) -> dict[str, object]:
    return {
        "name": query.name,
        "summary": query.summary,
        "description": query.description,
        "tags": query.tags,
        "parameters": {parameter.name: parameter.default for parameter in query.parameters},
    }
