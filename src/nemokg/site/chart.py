"""A small chart of a few values in order, as SVG that takes its colours from the page."""

from __future__ import annotations

from markupsafe import Markup

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Any

_WIDTH, _HEIGHT = 320, 190
_LEFT, _RIGHT, _TOP, _BOTTOM = 34, 34, 30, 36
_LEVEL = Markup('<path class="level" d="M{x} {y:.1f}H{end}"/>')
_MARK = Markup(
    '<circle class="{kind}" cx="{x:.1f}" cy="{y:.1f}" r="4.5"/>'
    '<text class="value" x="{x:.1f}" y="{above:.1f}">{value}</text>'
    '<text class="axis" x="{x:.1f}" y="{below}">{name}</text>'
)


def line_chart(name: str, title: str, points: Sequence[dict[str, Any]]) -> Markup:
    """Return a line through the points that are not of a teacher, and a level for each that is.

    A point has ``name``, ``value``, ``teacher`` and ``status``; one whose model is only inferred to
    be the one measured is an open circle.

    >>> point = {"name": "n", "value": "1", "teacher": False, "status": "stated"}
    >>> svg = line_chart("b", "B", [point])
    >>> svg.count("<circle"), 'aria-labelledby="chart-b-title chart-b-text"' in svg
    (1, True)
    """
    xs, ys = _places([float(point["value"]) for point in points])
    placed = list(zip(points, xs, ys, strict=True))
    line = [f"{x:.1f} {y:.1f}" for point, x, y in placed if not point["teacher"]]
    return Markup(
        '<svg class="chart" viewBox="0 0 {width} {height}" role="img"'
        ' aria-labelledby="chart-{name}-title chart-{name}-text">'
        '<title id="chart-{name}-title">{title}</title><desc id="chart-{name}-text">{words}</desc>'
        '{levels}<path class="line" d="M{line}"/>{marks}</svg>'
    ).format(
        width=_WIDTH,
        height=_HEIGHT,
        name=name,
        title=title,
        words="; ".join(f"{point['name']} {point['value']}" for point in points),
        levels=_joined(
            _LEVEL.format(x=_LEFT, y=y, end=_WIDTH - _RIGHT) for p, _, y in placed if p["teacher"]
        ),
        line="L".join(line),
        marks=_joined(_mark(*each) for each in placed),
    )


def _places(values: list[float]) -> tuple[list[float], list[float]]:
    low, high = min(values), max(values)
    span = (high - low) or 1
    wide, tall = _WIDTH - _LEFT - _RIGHT, _HEIGHT - _TOP - _BOTTOM
    xs = [_LEFT + wide * index / max(len(values) - 1, 1) for index in range(len(values))]
    return xs, [_TOP + tall * (1 - (value - low) / span) for value in values]


def _mark(point: dict[str, Any], x: float, y: float) -> Markup:
    kinds = ["teacher" if point["teacher"] else "student"]
    kinds += ["open"] if point["status"] == "inferred" else []
    return _MARK.format(
        kind=" ".join(kinds),
        x=x,
        y=y,
        above=y - 10,
        below=_HEIGHT - 10,
        value=point["value"],
        name=point["name"],
    )


def _joined(parts: Iterable[Markup]) -> Markup:
    return Markup().join(parts)
