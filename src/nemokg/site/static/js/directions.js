// The demo of both directions of the divergence: a teacher with two modes, a student with one.
import { announcer, element, number, percent, sliders } from "./controls.js";
import { draw, ends } from "./directions-view.js";
import { fit } from "./fit.js";
import { divergence, logNormal, logTeacher } from "./kl.js";
import { Player } from "./player.js";

/** @typedef {import("./kl.js").Direction} Direction */
/** @typedef {import("./kl.js").Student} Student */
/** @typedef {import("./kl.js").Teacher} Teacher */
/** @typedef {import("./fit.js").Run} Run */

const NAMES = { reverse: "Reverse KL", forward: "Forward KL" };
const COMMITTED = 0.97;
const SPAN = 4; // widths on each side that count for the mass of the student
const SAMPLES = 400;

/** Starts the demo. */
export function start() {
  const form = element("kl-form", HTMLFormElement);
  const name = element("kl-name", HTMLElement);
  const value = element("kl-value", HTMLElement);
  const say = announcer("kl");
  const parts = element("kl-parts", HTMLInputElement);
  /** @type {Direction} */
  let direction = "reverse";
  /** @type {Teacher} */
  let teacher = { weight: 0.5, means: [0, 0], widths: [1, 1] };
  let { runs, best } = fit(direction, teacher);
  let place = 0;

  const show = () => {
    const student = between(best, place);
    const now = divergence(direction, teacher, student).value;
    draw({ direction, teacher, student, best, parts: parts.checked });
    const step = `step ${Math.floor(place)} of ${best.path.length - 1}`;
    name.textContent = NAMES[direction];
    value.textContent = `${now.toFixed(3)} nats, ${step}`;
    if (place >= best.path.length - 1) say(outcome(direction, teacher, best));
    else say("The student is being fitted.");
  };
  const buttons = {
    play: element("kl-play", HTMLButtonElement),
    step: element("kl-step", HTMLButtonElement),
    back: element("kl-back", HTMLButtonElement),
  };
  const player = new Player(buttons, (at) => {
    place = at;
    show();
  });
  const refit = () => {
    ({ runs, best } = fit(direction, teacher));
    ends(runs, best);
    player.load(best.path.length - 1);
  };
  for (const radio of form.querySelectorAll("input[name=direction]")) {
    radio.addEventListener("change", () => {
      direction = chosen(form);
      refit();
      player.play();
    });
  }
  parts.addEventListener("change", show);
  sliders(form, (values) => {
    direction = chosen(form);
    teacher = {
      weight: values["weight"] ?? 0.5,
      means: [values["mean-1"] ?? 0, values["mean-2"] ?? 0],
      widths: [values["width-1"] ?? 1, values["width-2"] ?? 1],
    };
    refit();
  });
}

/**
 * @param {HTMLFormElement} form
 * @returns {Direction}
 */
function chosen(form) {
  return new FormData(form).get("direction") === "forward" ? "forward" : "reverse";
}

/**
 * Returns the student between two steps of a run.
 * @param {Run} run
 * @param {number} place
 * @returns {Student}
 */
function between({ path, end }, place) {
  const before = path[Math.floor(place)]?.student ?? end.student;
  const after = path[Math.ceil(place)]?.student ?? end.student;
  const part = place % 1;
  return {
    mean: before.mean + part * (after.mean - before.mean),
    width: before.width + part * (after.width - before.width),
  };
}

/**
 * Says in words where the student ended.
 * @param {Direction} direction
 * @param {Teacher} teacher
 * @param {Run} best
 */
function outcome(direction, teacher, { end }) {
  const { student, value } = end;
  const { first, unlikely } = shares(teacher, student);
  const fitted = `${NAMES[direction]} ${value.toFixed(3)} nats.`;
  const where = `Mean ${number(student.mean)}, width ${number(student.width)}.`;
  const astray = `${percent(unlikely)} of its mass lies where the teacher’s density is less than a tenth
    of its peak.`.replace(/\s+/g, " ");
  if (direction === "forward") {
    return `${fitted} The student matches the teacher’s mean and spread. ${where} ${astray}`;
  }
  if (first < COMMITTED && first > 1 - COMMITTED) {
    return `${fitted} The modes are close enough for the student to cover both. ${where} ${astray}`;
  }
  const weight = first > 0.5 ? teacher.weight : 1 - teacher.weight;
  const name = first > 0.5 ? "first" : "second";
  const tie = Math.abs(teacher.weight - 0.5) < 1e-9 ? " The other one would be just as good." : "";
  const cost = `ln(1/${number(weight)}) = ${Math.log(1 / weight).toFixed(3)}`;
  return `${fitted} The student settles on the ${name} mode, which has weight ${number(weight)}: leaving out
    the rest costs about ${cost}.${tie} ${where} ${astray}`.replace(/\s+/g, " ");
}

/**
 * Returns the shares of the student's mass that belong to the first mode and to unlikely regions.
 * @param {Teacher} teacher
 * @param {Student} student
 */
function shares(teacher, student) {
  const peak = Math.max(...teacher.means.map((mean) => logTeacher(teacher, mean)[0]));
  let [first, unlikely, whole] = [0, 0, 0];
  for (let i = 0; i <= SAMPLES; i++) {
    const x = student.mean + student.width * SPAN * ((2 * i) / SAMPLES - 1);
    const mass = Math.exp(logNormal(x, student.mean, student.width));
    const log = logTeacher(teacher, x)[0];
    const own = Math.log(teacher.weight) + logNormal(x, teacher.means[0], teacher.widths[0]);
    whole += mass;
    first += mass * Math.exp(own - log);
    if (log < peak - Math.log(10)) unlikely += mass;
  }
  return { first: first / whole, unlikely: unlikely / whole };
}
