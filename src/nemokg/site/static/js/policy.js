// A toy model of writing token by token, computed exactly: what a student does in the states it reaches
// depends on whose text it was trained on. The numbers are made up; independent of the page.

/** A policy: for each state, the logits or the probabilities of the next token. */
/** @typedef {number[][]} Policy */
/** @typedef {"teacher" | "student"} Writer */
/** @typedef {{ policy: Policy, visits: number[][] }} Lesson */

// The state is the previous token, one of three: the text continues, slips, or is corrected.
export const STATES = /** @type {const} */ (["continuing", "just slipped", "just corrected"]);
export const SLIP = 1;
/** @type {Policy} The teacher slips seldom, and knows what to do then. */
export const TEACHER = [
  [0.96, 0.02, 0.02],
  [0.06, 0.04, 0.9],
  [0.94, 0.03, 0.03],
];
export const UPDATES = 60;
const RATE = 1;

/**
 * Returns the student before training: it slips with the given probability, and then keeps slipping.
 * @param {number} mistake
 * @returns {Policy}
 */
export function untaught(mistake) {
  const careless = [0.98 - mistake, mistake, 0.02];
  return [careless, [0.08, 0.9, 0.02], [...careless]];
}

/**
 * Returns the probability of each state before each token, and after the last.
 * @param {Policy} policy
 * @param {number} length
 * @returns {number[][]}
 */
export function visits(policy, length) {
  let now = [1, 0, 0];
  const found = [now];
  for (let t = 0; t < length; t++) {
    const before = now;
    now = now.map((_, to) => sum(before.map((share, from) => share * at(policy, from, to))));
    found.push(now);
  }
  return found;
}

/**
 * Trains a student and returns it before the first update and after each.
 *
 * Each update follows the gradient of the reverse KL at every prefix, weighted by how often the prefix
 * occurs in what the writer writes. With the teacher as the writer this is off-policy distillation, with
 * the student on-policy; everything else is equal.
 * @param {Writer} writer
 * @param {number} mistake
 * @param {number} length
 * @returns {Lesson[]}
 */
export function lessons(writer, mistake, length) {
  let logits = untaught(mistake).map((row) => row.map(Math.log));
  const found = [];
  for (let update = 0; update <= UPDATES; update++) {
    const policy = logits.map(softmax);
    const own = visits(policy, length);
    found.push({ policy, visits: own });
    const met = writer === "student" ? own : visits(TEACHER, length);
    const weights = STATES.map((_, s) => sum(met.slice(0, -1).map((row) => row[s] ?? 0)) / length);
    logits = logits.map((row, s) => {
      const slope = slopes(policy[s] ?? [], TEACHER[s] ?? []);
      return row.map((logit, k) => logit - RATE * (weights[s] ?? 0) * (slope[k] ?? 0));
    });
  }
  return found;
}

/**
 * @param {number[]} student
 * @param {number[]} teacher
 */
function kl(student, teacher) {
  return sum(student.map((p, k) => p * Math.log(p / (teacher[k] ?? 0))));
}

/**
 * Returns the gradient of KL(student ‖ teacher) with respect to the student's logits.
 * @param {number[]} student
 * @param {number[]} teacher
 */
function slopes(student, teacher) {
  const mean = kl(student, teacher);
  return student.map((p, k) => p * (Math.log(p / (teacher[k] ?? 0)) - mean));
}

/** @param {number[]} logits */
function softmax(logits) {
  const top = Math.max(...logits);
  const parts = logits.map((logit) => Math.exp(logit - top));
  const whole = sum(parts);
  return parts.map((part) => part / whole);
}

/** @param {number[]} numbers */
function sum(numbers) {
  return numbers.reduce((a, b) => a + b, 0);
}

/**
 * @param {Policy} policy
 * @param {number} from
 * @param {number} to
 */
function at(policy, from, to) {
  return policy[from]?.[to] ?? 0;
}
