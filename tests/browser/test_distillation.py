"""The pictures of the distillation show what is computed, and move by mouse and keyboard."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np
import pytest
from distillations import CLOSE, TAUGHT, called, divergence, landings, lowest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Callable

    from distillations import Teacher
    from numpy.typing import NDArray
    from playwright.sync_api import Page


def shown(page: Page) -> Teacher:
    """Return the teacher that the sliders show."""
    values = {
        each: float(page.locator(f"#kl-{each}").input_value())
        for each in ("weight", "mean-1", "mean-2", "width-1", "width-2")
    }
    return {
        "weight": values["weight"],
        "means": [values["mean-1"], values["mean-2"]],
        "widths": [values["width-1"], values["width-2"]],
    }


def printed(page: Page) -> float:
    """Return the divergence that the picture prints."""
    return float((page.locator("#kl-value").text_content() or "").split()[0])


@pytest.fixture(scope="module")
def context_options() -> dict[str, object]:
    """Ask for no motion, so that the pictures show at once what they come to."""
    return {"reduced_motion": "reduce"}


@pytest.fixture
def stopped(open_page: Callable[..., Page], address: str) -> Page:
    """Return the explorer, with motion, and with a clock that stands still until it is put on."""
    page = open_page(reduced_motion="no-preference")
    page.clock.install(time=0)
    page.clock.pause_at(1)
    page.goto(address)
    return page


def test_the_direction_is_chosen_by_keyboard(page: Page) -> None:
    """The arrow key turns the divergence round; value and words are those of the new student."""
    teacher = shown(page)
    assert printed(page) == pytest.approx(lowest(teacher), abs=CLOSE)
    expect(page.locator("#kl-seen")).to_contain_text("settles on the first mode")
    page.locator("#kl-form [value=reverse]").focus()
    page.keyboard.press("ArrowDown")
    expect(page.locator("#kl-name")).to_have_text("Forward KL")
    moments = called(page, "kl", "moments", teacher)
    wanted = divergence("forward", teacher, moments["mean"], moments["width"])
    assert printed(page) == pytest.approx(wanted, abs=CLOSE)
    expect(page.locator("#kl-said")).to_contain_text("matches the teacher’s mean and spread")
    page.keyboard.press("ArrowUp")
    expect(page.locator("#kl-name")).to_have_text("Reverse KL")


@pytest.mark.parametrize(
    ("slider", "key"),
    [
        ("weight", "ArrowRight"),
        ("mean-1", "ArrowLeft"),
        ("mean-2", "Home"),
        ("width-1", "End"),
        ("width-2", "PageUp"),
    ],
)
def test_each_slider_of_the_teacher_moves_by_keyboard(page: Page, slider: str, key: str) -> None:
    """A key moves the slider, its value is shown, and the student is fitted anew."""
    control = page.locator(f"#kl-{slider}")
    before = control.input_value()
    teaching = page.locator("#kl-teacher").get_attribute("d")
    control.focus()
    page.keyboard.press(key)
    after = control.input_value()
    assert after != before
    assert (page.locator(f"#kl-{slider}-value").text_content() or "").replace("−", "-") == after
    assert page.locator("#kl-teacher").get_attribute("d") != teaching
    assert printed(page) == pytest.approx(lowest(shown(page)), abs=CLOSE)


def test_when_the_weights_turn_the_student_changes_sides(page: Page) -> None:
    """With less than half of the weight on the first mode the student settles on the second."""
    page.locator("#kl-weight").fill("0.3")
    expect(page.locator("#kl-said")).to_contain_text("settles on the second mode, which has weight")
    expect(page.locator("#kl-said")).to_contain_text("ln(1/0.70) = 0.357")
    page.locator("#kl-form [type=reset]").click()
    expect(page.locator("#kl-said")).to_contain_text("settles on the first mode")


def test_close_modes_are_covered_as_one(page: Page) -> None:
    """When the modes are close, the words do not speak of settling on one."""
    page.locator("#kl-mean-1").fill("-0.3")
    page.locator("#kl-mean-2").fill("0.3")
    expect(page.locator("#kl-said")).to_contain_text("close enough for the student to cover both")


def test_all_starts_are_listed_and_the_best_is_marked(page: Page) -> None:
    """The table has every run with its end; the one that is shown has the lowest value."""
    runs = called(page, "fit", "fit", "reverse", shown(page))["runs"]
    page.locator("#distillation summary").click()
    rows = page.locator("#kl-runs tr")
    assert rows.count() == len(runs)
    values = [float(text) for text in rows.locator("td:nth-child(5)").all_text_contents()]
    assert values == pytest.approx([run["end"]["value"] for run in runs], abs=CLOSE)
    marked = rows.filter(has_text="shown").locator("td:nth-child(5)").all_text_contents()
    assert [float(text) for text in marked] == [min(values)]


def test_the_animation_plays_pauses_steps_and_ends(stopped: Page) -> None:
    """Play starts from the start and comes to the end; pause holds it, and a step is one step."""
    value, play = stopped.locator("#kl-value"), stopped.locator("#kl-play")
    ended = value.text_content() or ""
    last = int(ended.split()[-1])
    stopped.locator("#kl-back").click()
    expect(value).to_contain_text(f"step 0 of {last}")
    stopped.locator("#kl-step").click()
    expect(value).to_contain_text(f"step 1 of {last}")
    expect(stopped.locator("#kl-seen")).to_have_text("The student is being fitted.")
    play.click()
    expect(play).to_have_text("Pause")
    stopped.clock.run_for(400)
    play.click()
    expect(play).to_have_text("Play")
    paused = value.text_content() or ""
    assert 1 < int(paused.split()[-3]) < last
    stopped.clock.run_for(10_000)
    assert value.text_content() == paused
    play.click()
    stopped.clock.run_for(2_000)
    assert value.text_content() not in (paused, ended)
    stopped.clock.run_for(2_000)
    expect(value).to_have_text(ended)
    expect(play).to_have_text("Play")


def test_the_picture_moves_while_it_plays(stopped: Page) -> None:
    """Turning the direction plays the way of the student, so that its curve changes meanwhile."""
    stopped.locator("#kl-form [value=forward]").check()
    expect(stopped.locator("#kl-play")).to_have_text("Pause")
    first = stopped.locator("#kl-student").get_attribute("d")
    stopped.clock.run_for(400)
    assert stopped.locator("#kl-student").get_attribute("d") != first


def test_with_reduced_motion_play_jumps_to_the_end(page: Page) -> None:
    """Nothing moves by itself for those who do not want it; steps still work."""
    value = page.locator("#kl-value")
    ended = value.text_content() or ""
    page.locator("#kl-back").click()
    expect(value).to_contain_text("step 0 of")
    page.locator("#kl-play").click()
    assert value.text_content() == ended
    expect(page.locator("#kl-play")).to_have_text("Play")


def test_contributions_are_drawn_when_asked_for(page: Page) -> None:
    """The box shows the curve of what adds to the divergence, and hides it again."""
    curve, box = page.locator("#kl-adding"), page.locator("#kl-parts")
    assert not curve.get_attribute("d")
    box.focus()
    page.keyboard.press("Space")
    assert curve.get_attribute("d")
    box.uncheck()
    assert not curve.get_attribute("d")


def curve(page: Page, name: str) -> NDArray[np.float64]:
    """Return the points of a curve, in the units of the picture."""
    path = page.locator(f"#{name}").get_attribute("d") or ""
    return np.array([[float(t) for t in each.split()] for each in re.split("[MLZ]", path) if each])


def test_the_curves_are_the_densities(page: Page) -> None:
    """Both curves enclose the same area above the axis, and the student peaks at its mean."""
    for direction in ("forward", "reverse"):
        page.locator(f"#kl-form [value={direction}]").check()
        teacher, student = curve(page, "kl-teacher"), curve(page, "kl-student")
        base = teacher[0, 1]
        assert teacher[-1, 1] == base == teacher[:, 1].max()
        areas = [np.trapezoid(base - each[:, 1], each[:, 0]) for each in (teacher[1:-1], student)]
        assert areas[1] == pytest.approx(areas[0], rel=0.01)
        end = called(page, "fit", "fit", direction, shown(page))["best"]["end"]["student"]
        ticks = page.locator(".ticks text").all()
        at = {
            float((tick.text_content() or "").replace("−", "-")): float(
                tick.get_attribute("x") or 0
            )
            for tick in ticks
        }
        peak = student[student[:, 1].argmin(), 0]
        wanted = np.interp(end["mean"], sorted(at), [at[each] for each in sorted(at)])
        assert peak == pytest.approx(wanted, abs=2.6)  # the distance between points


def cells(page: Page, name: str) -> list[list[float]]:
    """Return the numbers of a table of landings, a row for each token."""
    rows = page.locator(f"#policy-{name} tr:has(td)").all()
    columns = [[float(t) for t in row.locator("td").all_text_contents()] for row in rows]
    return [list(each) for each in zip(*columns, strict=True)]


def test_the_tables_and_words_of_the_toy_are_its_shares(page: Page) -> None:
    """After sliders have moved by keyboard, tables and words have the computed shares."""
    page.locator("#policy-length").focus()
    for _ in range(4):
        page.keyboard.press("ArrowLeft")
    page.locator("#policy-mistake").focus()
    page.keyboard.press("End")
    length = int(page.locator("#policy-length").input_value())
    assert length == 6
    expect(page.locator("#policy-mistake-value")).to_have_text("50 %")
    expect(page.locator("#policy-value")).to_have_text("30 of 60")
    assert page.locator("#policy-tokens th").count() == length + 1
    teacher = landings(TAUGHT, length)[1:]
    assert cells(page, "teacher") == pytest.approx(100 * teacher, abs=0.51)
    for name, writer in (("off", "teacher"), ("on", "student")):
        lesson = called(page, "policy", "lessons", writer, 0.5, length)[30]
        wanted = np.array(lesson["visits"])[1:]
        assert cells(page, name) == pytest.approx(100 * wanted, abs=0.51)
        share = 100 * wanted[-1, 1]
        said = f"{share:.{0 if share >= 10 else 1}f} %"
        expect(page.locator("#policy-said")).to_contain_text(said)


def test_the_toy_is_taught_step_by_step(stopped: Page) -> None:
    """Back shows the untaught student twice, a step one update, and play comes to the last."""
    value = stopped.locator("#policy-value")
    stopped.locator("#policy-back").click()
    expect(value).to_have_text("0 of 60")
    assert cells(stopped, "off") == cells(stopped, "on")
    stopped.locator("#policy-step").click()
    expect(value).to_have_text("1 of 60")
    assert cells(stopped, "off") != cells(stopped, "on")
    stopped.locator("#policy-play").click()
    expect(stopped.locator("#policy-play")).to_have_text("Pause")
    stopped.clock.run_for(4_000)
    expect(value).to_have_text("60 of 60")
    expect(stopped.locator("#policy-play")).to_have_text("Play")
