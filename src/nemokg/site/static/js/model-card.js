// The card of a model: what it was initialised from, how it was trained, what it feeds.
import { button, claimStatus, list, make, part } from "./dom.js";
import { WEIGHTS, tree, within } from "./lineage.js";

/**
 * @typedef {import("./types.js").Graph} Graph
 * @typedef {import("./types.js").Node} Model
 * @typedef {import("./lineage.js").Branch} Branch
 * @typedef {import("./dom.js").Child} Child
 */

/**
 * Returns the contents of the card; `light` highlights a part of the graph, or the neighbours of the
 * model if there is none.
 * @param {Graph} graph
 * @param {Model} node
 * @param {(part: import("./lineage.js").Part | null) => void} light
 * @returns {Node[]}
 */
export function modelCard(graph, node, light) {
  const labels = new Map(graph.nodes.map(({ id, label }) => [id, label]));
  /** @param {string} id */
  const model = (id) => make("a", { href: `#model/${id}` }, labels.get(id) ?? id);
  const contents = [
    facts(node),
    node.definition ? make("p", {}, node.definition) : null,
    part(
      "Initialised from",
      list(
        node.starts.map(({ model: id, step, status, claim }) => [
          step ? `${step} ` : "",
          model(id),
          " ",
          claimStatus(status, claim),
        ])
      ),
      node.startDescription ? make("p", {}, node.startDescription) : null
    ),
    part("Training stages", stages(graph, node)),
    part(
      "Trained on",
      list(node.data.map((each) => [data(each), " ", claimStatus(each.status, each.claim)]))
    ),
    part("What its algorithms mean", meanings(graph, node)),
    part(
      "Feeds",
      list(
        node.feeds.map((feed) => [
          said(graph, feed),
          " ",
          model(feed.model),
          " ",
          claimStatus(feed.status, feed.claim),
        ])
      )
    ),
    part("Lineage and influence", influence(graph, node, model, light)),
    part(
      "Values",
      list(
        node.values.map((each) => [`${each.label}: ${each.value} `, claimStatus(each.status, each.claim)])
      )
    ),
    make(
      "p",
      { class: "card-links" },
      node.page ? make("a", { href: node.page }, "Page") : null,
      make("a", { href: `#row-${node.id}` }, "Table row"),
      make("code", {}, node.id)
    ),
  ];
  return contents.filter((each) => each !== null);
}

/**
 * Returns the words for what a model does to another: those of the kind of influence, or those of the
 * property if several properties are of that kind.
 * @param {Graph} graph
 * @param {import("./types.js").Feed} feed
 */
function said(graph, feed) {
  if (feed.kind === WEIGHTS) return "gives weights to";
  const edges = graph.edges.filter((edge) => edge.kind === feed.kind);
  const own = edges.find((edge) => edge.id === feed.claim)?.predicate ?? feed.kind;
  if (edges.some((edge) => edge.predicate !== own)) {
    return own.replace(/[A-Z]/g, (capital) => ` ${capital.toLowerCase()}`);
  }
  return graph.kinds.find(({ id }) => id === feed.kind)?.label ?? feed.kind;
}

/** @param {Model} node */
function facts(node) {
  const said = [node.class, node.phase, node.iteration ? `iteration ${node.iteration}` : ""];
  const marks = [node.star ? "★ made for a later round" : "", node.reused ? "↺ reused in a later round" : ""];
  return make("p", { class: "note" }, [...said, ...marks].filter(Boolean).join(" · "));
}

/**
 * @param {Graph} graph
 * @param {Model} node
 */
function stages(graph, node) {
  if (!node.stages.length) return null;
  const items = node.stages.map((stage) =>
    make(
      "li",
      {},
      ...separated(stage.algorithms.map((id) => algorithm(graph, id))),
      stage.data.length ? " on " : null,
      ...separated(stage.data.map((each) => data(each)))
    )
  );
  return make("ol", {}, ...items);
}

/**
 * @param {Graph} graph
 * @param {Model} node
 */
function meanings(graph, node) {
  const known = node.algorithms.filter((id) => graph.algorithms[id]?.definition);
  if (!known.length) return null;
  const terms = known.flatMap((id) => [
    make("dt", {}, algorithm(graph, id)),
    make("dd", {}, graph.algorithms[id]?.definition),
  ]);
  return make("dl", {}, ...terms);
}

/**
 * @param {Graph} graph
 * @param {string} id
 */
function algorithm(graph, id) {
  return make("a", { href: `#algorithm/${id}` }, graph.algorithms[id]?.label ?? id);
}

/** @param {{ label: string, page: string }} each */
function data({ label, page }) {
  return page ? make("a", { href: page }, label) : document.createTextNode(label);
}

/** @param {Node[]} items @returns {Child[]} */
function separated(items) {
  return items.flatMap((item, index) => (index ? [", ", item] : [item]));
}

/**
 * Returns a button for each kind of influence that the model exerts or is subject to, and a place for
 * the edges of the one that is pressed.
 * @param {Graph} graph
 * @param {Model} node
 * @param {(id: string) => Node} model
 * @param {(part: import("./lineage.js").Part | null) => void} light
 */
function influence(graph, node, model, light) {
  const host = make("div", { "aria-live": "polite" });
  /** @type {HTMLButtonElement[]} */
  const buttons = [];
  for (const { id: kind, label } of graph.kinds) {
    const [before, after] = [tree(graph, node.id, kind, false), tree(graph, node.id, kind, true)];
    if (!before.length && !after.length) continue;
    const name = kind === WEIGHTS ? "Show lineage" : `Show: ${label}`;
    const made = button(
      name,
      () => {
        const pressed = made.ariaPressed !== "true";
        for (const each of buttons) each.ariaPressed = String(pressed && each === made);
        light(pressed ? within(node.id, [...before, ...after]) : null);
        const [from, to] = kind === WEIGHTS ? ["Ancestors", "Descendants"] : ["From", "To"];
        const found = [told(from, before, model), told(to, after, model)].filter((each) => each !== null);
        host.replaceChildren(...(pressed ? found : []));
      },
      { "aria-pressed": "false", "data-kind": kind }
    );
    buttons.push(made);
  }
  return buttons.length ? make("div", {}, make("p", { class: "card-kinds" }, ...buttons), host) : null;
}

/**
 * @param {string} heading
 * @param {Branch[]} branches
 * @param {(id: string) => Node} model
 */
function told(heading, branches, model) {
  /** @param {Branch[]} some @returns {HTMLElement | null} */
  const nested = (some) =>
    list(
      some.map(({ id, edge, beyond, repeated }) => [
        model(id),
        " ",
        claimStatus(edge.status, edge.id),
        repeated ? " (shown above)" : null,
        nested(beyond),
      ])
    );
  return branches.length ? make("div", {}, make("h5", {}, heading), nested(branches)) : null;
}
