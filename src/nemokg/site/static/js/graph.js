// The graph: the selection is highlighted in the drawing, described on the card, and in the address.
import { card } from "./card.js";
import { claimCard } from "./claim-card.js";
import { load } from "./data.js";
import { byId, make } from "./dom.js";
import { filters } from "./filters.js";
import { around } from "./lineage.js";
import { loadPages } from "./links.js";
import { modelCard } from "./model-card.js";
import { Picture } from "./picture.js";
import { decoded, go, onRoute } from "./router.js";
import { search } from "./search.js";
import { zoomable } from "./zoom.js";

/** @type {((part: { nodes: string[], edges: string[] }) => void) | undefined} */
let lightUp;

/**
 * Highlights some nodes and edges, such as those of a query result.
 * @param {{ nodes: string[], edges: string[] }} part
 */
export function highlight(part) {
  lightUp?.(part);
}

/** Starts the section. */
export async function start() {
  /** @type {import("./types.js").Graph} */
  const graph = await load("graph");
  search(graph);
  const canvas = byId("graph-canvas");
  const svg = canvas.querySelector("svg");
  if (!svg) return;
  const picture = new Picture(svg, graph);
  const zoom = zoomable(canvas, svg);
  const first = svg.querySelector(".student-line") ?? picture.nodes.values().next().value;
  if (first) zoom.centre(first, true);
  const shown = card(leave);
  const clearing = /** @type {HTMLButtonElement} */ (byId("graph-clear"));
  let chosen = "";
  let byPointer = false;

  /** @param {string} text */
  const say = (text) => (byId("graph-said").textContent = text);

  function clear() {
    chosen = "";
    picture.show(null);
    shown.close();
    zoom.refit();
    clearing.disabled = true;
    say("");
  }

  /** Clears the selection and its address, without the jump that a link would make. */
  function leave() {
    if (clearing.disabled) return; // nothing is chosen
    const link = picture.part(chosen)?.querySelector("a");
    if (/^#(?:model|claim)\//.test(location.hash)) history.pushState(null, "", "#graph");
    clear();
    (link ?? canvas).focus({ preventScroll: true });
  }

  /**
   * Shows something on the card, and in the drawing if it is drawn.
   * @param {string} id
   * @param {import("./lineage.js").Part} part
   * @param {string} heading
   * @param {Node[]} contents
   */
  function choose(id, part, heading, contents) {
    chosen = id;
    picture.show(part, id);
    shown.open(heading, contents);
    zoom.refit();
    clearing.disabled = false;
    const place = picture.part(id) ?? picture.part([...part.nodes][0] ?? "");
    if (place) zoom.centre(place);
    byId("graph-stage").scrollIntoView({ block: "nearest" });
    if (!byPointer) shown.focus();
    byPointer = false;
  }

  /** @param {string} id */
  function unknown(id) {
    clear();
    byId("graph-stage").scrollIntoView({ block: "nearest" });
    say(`There is nothing called “${id}” in the graph. Search, or select something in the drawing.`);
  }

  onRoute("", clear);
  onRoute("graph", clear);
  onRoute("model/", (rest) => {
    const id = decoded(rest);
    const node = graph.nodes.find((each) => each.id === id);
    if (!node) return unknown(id);
    const part = around(graph, id);
    choose(id, part, node.label, modelCard(graph, node, (lit) => picture.show(lit ?? part, id)));
    say(`${node.label}: ${counted([...part.edges], "edge")}.`);
  });
  onRoute("claim/", async (rest) => {
    const id = decoded(rest);
    const edge = graph.edges.find((each) => each.id === id);
    const [claims] = await Promise.all([load("claims"), loadPages()]);
    const claim = claims[id];
    if (decoded(location.hash.slice(1)) !== `claim/${id}`) return; // the reader has gone on
    if (!claim && !edge) return unknown(id);
    const ends = edge ? [edge.source, edge.target] : about(claim);
    const part = { nodes: new Set(ends), edges: new Set(edge ? [id] : []) };
    const none = [make("p", {}, "No claim is recorded about this edge.")];
    choose(id, part, claim?.label ?? edge?.label, claim ? claimCard(graph, id, claim) : none);
    say(`${claim?.label ?? edge?.label}${claim ? `: ${claim.status}` : ""}.`);
  });

  /** Returns the nodes that a claim is about. @param {import("./types.js").Claim} claim */
  function about(claim) {
    const iris = [claim.subject.iri, claim.object.iri];
    return graph.nodes.filter((node) => iris.includes(node.iri)).map((node) => node.id);
  }

  svg.addEventListener("click", (event) => {
    const link = /** @type {Element} */ (event.target).closest("a");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const href = link.getAttribute("href") ?? "";
    if (href === location.hash && chosen) return leave();
    byPointer = event.detail > 0;
    go(href.slice(1));
  });
  svg.addEventListener("keydown", (event) => {
    const link = /** @type {Element} */ (event.target).closest("a");
    if (event.key !== " " || !link) return;
    event.preventDefault();
    link.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
  });
  clearing.addEventListener("click", leave);
  const rows = /** @type {NodeListOf<HTMLElement>} */ (
    document.querySelectorAll("#graph-list [data-edge]")
  );
  filters(graph, svg, (kept) => {
    picture.restrict(kept);
    const names = new Set(kept.map((edge) => edge.id));
    for (const row of rows) row.hidden = !names.has(row.dataset["edge"] ?? "");
  });
  addEventListener("resize", zoom.refit);

  lightUp = ({ nodes, edges }) => {
    const lit = graph.edges.filter((edge) => edges.includes(edge.id));
    const ends = lit.flatMap((edge) => [edge.source, edge.target]);
    clear();
    picture.show({ nodes: new Set([...nodes, ...ends]), edges: new Set(edges) });
    clearing.disabled = false;
    byId("graph").scrollIntoView();
    canvas.focus({ preventScroll: true });
    say(`${counted(nodes, "model")} and ${counted(edges, "edge")} of the result are highlighted.`);
  };
}

/**
 * @param {unknown[]} items
 * @param {string} word
 */
function counted(items, word) {
  return `${items.length} ${word}${items.length === 1 ? "" : "s"}`;
}
