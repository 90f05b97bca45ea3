"""The results: every reported value, and the scores along the pipeline by benchmark."""

from __future__ import annotations

from nemokg.rdf.formats import bare_text
from nemokg.rdf.vocab import local_name
from nemokg.site.chart import line_chart
from nemokg.training.edges import INITIALIZED_FROM

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from nemokg.site.facts import Facts

_SOME = 2  # points that a chart has at least
_COMPARABLE = ("table", "metric", "resultSetting", "mode")  # what the points of a chart share


def result_rows(facts: Facts) -> list[dict[str, str]]:
    """Return every result as a row, those derived from others included, by benchmark and table."""
    rows = [_row(facts, iri) for iri in facts.instances_of("Result")]
    return sorted(rows, key=lambda row: (row["benchmark"].casefold(), row["table"], row["id"]))


def _row(facts: Facts, iri: str) -> dict[str, str]:
    model, candidate = (
        facts.first_object(iri, "evaluatedModel"),
        facts.first_object(iri, "candidateModel"),
    )
    measured = model or candidate
    unit = facts.first_object(iri, "unit")
    details = facts.objects_of(
        iri, "metric", "resultSetting", "mode", "category", "decoding", "qualifier"
    )
    return {
        "id": local_name(iri),
        "iri": iri,
        "benchmark": facts.label(facts.first_object(iri, "benchmark")),
        "model": local_name(measured) if measured else "",
        "label": facts.label(measured) if measured else "",
        "value": facts.first_object(iri, "value"),
        "unit": facts.label(unit) if unit else "",
        "kind": "derived" if facts.objects_of(iri, "formula") else "measured",
        "table": facts.first_object(iri, "table"),
        "column": facts.first_object(iri, "column"),
        "details": ", ".join(details),
        "status": local_name(facts.first_object(iri, "modelStatus")),
    }


def student_line_charts(facts: Facts) -> list[dict[str, Any]]:
    """Return a chart for each benchmark with results along the student line.

    The checkpoints of the line come in the order of their weights, then the teacher of which the
    share that a student recovers is known. The values are those of one table: the one from which
    that share is derived, or the one with the most checkpoints, by one metric in one setting.
    """
    line = _line(facts)
    by_benchmark: dict[str, list[str]] = {}
    for iri in facts.instances_of("Result"):
        if not facts.objects_of(iri, "category"):
            by_benchmark.setdefault(facts.first_object(iri, "benchmark"), []).append(iri)
    drawn = [_chart(facts, iri, measured, line) for iri, measured in by_benchmark.items()]
    complete = [each for each in drawn if each]
    return sorted(complete, key=lambda each: str(each["title"]).casefold())


def _line(facts: Facts) -> dict[str, int]:
    """Return the student checkpoints with the number of their weight ancestors."""
    return {iri: len(_ancestors(facts, iri)) for iri in facts.instances_of("StudentCheckpoint")}


def _ancestors(facts: Facts, iri: str) -> set[str]:
    steps = {*facts.with_subterms("weightParent"), INITIALIZED_FROM}
    ancestors, queue = set[str](), [iri]
    while queue:
        by_property = facts.objects_by_property(queue.pop())
        parents = {bare_text(term) for step in steps for term in by_property.get(step, ())}
        queue += parents - ancestors
        ancestors |= parents
    return ancestors


def _chart(
    facts: Facts, benchmark: str, measured: list[str], line: dict[str, int]
) -> dict[str, Any] | None:
    derived = [iri for iri in measured if facts.objects_of(iri, "teacherResult")]
    on_line = [iri for iri in measured if iri not in derived and _model(facts, iri) in line]
    properties = ("table",) if derived else _COMPARABLE
    measurements = [_measurement(facts, iri, properties) for iri in derived or on_line]
    if not measurements:
        return None
    measurement = max(sorted(set(measurements)), key=measurements.count)
    points = sorted(
        (iri for iri in on_line if _measurement(facts, iri, properties) == measurement),
        key=lambda iri: (line[_model(facts, iri)], iri),
    )
    if len(points) < _SOME:
        return None
    teachers = [facts.first_object(iri, "teacherResult") for iri in derived]
    shown = [_point(facts, iri, iri in teachers) for iri in [*points, *teachers]]
    title = facts.label(benchmark)
    recovered = [_recovery(facts, iri) for iri in derived]
    unit = facts.first_object(points[0], "unit")
    return {
        "id": local_name(benchmark),
        "title": title,
        "unit": facts.label(unit) if unit else "",
        "metric": facts.first_object(points[0], "metric")
        or facts.first_object(benchmark, "metric"),
        "domain": facts.first_object(benchmark, "taskDomain"),
        "table": measurement[0],
        "points": shown,
        "recovery": recovered,
        "svg": line_chart(local_name(benchmark), title, shown),
    }


def _measurement(facts: Facts, iri: str, properties: tuple[str, ...]) -> tuple[str, ...]:
    """Return what a result shares with those that it may be compared with."""
    return tuple(facts.first_object(iri, name) for name in properties)


def _model(facts: Facts, iri: str) -> str:
    return facts.first_object(iri, "evaluatedModel")


def _point(facts: Facts, iri: str, teacher: bool) -> dict[str, Any]:
    model = _model(facts, iri)
    return {
        "model": local_name(model),
        "label": facts.label(model),
        "name": facts.first_object(iri, "column"),
        "value": facts.first_object(iri, "value"),
        "status": local_name(facts.first_object(iri, "modelStatus")),
        "teacher": teacher,
    }


def _recovery(facts: Facts, iri: str) -> dict[str, str]:
    base = facts.first_object(iri, "baselineResult")
    return {
        "iri": iri,
        "value": facts.first_object(iri, "value"),
        "formula": facts.first_object(iri, "formula"),
        "baseline": facts.first_object(base, "column"),
    }
