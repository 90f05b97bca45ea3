"""What a red arrow computes: the pictures really compute it, and the mathematics is all there."""

from __future__ import annotations

import math
import random
import re
from itertools import pairwise, product
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from explorer import PHONE, WIDE, count, visit
from paths import ROOT
from playwright.sync_api import expect
from scipy.integrate import quad
from scipy.optimize import minimize
from scipy.stats import norm

from nemokg.site.equations import distillation
from nemokg.site.facts import Facts

from .test_accessibility import violations

if TYPE_CHECKING:
    from collections.abc import Callable

    from explorer import Server
    from numpy.typing import NDArray
    from playwright.sync_api import Page

    from nemokg.api import KnowledgeGraph

Teacher = dict[str, Any]
DOCUMENT = ROOT / "docs" / "distillation.md"
CLOSE = 1e-3
CALL = """async ([module, name, given]) => {
  const found = await import(new URL(`js/${module}.js`, document.baseURI));
  return found[name](...given);
}"""


def called(page: Page, module: str, name: str, *given: object) -> Any:
    """Return what a function of the site's own modules returns."""
    return page.evaluate(CALL, [module, name, list(given)])


def teachers(number: int) -> list[Teacher]:
    """Return settings of the sliders, the same in each run."""
    chosen = random.Random(5)  # noqa: S311  # settings, not secrets
    return [
        {
            "weight": round(chosen.uniform(0.05, 0.95), 2),
            "means": [round(chosen.uniform(-4, 4), 1) for _ in "12"],
            "widths": [round(chosen.uniform(0.3, 1.5), 1) for _ in "12"],
        }
        for _ in range(number)
    ]


def log_teacher(teacher: Teacher, x: Any) -> Any:
    """Return the logarithm of the teacher's density."""
    (first, second), (one, two) = teacher["means"], teacher["widths"]
    weight = teacher["weight"]
    return np.logaddexp(
        math.log(weight) + norm.logpdf(x, first, one),
        math.log(1 - weight) + norm.logpdf(x, second, two),
    )


def integrand(direction: str, teacher: Teacher, mean: float, width: float, x: Any) -> Any:
    """Return what a point adds to the divergence."""
    p, q = log_teacher(teacher, x), norm.logpdf(x, mean, width)
    return np.exp(q) * (q - p) if direction == "reverse" else np.exp(p) * (p - q)


def divergence(direction: str, teacher: Teacher, mean: float, width: float) -> float:
    """Return the divergence by adaptive quadrature."""
    places = sorted({-40.0, mean, *teacher["means"], 40.0})
    return float(
        sum(
            quad(
                lambda x: float(integrand(direction, teacher, mean, width, x)),
                low,
                high,
                epsabs=1e-9,
                limit=400,
            )[0]
            for low, high in pairwise(places)
        )
    )


def lowest(teacher: Teacher) -> float:
    """Return the lowest reverse divergence, by another method: a simplex, on a fine grid."""
    grid = np.linspace(-30, 30, 12001)

    def value(at: NDArray[np.float64]) -> float:
        width = math.exp(max(at[1], math.log(0.05)))  # narrower than the grid resolves
        found = integrand("reverse", teacher, float(at[0]), width, grid)
        return float(np.trapezoid(found, grid))

    first, second = teacher["means"]
    starts = [(m, math.log(s)) for m, s in zip(teacher["means"], teacher["widths"], strict=True)]
    starts += [((first + second) / 2, 1.0), (first, 0.5), (second, 0.5)]
    return min(
        float(minimize(value, start, method="Nelder-Mead", options={"fatol": 1e-8}).fun)
        for start in starts
    )


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


@pytest.fixture
def still(open_page: Callable[..., Page], server: Server) -> Page:
    """Return the explorer for somebody who wants no motion."""
    page = open_page(reduced_motion="reduce")
    page.goto(server.url)
    return page


def test_divergences_agree_with_quadrature(page: Page) -> None:
    """Both divergences are within 1e-3 of adaptive quadrature, for many teachers and students."""
    for i, teacher in enumerate(teachers(40)):
        student = {"mean": -3 + 0.15 * i, "width": 0.4 + 0.05 * i}
        for direction in ("reverse", "forward"):
            found = called(page, "kl", "divergence", direction, teacher, student)
            wanted = divergence(direction, teacher, student["mean"], student["width"])
            assert found["value"] == pytest.approx(wanted, abs=CLOSE), (direction, teacher, student)


def test_slopes_are_those_of_the_divergences(page: Page) -> None:
    """The slopes by which the student moves are the differences of the divergence around it."""
    step = 1e-4
    for teacher in teachers(10):
        mean, width = 0.7, 0.9
        for direction in ("reverse", "forward"):
            found = called(
                page, "kl", "divergence", direction, teacher, {"mean": mean, "width": width}
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


def test_what_points_add_is_the_divergence(page: Page) -> None:
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
            found = page.evaluate(script, [direction, teacher, student])
            wanted = divergence(direction, teacher, student["mean"], student["width"])
            assert found == pytest.approx(wanted, abs=CLOSE)


def test_the_reverse_fit_finds_the_lowest_divergence(page: Page) -> None:
    """For many teachers the fitted value is within 1e-3 of the lowest that another method finds."""
    for teacher in teachers(14):
        best = called(page, "fit", "fit", "reverse", teacher)["best"]["end"]
        assert best["value"] == pytest.approx(lowest(teacher), abs=CLOSE), teacher
        student = best["student"]
        wanted = divergence("reverse", teacher, student["mean"], student["width"])
        assert best["value"] == pytest.approx(wanted, abs=CLOSE)


@pytest.mark.parametrize("weight", [0.05, 0.3, 0.45, 0.55, 0.8, 0.95])
def test_the_reverse_fit_takes_the_heavier_mode(page: Page, weight: float) -> None:
    """Of two modes far apart the student takes the heavier one, whose weight w costs ln(1/w)."""
    teacher: Teacher = {"weight": weight, "means": [-3.5, 3.5], "widths": [0.4, 0.8]}
    found = called(page, "fit", "fit", "reverse", teacher)
    heavier = int(weight < 0.5)
    student = found["best"]["end"]["student"]
    assert student["mean"] == pytest.approx(teacher["means"][heavier], abs=0.02)
    assert student["width"] == pytest.approx(teacher["widths"][heavier], abs=0.02)
    cost = math.log(1 / max(weight, 1 - weight))
    assert found["best"]["end"]["value"] == pytest.approx(cost, abs=CLOSE)
    ends = [run["end"]["value"] for run in found["runs"]]
    assert max(ends) > min(ends) + 0.1  # so that several starts are needed


def test_the_forward_fit_has_the_moments_of_the_teacher(page: Page) -> None:
    """The student that lowers forward KL has the teacher's mean and standard deviation."""
    for teacher in teachers(40):
        best = called(page, "fit", "fit", "forward", teacher)["best"]["end"]
        w, (a, b), (s, t) = teacher["weight"], teacher["means"], teacher["widths"]
        mean = w * a + (1 - w) * b
        variance = w * (s**2 + a**2) + (1 - w) * (t**2 + b**2) - mean**2
        assert best["student"]["mean"] == pytest.approx(mean, abs=CLOSE)
        assert best["student"]["width"] == pytest.approx(math.sqrt(variance), abs=CLOSE)


def test_the_documented_values_are_those_that_are_computed(page: Page) -> None:
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
        end = called(page, "fit", "fit", direction, teacher)["best"]["end"]
        found = (end["student"]["mean"], end["student"]["width"], end["value"])
        assert found == pytest.approx([float(each) for each in wanted], abs=0.006)


def test_no_step_of_a_fit_raises_the_divergence(page: Page) -> None:
    """Along every run the value only falls."""
    for teacher in teachers(5):
        for run in called(page, "fit", "fit", "reverse", teacher)["runs"]:
            values = [point["value"] for point in run["path"]]
            assert values == sorted(values, reverse=True)


def test_the_direction_is_chosen_by_keyboard(still: Page) -> None:
    """The arrow key turns the divergence round; value and words are those of the new student."""
    teacher = shown(still)
    assert printed(still) == pytest.approx(lowest(teacher), abs=CLOSE)
    expect(still.locator("#kl-seen")).to_contain_text("settles on the first mode")
    still.locator("#kl-form [value=reverse]").focus()
    still.keyboard.press("ArrowDown")
    expect(still.locator("#kl-name")).to_have_text("Forward KL")
    moments = called(still, "kl", "moments", teacher)
    wanted = divergence("forward", teacher, moments["mean"], moments["width"])
    assert printed(still) == pytest.approx(wanted, abs=CLOSE)
    expect(still.locator("#kl-said")).to_contain_text("matches the teacher’s mean and spread")
    still.keyboard.press("ArrowUp")
    expect(still.locator("#kl-name")).to_have_text("Reverse KL")


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
def test_each_slider_of_the_teacher_moves_by_keyboard(still: Page, slider: str, key: str) -> None:
    """A key moves the slider, its value is shown, and the student is fitted anew."""
    control = still.locator(f"#kl-{slider}")
    before = control.input_value()
    teaching = still.locator("#kl-teacher").get_attribute("d")
    control.focus()
    still.keyboard.press(key)
    after = control.input_value()
    assert after != before
    assert (still.locator(f"#kl-{slider}-value").text_content() or "").replace("−", "-") == after
    assert still.locator("#kl-teacher").get_attribute("d") != teaching
    assert printed(still) == pytest.approx(lowest(shown(still)), abs=CLOSE)


def test_when_the_weights_turn_the_student_changes_sides(still: Page) -> None:
    """With less than half of the weight on the first mode the student settles on the second."""
    still.locator("#kl-weight").fill("0.3")
    expect(still.locator("#kl-said")).to_contain_text(
        "settles on the second mode, which has weight"
    )
    expect(still.locator("#kl-said")).to_contain_text("ln(1/0.70) = 0.357")
    still.locator("#kl-form [type=reset]").click()
    expect(still.locator("#kl-said")).to_contain_text("settles on the first mode")


def test_close_modes_are_covered_as_one(still: Page) -> None:
    """When the modes are close, the words do not speak of settling on one."""
    still.locator("#kl-mean-1").fill("-0.3")
    still.locator("#kl-mean-2").fill("0.3")
    expect(still.locator("#kl-said")).to_contain_text("close enough for the student to cover both")


def test_all_starts_are_listed_and_the_best_is_marked(still: Page) -> None:
    """The table has every run with its end; the one that is shown has the lowest value."""
    runs = called(still, "fit", "fit", "reverse", shown(still))["runs"]
    still.locator("#distillation summary").click()
    rows = still.locator("#kl-runs tr")
    assert rows.count() == len(runs)
    values = [float(text) for text in rows.locator("td:nth-child(5)").all_text_contents()]
    assert values == pytest.approx([run["end"]["value"] for run in runs], abs=CLOSE)
    marked = rows.filter(has_text="shown").locator("td:nth-child(5)").all_text_contents()
    assert [float(text) for text in marked] == [min(values)]


def test_the_animation_plays_pauses_steps_and_ends(page: Page) -> None:
    """Play starts from the start and comes to the end; pause holds it, and a step is one step."""
    value, play = page.locator("#kl-value"), page.locator("#kl-play")
    ended = value.text_content() or ""
    last = int(ended.split()[-1])
    page.locator("#kl-back").click()
    expect(value).to_contain_text(f"step 0 of {last}")
    page.locator("#kl-step").click()
    expect(value).to_contain_text(f"step 1 of {last}")
    expect(page.locator("#kl-seen")).to_have_text("The student is being fitted.")
    play.click()
    expect(play).to_have_text("Pause")
    page.wait_for_timeout(400)
    play.click()
    expect(play).to_have_text("Play")
    held = value.text_content()
    assert 1 < int((held or "").split()[-3]) < last
    page.wait_for_timeout(300)
    assert value.text_content() == held
    play.click()
    expect(value).to_have_text(ended, timeout=15_000)
    expect(play).to_have_text("Play")


def test_the_picture_moves_while_it_plays(page: Page) -> None:
    """Turning the direction plays the way of the student, so that its curve changes meanwhile."""
    page.locator("#kl-form [value=forward]").check()
    expect(page.locator("#kl-play")).to_have_text("Pause")
    first = page.locator("#kl-student").get_attribute("d")
    page.wait_for_timeout(400)
    assert page.locator("#kl-student").get_attribute("d") != first


def test_with_reduced_motion_play_jumps_to_the_end(still: Page) -> None:
    """Nothing moves by itself for those who do not want it; steps still work."""
    value = still.locator("#kl-value")
    ended = value.text_content() or ""
    still.locator("#kl-back").click()
    expect(value).to_contain_text("step 0 of")
    still.locator("#kl-play").click()
    assert value.text_content() == ended
    expect(still.locator("#kl-play")).to_have_text("Play")


def test_contributions_are_drawn_when_asked_for(still: Page) -> None:
    """The box shows the curve of what adds to the divergence, and hides it again."""
    curve, box = still.locator("#kl-adding"), still.locator("#kl-parts")
    assert not curve.get_attribute("d")
    box.focus()
    still.keyboard.press("Space")
    assert curve.get_attribute("d")
    box.uncheck()
    assert not curve.get_attribute("d")


def curve(page: Page, name: str) -> NDArray[np.float64]:
    """Return the points of a curve, in the units of the picture."""
    path = page.locator(f"#{name}").get_attribute("d") or ""
    return np.array([[float(t) for t in each.split()] for each in re.split("[MLZ]", path) if each])


def test_the_curves_are_the_densities(still: Page) -> None:
    """Both curves enclose the same area above the axis, and the student peaks at its mean."""
    for direction in ("forward", "reverse"):
        still.locator(f"#kl-form [value={direction}]").check()
        teacher, student = curve(still, "kl-teacher"), curve(still, "kl-student")
        base = teacher[0, 1]
        assert teacher[-1, 1] == base == teacher[:, 1].max()
        areas = [np.trapezoid(base - each[:, 1], each[:, 0]) for each in (teacher[1:-1], student)]
        assert areas[1] == pytest.approx(areas[0], rel=0.01)
        end = called(still, "fit", "fit", direction, shown(still))["best"]["end"]["student"]
        ticks = still.locator(".ticks text").all()
        at = {
            float((tick.text_content() or "").replace("−", "-")): float(
                tick.get_attribute("x") or 0
            )
            for tick in ticks
        }
        peak = student[student[:, 1].argmin(), 0]
        wanted = np.interp(end["mean"], sorted(at), [at[each] for each in sorted(at)])
        assert peak == pytest.approx(wanted, abs=2.6)  # the distance between points


TAUGHT = np.array([[0.96, 0.02, 0.02], [0.06, 0.04, 0.9], [0.94, 0.03, 0.03]])


def landings(policy: NDArray[np.float64], length: int) -> NDArray[np.float64]:
    """Return the shares of states by writing out every text there is."""
    found = np.zeros((length + 1, 3))
    for text in product(range(3), repeat=length):
        states = (0, *text)
        chance = math.prod(policy[a, b] for a, b in pairwise(states))
        for place, state in enumerate(states):
            found[place, state] += chance
    return found


def taught(writer: str, mistake: float, length: int, updates: int) -> NDArray[np.float64]:
    """Return the student after updates, whose slopes are measured by differences."""
    careless = [0.98 - mistake, mistake, 0.02]
    logits = np.log(np.array([careless, [0.08, 0.9, 0.02], careless]))

    def probabilities(of: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.asarray(np.exp(of) / np.exp(of).sum(axis=1, keepdims=True))

    for _ in range(updates):
        policy = probabilities(logits)
        met = landings(policy if writer == "student" else TAUGHT, length)[:-1].mean(axis=0)

        def loss(
            of: NDArray[np.float64], met: NDArray[np.float64] = met
        ) -> float:  # prefixes as often as they are met, whoever writes now
            p = probabilities(of)
            return float(met @ (p * np.log(p / TAUGHT)).sum(axis=1))

        slopes = np.zeros((3, 3))
        for place in np.ndindex(3, 3):
            up, down = logits.copy(), logits.copy()
            up[place] += 1e-5
            down[place] -= 1e-5
            slopes[place] = (loss(up) - loss(down)) / 2e-5
        logits = logits - slopes
    return probabilities(logits)


@pytest.mark.parametrize("writer", ["teacher", "student"])
@pytest.mark.parametrize(("mistake", "length"), [(0.02, 2), (0.2, 4), (0.5, 5)])
def test_the_toy_is_computed_exactly(page: Page, writer: str, mistake: float, length: int) -> None:
    """Policies and landings are those of writing out every text and measuring every slope."""
    lessons = called(page, "policy", "lessons", writer, mistake, length)
    for updates in (0, 1, 12):
        policy = taught(writer, mistake, length, updates)
        assert np.array(lessons[updates]["policy"]) == pytest.approx(policy, abs=1e-5)
        found = np.array(lessons[updates]["visits"])
        assert found == pytest.approx(landings(policy, length), abs=1e-5)


@pytest.mark.parametrize("mistake", [0.05, 0.2, 0.5])
def test_slips_add_up_only_off_policy(page: Page, mistake: float) -> None:
    """Half way, slips go on to multiply along a text off-policy, and hardly do so on-policy."""
    length, middle = 20, 10
    off, on = (
        np.array(called(page, "policy", "lessons", writer, mistake, length)[30]["visits"])[:, 1]
        for writer in ("teacher", "student")
    )
    assert off[length] > 2 * on[length]
    assert off[length] - off[middle] > 5 * (on[length] - on[middle])


def cells(page: Page, name: str) -> list[list[float]]:
    """Return the numbers of a table of landings, a row for each token."""
    rows = page.locator(f"#policy-{name} tr:has(td)").all()
    columns = [[float(t) for t in row.locator("td").all_text_contents()] for row in rows]
    return [list(each) for each in zip(*columns, strict=True)]


def test_the_tables_and_words_of_the_toy_are_its_shares(still: Page) -> None:
    """After sliders have moved by keyboard, tables and words have the computed shares."""
    still.locator("#policy-length").focus()
    for _ in range(4):
        still.keyboard.press("ArrowLeft")
    still.locator("#policy-mistake").focus()
    still.keyboard.press("End")
    length = int(still.locator("#policy-length").input_value())
    assert length == 6
    expect(still.locator("#policy-mistake-value")).to_have_text("50 %")
    expect(still.locator("#policy-value")).to_have_text("30 of 60")
    assert still.locator("#policy-tokens th").count() == length + 1
    teacher = landings(TAUGHT, length)[1:]
    assert cells(still, "teacher") == pytest.approx(100 * teacher, abs=0.51)
    for name, writer in (("off", "teacher"), ("on", "student")):
        lesson = called(still, "policy", "lessons", writer, 0.5, length)[30]
        wanted = np.array(lesson["visits"])[1:]
        assert cells(still, name) == pytest.approx(100 * wanted, abs=0.51)
        share = 100 * wanted[-1, 1]
        said = f"{share:.{0 if share >= 10 else 1}f} %"
        expect(still.locator("#policy-said")).to_contain_text(said)


def test_the_toy_is_taught_step_by_step(page: Page) -> None:
    """Back shows the untaught student twice, a step one update, and play comes to the last."""
    value = page.locator("#policy-value")
    page.locator("#policy-back").click()
    expect(value).to_have_text("0 of 60")
    assert cells(page, "off") == cells(page, "on")
    page.locator("#policy-step").click()
    expect(value).to_have_text("1 of 60")
    assert cells(page, "off") != cells(page, "on")
    page.locator("#policy-play").click()
    expect(page.locator("#policy-play")).to_have_text("Pause")
    expect(value).to_have_text("60 of 60", timeout=15_000)
    expect(page.locator("#policy-play")).to_have_text("Play")


def test_the_mathematics_is_shown_by_keyboard_with_every_symbol(
    still: Page, kg: KnowledgeGraph
) -> None:
    """The choice turns picture into formulas: each with its LaTeX, number, symbols and meanings."""
    expect(still.locator("#distillation-mathematics")).to_be_hidden()
    still.locator("#distillation-view [value=picture]").focus()
    still.keyboard.press("ArrowRight")
    expect(still.locator("#distillation-mathematics")).to_be_visible()
    expect(still.locator("#distillation-picture")).to_be_hidden()
    facts = Facts(kg.dataset.store)
    found = distillation(facts)
    equations = [each for technique in found["techniques"] for each in technique["equations"]]
    numbered = [each for each in equations if each["number"]]
    assert len(numbered) == 3
    articles = still.locator("#distillation .equation")
    assert articles.count() == len(equations)
    for equation in equations:
        article = still.locator(f"[id='equation/{equation['id']}']")
        formula = article.locator(".scroll math")
        expect(formula).to_be_visible()
        latex = facts.first(equation["iri"], "latex")
        assert formula.locator("annotation").text_content() == latex
        symbols = count(kg, f"<{equation['iri']}> nemo:symbol ?x")
        listed = article.locator("dt math")
        assert listed.count() == symbols + len(equation["unexplained"]) > 0
        for symbol in equation["symbols"]:
            assert symbol["definition"]
            expect(article.locator("dl")).to_contain_text(symbol["definition"])
        unexplained = article.locator(".unexplained")
        assert unexplained.filter(has_text="not explained in the source").count() == len(
            equation["unexplained"]
        )


def test_the_font_is_fetched_for_the_mathematics_alone(
    open_page: Callable[..., Page], server: Server
) -> None:
    """The font comes once formulas are shown, not before."""
    page = open_page()
    fonts: list[str] = []
    page.on("request", lambda request: fonts.extend(re.findall(r"[\w-]+\.woff2", request.url)))
    visit(page, server)
    assert fonts == []
    with page.expect_response(re.compile(r"\.woff2$")):
        page.get_by_label("the mathematics").check()
    page.evaluate("document.fonts.ready.then(() => null)")
    assert page.evaluate("document.fonts.check('16px Mathematics', '𝔼')")
    assert fonts == ["nemokg-math.woff2"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_the_mathematics_has_no_violation(
    open_page: Callable[..., Page], server: Server, scheme: str, size: tuple[int, int]
) -> None:
    """With the formulas shown, axe-core finds nothing, and a phone scrolls in one direction."""
    page = open_page(size, color_scheme=scheme, reduced_motion="reduce")
    page.goto(server.url)
    page.get_by_label("the mathematics").check()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]


def test_an_address_leads_to_an_equation(
    open_page: Callable[..., Page], server: Server, kg: KnowledgeGraph
) -> None:
    """A deep link to an equation shows the mathematics there."""
    technique = distillation(Facts(kg.dataset.store))["techniques"][0]
    name = technique["equations"][2]["id"]
    page = open_page(reduced_motion="reduce")
    page.goto(f"{server.url}#equation/{name}")
    expect(page.locator(f"[id='equation/{name}'] h4")).to_be_in_viewport()


def test_without_scripts_the_mathematics_is_there(
    open_page: Callable[..., Page], server: Server
) -> None:
    """With JavaScript switched off, the formulas are shown and the toys are not."""
    page = open_page(java_script_enabled=False)
    page.goto(server.url)
    expect(page.locator("#distillation-mathematics math").first).to_be_visible()
    expect(page.locator("#distillation-picture")).to_be_hidden()
