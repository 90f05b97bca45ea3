"""Runs the W3C test suites from local copies, and prints a table of how many cases pass.

Usage: python -m suites COPY..., where each is a copy of w3c/rdf-tests or w3c/data-shapes. Exits
with 1 where a suite has another number of cases, a case fails that should pass, or one passes that
is known to fail.
"""

from __future__ import annotations

import sys
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from suites import expected, shacl, sparql, syntaxes
from suites.manifests import Case, read_cases

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_SYNTAXES = {
    "Turtle": "rdf-turtle",
    "TriG": "rdf-trig",
    "N-Triples": "rdf-n-triples",
    "N-Quads": "rdf-n-quads",
    "RDF/XML": "rdf-xml",
}
_QUERIES = (
    "aggregates",
    "bind",
    "bindings",
    "cast",
    "construct",
    "exists",
    "functions",
    "grouping",
    "negation",
    "project-expression",
    "property-path",
    "subquery",
    "syntax-query",
)
_RESULTS = ("csv-tsv-res", "json-res")
_SHACL = {"SHACL Core": "core", "SHACL-SPARQL": "sparql"}


class Outcome(NamedTuple):
    """A suite as it was run: its name, and of each case the name and in which way it fails."""

    suite: str
    cases: dict[str, str | None]


def main(arguments: list[str]) -> int:
    """Run the suites in some folders and print what they found."""
    warnings.simplefilter("ignore")  # what is said of files is not what is tested here
    outcomes = [outcome for path in arguments for outcome in _run(Path(path).resolve())]
    if not outcomes:
        print("Name copies of w3c/rdf-tests and of w3c/data-shapes.", file=sys.stderr)
        return 2
    print("| suite | cases | before | now |\n| --- | --- | --- | --- |")
    for suite, cases in outcomes:
        passed = sum(failure is None for failure in cases.values())
        before = expected.BEFORE.get(suite, "")
        print(f"| {suite} | {len(cases)} | {before} | {passed} |")
    print("\n| case | why it fails |\n| --- | --- |")
    for suite, reasons in expected.FAILURES.items():
        if any(outcome.suite.startswith(suite) for outcome in outcomes):
            print(*(f"| `{name}` | {reason} |" for name, reason in reasons.items()), sep="\n")
    surprises = list(_surprises(outcomes))
    print(*surprises, sep="\n", file=sys.stderr)
    return 1 if surprises else 0


def _run(copy: Path) -> Iterator[Outcome]:
    for suite, folder in _SYNTAXES.items():
        if (manifest := copy / "rdf/rdf11" / folder / "manifest.ttl").is_file():
            failures = {case.name: syntaxes.failure(case) for case in read_cases(manifest)}
            yield Outcome(suite, failures)
    if (queries := copy / "sparql/sparql11").is_dir():
        yield from _sparql(queries)
    for suite, folder in _SHACL.items():
        if (tests := copy / "data-shapes-test-suite/tests" / folder).is_dir():
            failures = {case.name: shacl.failure(case) for case in shacl.read_cases(tests)}
            yield Outcome(suite, failures)


def _sparql(folder: Path) -> Iterator[Outcome]:
    cases = _cases(folder, _QUERIES)
    suites = {
        "SPARQL 1.1 evaluation": [case for case in cases if "Evaluation" in case.kind],
        "SPARQL 1.1 syntax": [case for case in cases if "Syntax" in case.kind],
        "SPARQL 1.1 results": _cases(folder, _RESULTS),
    }
    with sparql.served([case for chosen in suites.values() for case in chosen]) as served:
        for suite, chosen in suites.items():
            for way, answer in (("embedded", sparql.embedded), ("served", served)):
                failures = {case.name: sparql.failure(case, answer) for case in chosen}
                yield Outcome(f"{suite}, {way}", failures)


def _cases(folder: Path, names: Iterable[str]) -> list[Case]:
    return [case for name in names for case in read_cases(folder / name / "manifest.ttl")]


def _surprises(outcomes: Iterable[Outcome]) -> Iterator[str]:
    """Yield a line for each number and each case that is not as expected."""
    for suite, cases in outcomes:
        name = suite.partition(",")[0]
        known = expected.FAILURES.get(name, {})
        if len(cases) != expected.COLLECTED[name]:
            yield f"{suite}: {len(cases)} cases instead of {expected.COLLECTED[name]}"
        for case, failure in cases.items():
            if failure and case not in known:
                yield f"{suite}: {case}: {failure}"
            if failure is None and case in known:
                yield f"{suite}: {case} passes; take it from the failures that are expected"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
