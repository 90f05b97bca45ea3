"""Write made-up pipelines with any number of triples, using the ontology of nemokg.

    python benchmarks/generate.py --triples 200000 --output made.ttl [--violations 7]

Each pipeline is a family of models: a line of students up to twelve deep, teachers that fork from
it and are distilled back, a reward model that also judges, an external generator, data, training
stages and distillation rounds. Each edge has its claim, with evidence. As many complete families
are written as the number of triples allows, but at least one. The same arguments give the same
bytes, and memory use does not grow with the size.

--violations K plants K separate mistakes; FILE.violations.csv lists the shape that each one
violates and the node that a validator names.
"""

from __future__ import annotations

import argparse
import gzip
import os
import sys
from itertools import count
from typing import TYPE_CHECKING, TextIO

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

from made import Family, Node, common_nodes

from nemokg.rdf.vocab import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterator

_USED = (
    "algo", "claim", "dataset", "dcterms", "evidence", "model", "nemo", "pipeline", "rdf", "rdfs",
    "round", "skos", "source", "stage",
)  # fmt: skip
_INTEGER = f"^^<{PREFIXES['xsd']}integer>"


def nodes(triples: int, violations: int, planted: list[tuple[str, str]]) -> Iterator[Node]:
    """Yield nodes with no more triples than asked for, but for the first family, which is whole.

    The shape and node of each planted mistake are appended to `planted`.
    """
    left = triples
    for node in common_nodes():
        left -= len(node.properties)
        yield node
    for number in count(1):
        family = Family(number)
        made = family.nodes()
        mistakes = family.plant(violations - len(planted)) if len(planted) < violations else []
        left -= sum(len(node.properties) for node in made)
        if left < 0 and number > 1:
            return
        planted += mistakes
        yield from made


def turtle(node: Node) -> str:
    """Return the block of a node as Turtle."""
    said = " ;\n    ".join(f"{'a' if p == 'rdf:type' else p} {o}" for p, o in node.properties)
    return f"{node.name} {said} .\n\n"


def ntriples(node: Node) -> str:
    """Return the triples of a node as N-Triples."""
    subject = _full(node.name)
    return "".join(f"{subject} {_full(p)} {_full(o)} .\n" for p, o in node.properties)


def _full(term: str) -> str:
    if term[0] == '"':
        return term
    if term[0].isdigit():
        return f'"{term}"{_INTEGER}'
    prefix, _, name = term.partition(":")
    return f"<{PREFIXES[prefix]}{name}>"


def write(path: str, triples: int, violations: int = 0) -> int:
    """Write a file and, with violations, the list of them; return the number of triples.

    Raises ValueError where there are more violations than the families have room for.
    """
    render = ntriples if path.removesuffix(".gz").endswith(".nt") else turtle
    planted: list[tuple[str, str]] = []
    written = 0
    with _opened(path) as out:
        if render is turtle:
            out.writelines(f"@prefix {prefix}: <{PREFIXES[prefix]}> .\n" for prefix in _USED)
            out.write("\n")
        for node in nodes(triples, violations, planted):
            out.write(render(node))
            written += len(node.properties)
    if len(planted) < violations:
        raise ValueError(f"there is room for {len(planted)} violations only; ask for more triples")
    if violations:
        with open(f"{path}.violations.csv", "w", encoding="utf-8") as out:
            out.write("shape,node\n")
            out.writelines(f"{_full(shape)[1:-1]},{_full(node)[1:-1]}\n" for shape, node in planted)
    return written


def _opened(path: str) -> TextIO:
    if path.endswith(".gz"):
        return gzip.open(path, "wt", encoding="utf-8")
    return open(path, "w", encoding="utf-8")


def main() -> None:
    """Write the file and say how many triples it has."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--triples", type=int, required=True, metavar="N", help="at most this many")
    parser.add_argument("--output", required=True, metavar="FILE", help=".ttl or .nt, also .gz")
    parser.add_argument("--violations", type=int, default=0, metavar="K", help="mistakes planted")
    args = parser.parse_args()
    try:
        print(write(args.output, args.triples, args.violations), "triples")
    except ValueError as error:
        parser.error(str(error))


if __name__ == "__main__":
    main()
