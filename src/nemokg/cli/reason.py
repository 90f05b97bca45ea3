"""``nemokg reason``."""

from __future__ import annotations

from nemokg.cli import common
from nemokg.cli.messages import print_message
from nemokg.cli.progress import exit_on_sigterm, step_reporter
from nemokg.rdf import formats
from nemokg.text import reports

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

DESCRIPTION = """\
Reason over the dataset: count or print the triples that the axioms of the ontology entail, and
report contradictions, with the triples that cause them.

With --store, the rules write the entailed triples to the named graph graph:entailed of the store,
which is replaced completely or not at all; the complete reasoner and --stated-only write nothing.

Exit codes: 0 the dataset is consistent, 1 it contradicts itself, 2 could not run.
"""
EXAMPLES = """\
examples:
  nemokg reason
  nemokg reason --stated-only --format nt --output entailed.nt
  nemokg reason --data my-pipeline.ttl --reasoner owlrl
  nemokg reason --store my-store
"""


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the options of the command."""
    common.add_data_options(parser)
    common.add_stated_only_option(parser)
    parser.add_argument(
        "--reasoner",
        choices=("rules", "owlrl"),
        default="rules",
        help="the rules that the ontology needs (default), or all of OWL 2 RL, which is slower",
    )
    parser.add_argument(
        "--format",
        choices=("table", "ttl", "nt", "json"),
        default="table",
        help="counts as a table (default) or JSON, or the entailed triples",
    )
    common.add_output_option(parser)


def run(args: Namespace) -> int:
    """Print the counts, or the triples with the contradictions on standard error."""
    writes = args.store is not None and args.reasoner == "rules" and not args.stated_only
    with exit_on_sigterm(), step_reporter("reasoning"):
        if writes:
            from nemokg.reasoning.on_disk import write_closure

            closure = write_closure(args.store)
        else:
            closure = common.open_graph(args).reason(args.reasoner)
    contradictions = [f"contradiction: {each}" for each in closure.contradictions]
    if args.format == "json":
        text = reports.json_text(closure.as_dict())
    elif args.format == "table":
        text = reports.closure_text(closure) + "".join(f"{line}\n" for line in contradictions)
        text += f"written to {args.store}\n" if writes else ""
    else:
        render = formats.ntriples_text if args.format == "nt" else formats.turtle_text
        text = render(closure.entailed)
    common.write_output(text, args.output)
    if args.output or args.format in ("ttl", "nt"):
        for line in contradictions:
            print_message(line, source="")
    return 0 if closure.consistent else 1
