// Fitting the student: a divergence is minimised step by step from several starting points.
import { divergence, moments } from "./kl.js";

/** @typedef {import("./kl.js").Direction} Direction */
/** @typedef {import("./kl.js").Student} Student */
/** @typedef {import("./kl.js").Teacher} Teacher */
/** @typedef {{ student: Student, value: number }} Point */
/** @typedef {{ start: string, path: Point[], end: Point }} Run */

const RATE = 0.3;
const LONGEST = 400;
const STILL = 1e-6;
const BOUND = 0.5; // of a step, in the logarithm of the width
const EQUAL = 1e-5;

/**
 * Returns one run from each starting point, and the best of them: the one with the lowest result, and
 * the first among equals. A single starting point would often end in a local minimum.
 * @param {Direction} direction
 * @param {Teacher} teacher
 * @returns {{ runs: Run[], best: Run }}
 */
export function fit(direction, teacher) {
  const runs = starts(teacher).map(([start, student]) => run(direction, teacher, start, student));
  const lowest = Math.min(...runs.map(({ end }) => end.value));
  const best = runs.find(({ end }) => end.value <= lowest + EQUAL);
  return { runs, best: /** @type {Run} */ (best) };
}

/**
 * @param {Teacher} teacher
 * @returns {[string, Student][]}
 */
function starts(teacher) {
  const [first, second] = teacher.means;
  const [low, high] = [Math.min(first, second), Math.max(first, second)];
  return [
    ["left of both modes", { mean: low - 2, width: 1.5 }],
    ["right of both modes", { mean: high + 2, width: 1.5 }],
    ["between the modes", { mean: (low + high) / 2, width: 0.5 }],
    ["as wide as the teacher", moments(teacher)],
    ["beside the first mode", beside(teacher, 0, first <= second)],
    ["beside the second mode", beside(teacher, 1, second < first)],
  ];
}

/**
 * Returns a student with a mode's width, on the side facing away from the other mode.
 * @param {Teacher} teacher
 * @param {0 | 1} mode
 * @param {boolean} left
 * @returns {Student}
 */
function beside({ means, widths }, mode, left) {
  return { mean: means[mode] + (left ? -2 : 2) * widths[mode], width: widths[mode] };
}

/**
 * Minimises a divergence by natural gradient descent: the slope is measured in units of the student's
 * own width, so that narrow and wide students move alike. A step that does not lower it is halved.
 * @param {Direction} direction
 * @param {Teacher} teacher
 * @param {string} start
 * @param {Student} student
 * @returns {Run}
 */
export function run(direction, teacher, start, student) {
  let here = divergence(direction, teacher, student);
  let end = { student, value: here.value };
  const path = [end];
  while (path.length < LONGEST) {
    const { mean, width } = end.student;
    const byMean = -here.slope[0] * width ** 2;
    const byWidth = Math.max(-BOUND / RATE, Math.min(BOUND / RATE, -here.slope[1] / 2));
    if (Math.abs(byMean) / width + Math.abs(byWidth) < STILL) break;
    let next = null;
    for (let rate = RATE; rate > STILL && !next; rate /= 2) {
      const tried = { mean: mean + rate * byMean, width: width * Math.exp(rate * byWidth) };
      const there = divergence(direction, teacher, tried);
      if (there.value < here.value) next = { tried, there };
    }
    if (!next) break;
    here = next.there;
    end = { student: next.tried, value: here.value };
    path.push(end);
  }
  return { start, path, end };
}
