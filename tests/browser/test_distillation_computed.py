"""The distillation's own modules: what they compute agrees with other methods."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

import numpy as np
import pytest
from distillations import CLOSE, called, divergence, landings, lowest, taught, teachers
from paths import ROOT

if TYPE_CHECKING:
    from distillations import Teacher
    from playwright.sync_api import Page

DOCUMENT = ROOT / "docs" / "distillation.md"


def test_divergences_agree_with_quadrature(reading_page: Page) -> None:
    """Both divergences are within 1e-3 of adaptive quadrature, for many teachers and students."""
    for i, teacher in enumerate(teachers(40)):
        student = {"mean": -3 + 0.15 * i, "width": 0.4 + 0.05 * i}
        for direction in ("reverse", "forward"):
            found = called(reading_page, "kl", "divergence", direction, teacher, student)
            wanted = divergence(direction, teacher, student["mean"], student["width"])
            assert found["value"] == pytest.approx(wanted, abs=CLOSE), (direction, teacher, student)


def test_slopes_are_those_of_the_divergences(reading_page: Page) -> None:
    """The slopes by which the student moves are the differences of the divergence around it."""
    step = 1e-4
    for teacher in teachers(10):
        mean, width = 0.7, 0.9
        for direction in ("reverse", "forward"):
            found = called(
                reading_page, "kl", "divergence", direction, teacher, {"mean": mean, "width": width}
            )
            by_mean, by_width = (
                (
                    divergence(direction, teacher, mean + a * step, width * math.exp(b * step))
                    - divergence(direction, teacher, mean - a * step, width * math.exp(-b * step))
                )
                / (2 * step)
                for a, b in ((1, 0), (0, 1))
            )
            assert found["slope"] == pytest.approx([by_mean, by_width], rel=1e-3, abs=1e-3)


def test_what_points_add_is_the_divergence(reading_page: Page) -> None:
    """The curve of contributions encloses the divergence."""
    student = {"mean": 0.5, "width": 1.1}
    script = """async ([direction, teacher, student]) => {
      const { contribution } = await import(new URL("js/kl.js", document.baseURI));
      let sum = 0;
      for (let x = -12; x < 12; x += 0.005) {
        sum += 0.005 * contribution(direction, teacher, student, x);
      }
      return sum;
    }"""
    for teacher in teachers(5):
        for direction in ("reverse", "forward"):
            found = reading_page.evaluate(script, [direction, teacher, student])
            wanted = divergence(direction, teacher, student["mean"], student["width"])
            assert found == pytest.approx(wanted, abs=CLOSE)


def test_the_reverse_fit_finds_the_lowest_divergence(reading_page: Page) -> None:
    """For many teachers the fitted value is within 1e-3 of the lowest that another method finds."""
    for teacher in teachers(14):
        best = called(reading_page, "fit", "fit", "reverse", teacher)["best"]["end"]
        assert best["value"] == pytest.approx(lowest(teacher), abs=CLOSE), teacher
        student = best["student"]
        wanted = divergence("reverse", teacher, student["mean"], student["width"])
        assert best["value"] == pytest.approx(wanted, abs=CLOSE)


@pytest.mark.parametrize("weight", [0.05, 0.3, 0.45, 0.55, 0.8, 0.95])
def test_the_reverse_fit_takes_the_heavier_mode(reading_page: Page, weight: float) -> None:
    """Of two modes far apart the student takes the heavier one, whose weight w costs ln(1/w)."""
    teacher: Teacher = {"weight": weight, "means": [-3.5, 3.5], "widths": [0.4, 0.8]}
    found = called(reading_page, "fit", "fit", "reverse", teacher)
    heavier = int(weight < 0.5)
    student = found["best"]["end"]["student"]
    assert student["mean"] == pytest.approx(teacher["means"][heavier], abs=0.02)
    assert student["width"] == pytest.approx(teacher["widths"][heavier], abs=0.02)
    cost = math.log(1 / max(weight, 1 - weight))
    assert found["best"]["end"]["value"] == pytest.approx(cost, abs=CLOSE)
    ends = [run["end"]["value"] for run in found["runs"]]
    assert max(ends) > min(ends) + 0.1  # so that several starts are needed


def test_the_forward_fit_has_the_moments_of_the_teacher(reading_page: Page) -> None:
    """The student that lowers forward KL has the teacher's mean and standard deviation."""
    for teacher in teachers(40):
        best = called(reading_page, "fit", "fit", "forward", teacher)["best"]["end"]
        w, (a, b), (s, t) = teacher["weight"], teacher["means"], teacher["widths"]
        mean = w * a + (1 - w) * b
        variance = w * (s**2 + a**2) + (1 - w) * (t**2 + b**2) - mean**2
        assert best["student"]["mean"] == pytest.approx(mean, abs=CLOSE)
        assert best["student"]["width"] == pytest.approx(math.sqrt(variance), abs=CLOSE)


def test_the_documented_values_are_those_that_are_computed(reading_page: Page) -> None:
    """Each row of the table in the documentation is what the fit gives."""
    rows = re.findall(
        r"^\| ([\d.]+) \| (\S+), (\S+) \| (\S+), (\S+) \| (\w+) \| (\S+), (\S+) \| (\S+) \|$",
        DOCUMENT.read_text(encoding="utf-8").replace("−", "-"),
        re.MULTILINE,
    )
    assert len(rows) >= 4
    for weight, m1, s1, m2, s2, direction, *wanted in rows:
        teacher = {
            "weight": float(weight),
            "means": [float(m1), float(m2)],
            "widths": [float(s1), float(s2)],
        }
        end = called(reading_page, "fit", "fit", direction, teacher)["best"]["end"]
        found = (end["student"]["mean"], end["student"]["width"], end["value"])
        assert found == pytest.approx([float(each) for each in wanted], abs=0.006)


def test_no_step_of_a_fit_raises_the_divergence(reading_page: Page) -> None:
    """Along every run the value only falls."""
    for teacher in teachers(5):
        for run in called(reading_page, "fit", "fit", "reverse", teacher)["runs"]:
            values = [point["value"] for point in run["path"]]
            assert values == sorted(values, reverse=True)


@pytest.mark.parametrize("writer", ["teacher", "student"])
@pytest.mark.parametrize(("mistake", "length"), [(0.02, 2), (0.2, 4), (0.5, 5)])
def test_the_toy_is_computed_exactly(
    reading_page: Page, writer: str, mistake: float, length: int
) -> None:
    """Policies and landings are those of writing out every text and measuring every slope."""
    lessons = called(reading_page, "policy", "lessons", writer, mistake, length)
    for updates in (0, 1, 12):
        policy = taught(writer, mistake, length, updates)
        assert np.array(lessons[updates]["policy"]) == pytest.approx(policy, abs=1e-5)
        found = np.array(lessons[updates]["visits"])
        assert found == pytest.approx(landings(policy, length), abs=1e-5)


@pytest.mark.parametrize("mistake", [0.05, 0.2, 0.5])
def test_slips_add_up_only_off_policy(reading_page: Page, mistake: float) -> None:
    """Half way, slips go on to multiply along a text off-policy, and hardly do so on-policy."""
    length, middle = 20, 10
    lessons = [
        called(reading_page, "policy", "lessons", writer, mistake, length)[30]
        for writer in ("teacher", "student")
    ]
    off, on = (np.array(lesson["visits"])[:, 1] for lesson in lessons)
    assert off[length] > 2 * on[length]
    assert off[length] - off[middle] > 5 * (on[length] - on[middle])
