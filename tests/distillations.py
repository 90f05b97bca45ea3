"""What the tests of the distillation share: the same quantities, computed by other methods."""

from __future__ import annotations

import math
import random
from itertools import pairwise, product
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy.integrate import quad
from scipy.optimize import minimize

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from playwright.sync_api import Page

Teacher = dict[str, Any]
CLOSE = 1e-3
TAUGHT = np.array([[0.96, 0.02, 0.02], [0.06, 0.04, 0.9], [0.94, 0.03, 0.03]])
_CALL = """async ([module, name, given]) => {
  const found = await import(new URL(`js/${module}.js`, document.baseURI));
  return found[name](...given);
}"""


def called(page: Page, module: str, name: str, *given: object) -> Any:
    """Return what a function of the site's own modules returns."""
    return page.evaluate(_CALL, [module, name, list(given)])


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


def log_normal(x: Any, mean: float, width: float) -> Any:
    """Return the logarithm of a normal density."""
    return -(((x - mean) / width) ** 2) / 2 - math.log(width * math.sqrt(2 * math.pi))


def log_teacher(teacher: Teacher, x: Any) -> Any:
    """Return the logarithm of the teacher's density."""
    (first, second), (one, two) = teacher["means"], teacher["widths"]
    weight = teacher["weight"]
    return np.logaddexp(
        math.log(weight) + log_normal(x, first, one),
        math.log(1 - weight) + log_normal(x, second, two),
    )


def integrand(direction: str, teacher: Teacher, mean: float, width: float, x: Any) -> Any:
    """Return what a point adds to the divergence."""
    p, q = log_teacher(teacher, x), log_normal(x, mean, width)
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
    grid = np.linspace(-30, 30, 2401)  # half of the least width apart, which is exact for normals

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
