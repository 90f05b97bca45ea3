"""Rendering information about a dataset: counts, canned queries, validation reports."""

from __future__ import annotations

import re

from nemokg.characters import visible_text
from nemokg.rdf.results import Table
from nemokg.rdf.vocab import prefixed_name

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from nemokg.rdf.results import CannedQuery
    from nemokg.reasoning.closure import Closure
    from nemokg.validation.report import Finding, Info, ValidationReport

_IRI = re.compile(r"https?://[^\s<>\"'()]*[^\s<>\"'().,;:]")


def info_text(info: Info) -> str:
    """Return the layers and the counts of a dataset as text for people."""
    lines = [f"nemokg {info.version}", f"{info.triples:,} triples from {_layers(info)}"]
    if info.entailed:
        lines.append(f"{info.entailed:,} more that they entail, counted below as well")
    width = max((len(name) for _, names in _sections(info) for name in names), default=0)
    for section, names in _sections(info):
        lines += ["", section] if names else []
        lines += [f"  {name:<{width}}  {count:>7,}" for name, count in names.items()]
    return visible_text("\n".join(lines) + "\n")


def _sections(info: Info) -> list[tuple[str, Mapping[str, int]]]:
    """Return the counts by section, those of the layers first."""
    return [("triples by layer", info.layer_triples), *info.counts.items()]


def _layers(info: Info) -> str:
    """Return of which layers a dataset is made, in words."""
    *beneath, top = info.layers or ("unknown sources",)
    named = f"the {top}" if top in ("bundled data", "store", "endpoint") else top
    if top != "bundled data":
        named = " ".join([named, ", ".join(info.origin)]).rstrip()
    if info.files:
        named = f"{info.files:,} file{'s' if info.files != 1 else ''}: {named}"
    if beneath:
        named += f" above the {', the '.join(beneath[:-1])} and the {beneath[-1]}"
    return f"{named}, without what no primary work states" if info.stated else named


def info_as_table(info: Info) -> Table:
    """Return the counts of a dataset as a table of section, name and count."""
    from pyoxigraph import Literal

    rows = [("dataset", "files", info.files), ("dataset", "triples", info.triples)]
    rows += [("dataset", "entailed triples", info.entailed)] if info.entailed else []
    rows += [(section, *pair) for section, names in _sections(info) for pair in names.items()]
    return Table(
        ("section", "name", "count"),
        tuple(tuple(Literal(part) for part in row) for row in rows),
    )


def queries_as_table(queries: Iterable[CannedQuery]) -> Table:
    """Return canned queries as a table of name, summary and parameters with their defaults."""
    from pyoxigraph import Literal

    rows = []
    for query in queries:
        parameters = ", ".join(f"{p.name}={p.default}" for p in query.parameters)
        rows.append((query.name, query.summary, parameters))
    return Table(
        ("name", "summary", "parameters"),
        tuple(tuple(Literal(part) for part in row) for row in rows),
    )


def closure_text(closure: Closure) -> str:
    """Return the number of entailed triples by predicate, and whether they are consistent."""
    counts = {prefixed_name(name): count for name, count in closure.by_predicate().items()}
    width = max(map(len, counts), default=0)
    lines = [f"{closure.total:,} entailed triples, for {prefixed_name(closure.graph)}"]
    lines += [f"  {name:<{width}}  {count:>7,}" for name, count in counts.items()]
    number = len(closure.contradictions)
    ending = "s" if number != 1 else ""
    lines.append(f"{number} contradiction{ending}" if number else "no contradiction")
    return visible_text("\n".join(lines) + "\n")


def json_text(document: object) -> str:
    """Return a document as indented JSON."""
    from json import dumps

    return dumps(document, ensure_ascii=False, indent=2) + "\n"


def report_text(report: ValidationReport) -> str:
    """Return a validation report for people: a block per finding, then how many there are."""
    if report.conforms:
        rules = f"{report.rules:,} rule{'s' if report.rules != 1 else ''}"
        return (
            f"conforms: {report.claims:,} claims, {report.triples:,} triples"
            f" checked against {rules}\n"
        )
    blocks = [_finding_text(finding) for finding in report.findings]
    count = len(report.findings)
    return visible_text("\n".join([*blocks, f"{count:,} finding{'s' if count != 1 else ''}\n"]))


def _finding_text(finding: Finding) -> str:
    focus = prefixed_name(finding.focus)
    lines = [f"{finding.label} ({focus})" if finding.label else focus]
    if finding.file:
        lines.append(f"  at    {_place_text(finding.file, finding.line)}")
    lines += [f"  and   {_place_text(place.file, place.line)}" for place in finding.further_places]
    severity = "" if finding.severity == "sh:Violation" else f" ({finding.severity})"
    lines.append(f"  rule  {finding.rule}{severity}")
    if finding.path:
        lines.append(f"  path  {prefixed_name(finding.path)}")
    if finding.value is not None and finding.value != finding.focus:
        lines.append(f"  value {prefixed_name(finding.value)}")
    lines.append(f"  {_IRI.sub(lambda iri: prefixed_name(iri[0]), finding.message)}")
    return "\n".join(lines) + "\n"


def _place_text(file: str, line: int | None) -> str:
    return file if line is None else f"{file}:{line}"
