// Drawing the states that writers reach: tables of shares, and slips along the text.
import { element } from "./controls.js";
import { line, scale, svg } from "./curves.js";
import { STATES } from "./policy.js";

const BOX = { left: 52, right: 540, top: 16, bottom: 256 };
const IDS = ["policy-line-teacher", "policy-line-off", "policy-line-on"];
const LABELS = ["teacher", "off-policy", "on-policy"];
const APART = 18;

/**
 * Writes the numbers of the tokens above the tables.
 * @param {number} length
 */
export function tokens(length) {
  const head = document.createElement("tr");
  head.append(cell("th", "after token", "col"));
  for (let t = 1; t <= length; t++) head.append(cell("th", String(t), "col"));
  element("policy-tokens", HTMLTableSectionElement).replaceChildren(head);
  for (const group of document.querySelectorAll("th[scope=rowgroup]")) {
    group.setAttribute("colspan", String(length + 1));
  }
}

/**
 * Writes the share of each state after each token below the title of a table, also shown by shading.
 * @param {string} id
 * @param {number[][]} rows
 */
export function table(id, rows) {
  const found = element(id, HTMLTableSectionElement);
  const body = STATES.map((state, s) => {
    const row = document.createElement("tr");
    row.append(cell("th", state, "row"));
    for (const shares of rows.slice(1)) {
      const share = shares[s] ?? 0;
      const made = cell("td", (100 * share).toFixed(0), "");
      made.style.setProperty("--share", share.toFixed(3));
      row.append(made);
    }
    return row;
  });
  const title = found.rows[0];
  found.replaceChildren(...(title ? [title] : []), ...body);
}

/**
 * @param {"th" | "td"} name
 * @param {string} text
 * @param {string} scope
 */
function cell(name, text, scope) {
  const made = document.createElement(name);
  made.textContent = text;
  if (scope) made.scope = scope;
  return made;
}

/**
 * Draws the shares of slips. The line of the untrained student leaves the plot when the others have
 * become small, so that these can be told apart.
 * @param {number[][]} lines
 * @param {number[]} untaught
 */
export function drawn(lines, untaught) {
  const length = untaught.length;
  const most = niceAbove(Math.max(...lines.flat()));
  const across = scale([1, Math.max(2, length)], [BOX.left, BOX.right]);
  const up = scale([0, most], [BOX.bottom, BOX.top]);
  /** @type {(shares: number[]) => [number, number][]} */
  const points = (shares) => shares.map((share, t) => [across(t + 1), up(share)]);
  element("policy-line-untaught", SVGPathElement).setAttribute("d", line(points(untaught)));
  const apart = spread(lines.map((shares) => up(shares.at(-1) ?? 0)));
  const labels = lines.map((shares, i) => {
    element(IDS[i] ?? "", SVGPathElement).setAttribute("d", line(points(shares)));
    return svg("text", { x: BOX.right + 10, y: (apart[i] ?? 0) + 5, class: IDS[i] ?? "" }, LABELS[i]);
  });
  const heights = [0, most / 2, most].map((share) =>
    svg("text", { x: BOX.left - 8, y: up(share) + 5, class: "end" }, `${100 * share} %`)
  );
  const every = Math.ceil(length / 10);
  const places = untaught
    .map((_, t) => t + 1)
    .filter((t) => t === 1 || t % every === 0)
    .map((t) => svg("text", { x: across(t), y: BOX.bottom + 22, class: "middle" }, String(t)));
  element("policy-labels", SVGGElement).replaceChildren(...heights, ...places, ...labels);
}

/** @param {number} value */
function niceAbove(value) {
  return [0.05, 0.1, 0.2, 0.4, 0.6, 0.8, 1].find((step) => step >= value) ?? 1;
}

/**
 * Moves heights apart so that the labels at them are legible, in the same order.
 * @param {number[]} heights
 */
function spread(heights) {
  const order = heights.map((_, i) => i).sort((a, b) => (heights[b] ?? 0) - (heights[a] ?? 0));
  const found = [...heights];
  let below = Infinity;
  for (const i of order) {
    found[i] = Math.min(found[i] ?? 0, below - APART);
    below = found[i] ?? 0;
  }
  return found;
}
