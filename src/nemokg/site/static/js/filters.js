// The legend: what its boxes exclude disappears from the drawing and from the list.
import { byId } from "./dom.js";
import { sample } from "./picture.js";

/** @typedef {import("./types.js").Edge} Edge */

/**
 * Sets up the filters; `changed` gets the edges that they keep, at once and after each change.
 * @param {import("./types.js").Graph} graph
 * @param {SVGSVGElement} svg
 * @param {(kept: Edge[]) => void} changed
 */
export function filters(graph, svg, changed) {
  const form = /** @type {HTMLFormElement} */ (byId("graph-filters"));
  for (const place of form.querySelectorAll("[data-sample]")) {
    const drawn = sample(svg, /** @type {HTMLElement} */ (place).dataset["sample"] ?? "");
    if (drawn) place.append(drawn);
    else place.remove();
  }
  const legend = /** @type {HTMLDetailsElement} */ (byId("graph-legend"));
  legend.open = matchMedia("(width > 56rem)").matches; // elsewhere the drawing would be far below
  const apply = () => {
    const kept = graph.edges.filter(choice(new FormData(form)));
    byId("graph-kept").textContent = `${kept.length} of ${graph.edges.length} edges shown.`;
    changed(kept);
  };
  form.addEventListener("change", apply);
  form.addEventListener("reset", () => setTimeout(apply)); // once the boxes are set back
  form.addEventListener("submit", (event) => event.preventDefault());
  apply();
}

/**
 * Returns whether an edge is kept; one without a claim always is.
 * @param {FormData} chosen
 */
function choice(chosen) {
  const statuses = new Set(["", ...chosen.getAll("status")]);
  const kinds = new Set(chosen.getAll("kind"));
  const teller = chosen.get("teller");
  return /** @param {Edge} edge */ (edge) =>
    statuses.has(edge.status) &&
    kinds.has(edge.kind) &&
    (teller === "explainer" ? edge.explainer : teller !== "report" || edge.report);
}
