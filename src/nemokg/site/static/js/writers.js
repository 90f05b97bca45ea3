// The demo of who writes: the same updates on the teacher's text and on the student's own.
import { announcer, element, percent, sliders } from "./controls.js";
import { drawn, table, tokens } from "./writers-view.js";
import { SLIP, TEACHER, UPDATES, lessons, visits } from "./policy.js";
import { Player } from "./player.js";

/** @typedef {import("./policy.js").Lesson} Lesson */

/** Starts the demo. */
export function start() {
  const form = element("policy-form", HTMLFormElement);
  const value = element("policy-value", HTMLElement);
  const say = announcer("policy");
  let length = 0;
  /** @type {Lesson[]} */
  let off = [];
  /** @type {Lesson[]} */
  let on = [];
  /** @type {number[][]} */
  let teacher = [];
  let shown = -1;

  /** @param {number} update */
  const show = (update) => {
    const [taught, practised] = [off[update], on[update]];
    if (!taught || !practised) return;
    shown = update;
    value.textContent = `${update} of ${UPDATES}`;
    table("policy-teacher", teacher);
    table("policy-off", taught.visits);
    table("policy-on", practised.visits);
    const astray = [teacher, taught.visits, practised.visits].map((rows) => slips(rows));
    drawn(astray, slips(off[0]?.visits ?? []));
    say(outcome(update, length, taught, practised, astray));
  };
  const buttons = {
    play: element("policy-play", HTMLButtonElement),
    step: element("policy-step", HTMLButtonElement),
    back: element("policy-back", HTMLButtonElement),
  };
  const player = new Player(buttons, (place, playing) => {
    if (!playing || Math.floor(place) !== shown) show(Math.floor(place));
  });
  sliders(form, (values) => {
    length = values["length"] ?? 2;
    const mistake = (values["mistake"] ?? 0) / 100;
    teacher = visits(TEACHER, length);
    off = lessons("teacher", mistake, length);
    on = lessons("student", mistake, length);
    tokens(length);
    player.load(UPDATES, shown < 0 ? UPDATES / 2 : shown);
  });
}

/** @param {number[][]} rows */
function slips(rows) {
  return rows.slice(1).map((row) => row[SLIP] ?? 0);
}

/**
 * Says in words what the updates have achieved.
 * @param {number} update
 * @param {number} length
 * @param {Lesson} off
 * @param {Lesson} on
 * @param {number[][]} astray
 */
function outcome(update, length, off, on, astray) {
  const [teacher, taught, practised] = astray.map((shares) => percent(shares.at(-1) ?? 0));
  const [wise, left, own] = [TEACHER, off.policy, on.policy].map((policy) =>
    percent(policy[SLIP]?.[SLIP] ?? 0)
  );
  const updates = update === 1 ? "1 update" : `${update} updates`;
  return `After ${updates}, token ${length} is a slip in ${taught} of the texts by the student trained
    off-policy and in ${practised} of those by the student trained on-policy (teacher: ${teacher}).
    A slip is followed by another one in ${left} and in ${own} of the cases (teacher:
    ${wise}).`.replace(/\s+/g, " ");
}
