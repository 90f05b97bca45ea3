// Divergences between a mixture of two normal distributions and one normal distribution.
// Independent of the page. Logarithms are natural: values are in nats.

/** @typedef {{ weight: number, means: [number, number], widths: [number, number] }} Teacher */
/** @typedef {{ mean: number, width: number }} Student */
/** @typedef {"reverse" | "forward"} Direction */
/** @typedef {{ value: number, slope: [number, number] }} Divergence by mean and log of the width */

const LOG_ROOT = 0.5 * Math.log(2 * Math.PI);
// Standard normal distribution, for expectations by the trapezoidal rule, which converges
// exponentially on smooth integrands that vanish at both ends.
const REACH = 8;
const STEPS = 320;
const NODES = Array.from({ length: STEPS + 1 }, (_, i) => -REACH + (2 * REACH * i) / STEPS);
const WEIGHTS = NODES.map((z) => (Math.exp(-LOG_ROOT - 0.5 * z * z) * 2 * REACH) / STEPS);

/**
 * Returns the logarithm of the density of a normal distribution.
 * @param {number} x
 * @param {number} mean
 * @param {number} width
 */
export function logNormal(x, mean, width) {
  const z = (x - mean) / width;
  return -LOG_ROOT - Math.log(width) - 0.5 * z * z;
}

/**
 * Returns the logarithm of the teacher's density, and its derivative.
 * @param {Teacher} teacher
 * @param {number} x
 * @returns {[number, number]}
 */
export function logTeacher({ weight, means, widths }, x) {
  const first = Math.log(weight) + logNormal(x, means[0], widths[0]);
  const second = Math.log(1 - weight) + logNormal(x, means[1], widths[1]);
  const top = Math.max(first, second);
  const log = top + Math.log(Math.exp(first - top) + Math.exp(second - top));
  const slope =
    (Math.exp(first - log) * (means[0] - x)) / widths[0] ** 2 +
    (Math.exp(second - log) * (means[1] - x)) / widths[1] ** 2;
  return [log, slope];
}

/**
 * Returns the mean and standard deviation of the teacher.
 * @param {Teacher} teacher
 * @returns {Student}
 */
export function moments({ weight, means, widths }) {
  const mean = weight * means[0] + (1 - weight) * means[1];
  const spread =
    weight * (widths[0] ** 2 + (means[0] - mean) ** 2) +
    (1 - weight) * (widths[1] ** 2 + (means[1] - mean) ** 2);
  return { mean, width: Math.sqrt(spread) };
}

/**
 * Returns KL(student ‖ teacher), which on-policy distillation minimises.
 * @param {Teacher} teacher
 * @param {Student} student
 * @returns {Divergence}
 */
export function reverse(teacher, { mean, width }) {
  let expected = 0;
  let byMean = 0;
  let byWidth = 0;
  for (const [i, z] of NODES.entries()) {
    const share = WEIGHTS[i] ?? 0;
    const [log, slope] = logTeacher(teacher, mean + width * z);
    expected += share * log;
    byMean -= share * slope;
    byWidth -= share * slope * width * z;
  }
  const entropy = LOG_ROOT + 0.5 + Math.log(width);
  return { value: -entropy - expected, slope: [byMean, byWidth - 1] };
}

/**
 * Returns KL(teacher ‖ student), which imitating the teacher's text minimises.
 * @param {Teacher} teacher
 * @param {Student} student
 * @returns {Divergence}
 */
export function forward(teacher, { mean, width }) {
  const own = moments(teacher);
  const spread = own.width ** 2 + (own.mean - mean) ** 2;
  const cross = LOG_ROOT + Math.log(width) + spread / (2 * width ** 2);
  return {
    value: negativeEntropy(teacher) + cross,
    slope: [(mean - own.mean) / width ** 2, 1 - spread / width ** 2],
  };
}

/** @param {Teacher} teacher */
function negativeEntropy(teacher) {
  let expected = 0;
  for (const mode of /** @type {const} */ ([0, 1])) {
    const share = mode ? 1 - teacher.weight : teacher.weight;
    for (const [i, z] of NODES.entries()) {
      const x = teacher.means[mode] + teacher.widths[mode] * z;
      expected += share * (WEIGHTS[i] ?? 0) * logTeacher(teacher, x)[0];
    }
  }
  return expected;
}

/**
 * Returns a divergence by its direction.
 * @param {Direction} direction
 * @param {Teacher} teacher
 * @param {Student} student
 */
export function divergence(direction, teacher, student) {
  return direction === "reverse" ? reverse(teacher, student) : forward(teacher, student);
}

/**
 * Returns the contribution of a point to a divergence, as a density; its integral is the divergence.
 * @param {Direction} direction
 * @param {Teacher} teacher
 * @param {Student} student
 * @param {number} x
 */
export function contribution(direction, teacher, student, x) {
  const p = logTeacher(teacher, x)[0];
  const q = logNormal(x, student.mean, student.width);
  return direction === "reverse" ? Math.exp(q) * (q - p) : Math.exp(p) * (p - q);
}
