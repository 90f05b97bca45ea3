"""``nemokg cite``."""

from __future__ import annotations

from nemokg import cite
from nemokg.cli import common
from nemokg.cli.messages import print_message
from nemokg.errors import QueryError, UnknownClaimError
from nemokg.training.explain import own_claim_iris

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from nemokg.api import KnowledgeGraph

_FORMATS = "\n".join(f"  {name:<9} {form.summary}" for name, form in cite.FORMATS.items())
_SEPARATOR = "--"
DESCRIPTION = f"""\
Cite claims. Each claim gets an entry with its status, the version of the dataset and a digest of
the claim and its evidence, and another entry for the primary source that it rests on: cite both.
If no primary source supports the claim, the source that does gets an entry.

{_FORMATS}

The key of an entry is the name of the claim. With --from-tex, the claims are those that a LaTeX
file cites by name; its other keys are left to its other .bib files. Exit codes: 0 success, 1 there
is no such claim, 2 could not run.
"""
EXAMPLES = """\
examples:
  nemokg cite my-student--initializedFrom--my-base
  nemokg cite my-student--initializedFrom--my-base --format bibtex
  nemokg cite --all --format biblatex --output nemokg.bib
  nemokg cite --from-tex my-paper.tex --format bibtex --output claims.bib
"""


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the options of the command."""
    parser.add_argument("claims", metavar="CLAIM", nargs="*", help="the names of claims")
    parser.add_argument("--all", action="store_true", help="every claim of one's own")
    parser.add_argument("--from-tex", metavar="FILE", help="the claims that a LaTeX file cites")
    parser.add_argument(
        "--format", choices=tuple(cite.FORMATS), help="default: text, with --from-tex bibtex"
    )
    common.add_data_options(
        parser,
        with_bundled=False,
        speaks_of="With files of your own, --all cites their claims alone.",
    )
    common.add_output_option(parser)


def run(args: Namespace) -> int:
    """Print the citations."""
    if sum((bool(args.claims), args.all, args.from_tex is not None)) != 1:
        raise QueryError("Give the names of claims, or --all, or --from-tex FILE.")
    graph = common.open_graph(args)
    names: list[str] = args.claims
    missing: list[UnknownClaimError] = []
    if args.all:
        names = own_claim_iris(graph.dataset)
    elif args.from_tex is not None:
        names, missing = _cited(graph, args.from_tex)
    form = args.format or ("bibtex" if args.from_tex else "text")
    if names:
        common.write_output(graph.cite(*names, form=form), args.output)
    for error in missing:
        print_message(f"{args.from_tex}: {error}")
    return 1 if missing else 0


def _cited(graph: KnowledgeGraph, file: str) -> tuple[list[str], list[UnknownClaimError]]:
    """Return the claims that a paper cites, and an error for each key that only looks like one."""
    from nemokg.cite.paper import cited_keys
    from nemokg.dataset.reading import decode_utf8, read_bytes
    from nemokg.rdf.vocab import PREFIXES
    from nemokg.training.names import resolve_iri

    known = set(graph.claims())
    found, missing = [], []
    for key in cited_keys(decode_utf8(file, read_bytes(file))):
        named = resolve_iri(key, PREFIXES["claim"])
        if named is not None and named.value in known:
            found.append(named.value)
        elif _SEPARATOR in key:
            try:
                found.append(graph.explain(key).iri)
            except UnknownClaimError as error:
                missing.append(error)
    if not found and not missing:
        raise UnknownClaimError(
            f"{file}: it cites no claim; cite a claim with its name as the key."
        )
    return found, missing
