// Search in the header: a field that suggests models, edges, techniques and data.
import { byId, make } from "./dom.js";

/**
 * @typedef {import("./types.js").Graph} Graph
 * @typedef {{ label: string, kind: string, href: string, words: string }} Entry
 */

const MOST = 12;

/** Puts the search into the header. @param {Graph} graph */
export function search(graph) {
  const entries = index(graph);
  const found = make("ul", { id: "search-found", role: "listbox", "aria-label": "Suggestions" });
  const field = make("input", {
    type: "search",
    id: "search-field",
    role: "combobox",
    placeholder: "Search",
    autocomplete: "off",
    "aria-label": "Search models, edges, techniques and data",
    "aria-controls": found.id,
    "aria-expanded": "false",
    "aria-autocomplete": "list",
  });
  const count = make("span", { class: "hidden-visually", role: "status" });
  found.hidden = true;
  let active = -1;

  const close = () => {
    found.hidden = true;
    active = -1;
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
  };
  const suggest = () => {
    const matches = matching(entries, field.value);
    close();
    found.replaceChildren(...matches.slice(0, MOST).map(option));
    found.hidden = matches.length === 0;
    field.setAttribute("aria-expanded", String(!found.hidden));
    count.textContent = field.value.trim() ? `${matches.length} found.` : "";
  };
  /** @param {number} step */
  const move = (step) => {
    if (found.hidden) suggest();
    const options = [...found.children];
    if (!options.length) return;
    active = active < 0 && step < 0 ? options.length - 1 : (active + step + options.length) % options.length;
    for (const [place, each] of options.entries()) each.ariaSelected = String(place === active);
    field.setAttribute("aria-activedescendant", options[active]?.id ?? "");
    options[active]?.scrollIntoView({ block: "nearest" });
  };
  /** @param {Element | undefined} chosen */
  const follow = (chosen) => {
    const href = /** @type {HTMLElement | undefined} */ (chosen)?.dataset["href"];
    if (!href) return;
    close();
    field.value = "";
    location.href = href;
  };
  /** @type {Record<string, () => void>} */
  const keys = {
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
    Enter: () => follow(found.children[Math.max(active, 0)]),
    Escape: () => {
      if (found.hidden) field.value = "";
      close();
    },
  };
  field.addEventListener("input", suggest);
  field.addEventListener("keydown", (event) => {
    const act = keys[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });
  field.addEventListener("blur", close);
  // The field keeps the focus while a suggestion is clicked.
  found.addEventListener("mousedown", (event) => event.preventDefault());
  found.addEventListener("click", (event) => {
    const target = /** @type {Element} */ (event.target);
    follow(target.closest("[role=option]") ?? undefined);
  });
  addEventListener("keydown", (event) => {
    const inField = /** @type {Element} */ (event.target).closest?.("input, textarea, select, [contenteditable]");
    const shadowed = event.composedPath()[0] !== event.target;
    if (event.key !== "/" || inField || shadowed || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    field.focus();
  });
  byId("search").append(field, found, count);
}

/** @param {Graph} graph @returns {Entry[]} */
function index(graph) {
  /** @type {Map<string, Entry>} */
  const entries = new Map();
  /** @param {string} kind @param {string} id @param {string} label @param {string} href @param {string[]} others */
  const add = (kind, id, label, href, others = []) =>
    entries.set(href, { label, kind, href, words: [label, id, ...others].join(" ").toLowerCase() });
  for (const { id, label, class: kind, others } of graph.nodes) add(kind || "model", id, label, `#model/${id}`, others);
  for (const [id, { label, others }] of Object.entries(graph.algorithms)) {
    add("technique", id, label, `#algorithm/${id}`, others);
  }
  for (const node of graph.nodes) {
    for (const { id, label, page } of [...node.data, ...node.stages.flatMap((stage) => stage.data)]) {
      if (page) add("data", id, label, page);
    }
  }
  for (const { id, label, status } of graph.edges) add(`edge, ${status || "no claim"}`, id, label, `#claim/${id}`);
  return [...entries.values()];
}

/**
 * Returns the entries that contain all words, those that begin with the text first.
 * @param {Entry[]} entries
 * @param {string} text
 */
function matching(entries, text) {
  const wanted = text.trim().toLowerCase();
  if (!wanted) return [];
  const words = wanted.split(/\s+/);
  const kept = entries.filter((entry) => words.every((word) => entry.words.includes(word)));
  const early = kept.filter((entry) => entry.words.startsWith(wanted));
  return [...early, ...kept.filter((entry) => !early.includes(entry))];
}

/**
 * @param {Entry} entry
 * @param {number} place
 */
function option({ label, kind, href }, place) {
  const about = { role: "option", id: `search-${place}`, "aria-selected": "false", "data-href": href };
  return make("li", about, make("span", {}, label), " ", make("small", {}, kind));
}
