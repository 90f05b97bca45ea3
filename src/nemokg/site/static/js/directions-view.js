// Drawing teacher, student and divergence, and the table of all runs.
import { element, number } from "./controls.js";
import { area, line, scale } from "./curves.js";
import { contribution, logNormal, logTeacher } from "./kl.js";

/** @typedef {import("./fit.js").Run} Run */
/** @typedef {import("./kl.js").Direction} Direction */
/** @typedef {import("./kl.js").Student} Student */
/** @typedef {import("./kl.js").Teacher} Teacher */
/** @typedef {{ direction: Direction, teacher: Teacher, student: Student, best: Run, parts: boolean }} Scene */

const REACH = 7;
const STEPS = 280;
const XS = Array.from({ length: STEPS + 1 }, (_, i) => -REACH + (2 * REACH * i) / STEPS);
// The plot in the template: densities above, contributions to the divergence below.
const ACROSS = scale([-REACH, REACH], [10, 710]);
const TOP = 14;
const BASE = 260;
const MIDDLE = 340;
const HALF = 50;

/** @param {Scene} scene */
export function draw({ direction, teacher, student, best, parts }) {
  const teaching = XS.map((x) => Math.exp(logTeacher(teacher, x)[0]));
  const learning = XS.map((x) => Math.exp(logNormal(x, student.mean, student.width)));
  // The scale stays the same during a run: only what would overflow, a narrow start, is cut off.
  const settled = Math.exp(logNormal(0, 0, best.end.student.width));
  const up = scale([0, Math.max(...teaching, settled) * 1.05], [BASE, TOP]);
  path("kl-teacher", area(points(teaching, up), BASE));
  path("kl-student", line(points(learning, up)));
  const adding = XS.map((x) => contribution(direction, teacher, student, x));
  const most = Math.max(...adding.map(Math.abs));
  const around = scale([-most, most], [MIDDLE + HALF, MIDDLE - HALF]);
  path("kl-adding", parts ? area(points(adding, around), MIDDLE) : "");
  const picture = element("kl-picture", SVGSVGElement);
  picture.setAttribute("viewBox", `0 0 720 ${parts ? MIDDLE + HALF + 8 : BASE + 24}`);
  element("kl-adding-axis", SVGElement).toggleAttribute("hidden", !parts);
}

/**
 * @param {number[]} values
 * @param {import("./curves.js").Scale} up
 * @returns {[number, number][]}
 */
function points(values, up) {
  return values.map((value, i) => [ACROSS(XS[i] ?? 0), Math.max(-TOP, up(value))]);
}

/**
 * @param {string} id
 * @param {string} d
 */
function path(id, d) {
  element(id, SVGPathElement).setAttribute("d", d);
}

/**
 * Lists where each run ended.
 * @param {Run[]} runs
 * @param {Run} best
 */
export function ends(runs, best) {
  const rows = runs.map((run) => {
    const { student, value } = run.end;
    const row = document.createElement("tr");
    const head = document.createElement("th");
    head.scope = "row";
    head.textContent = run.start;
    const texts = [String(run.path.length - 1), number(student.mean), number(student.width), value.toFixed(3)];
    const cells = texts.map((text) => {
      const cell = document.createElement("td");
      cell.className = "number";
      cell.textContent = text;
      return cell;
    });
    const mark = document.createElement("td");
    mark.textContent = run === best ? "shown" : "";
    row.append(head, ...cells, mark);
    return row;
  });
  element("kl-runs", HTMLTableSectionElement).replaceChildren(...rows);
}
