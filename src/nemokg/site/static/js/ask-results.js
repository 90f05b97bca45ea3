// Answers as tables of links, and the part of them that the graph can show.
import { lexical } from "./answer.js";
import { anchor, compact, local } from "./links.js";

const SHOWN = 200;

/**
 * Puts an answer into an element; only the first rows if there are very many.
 * @param {HTMLElement} host
 * @param {import("./answer.js").Table | boolean} answer
 * @param {string} caption
 */
export function present(host, answer, caption) {
  if (typeof answer === "boolean") {
    const said = document.createElement("p");
    said.textContent = answer ? "Yes: the pattern matches." : "No: the pattern does not match.";
    host.replaceChildren(said);
    return;
  }
  const made = document.createElement("table");
  const title = made.createCaption();
  title.textContent = caption;
  const header = made.createTHead().insertRow();
  for (const column of answer.columns) {
    const cell = document.createElement("th");
    cell.scope = "col";
    cell.textContent = column;
    header.append(cell);
  }
  const body = made.createTBody();
  append(body, answer.rows.slice(0, SHOWN));
  host.replaceChildren(made);
  if (answer.rows.length > SHOWN) host.append(more(body, answer.rows));
}

/**
 * @param {HTMLTableSectionElement} body
 * @param {import("./answer.js").Table["rows"]} rows
 */
function append(body, rows) {
  for (const row of rows) {
    const line = body.insertRow();
    for (const term of row) line.insertCell().append(cell(term));
  }
}

/** @param {import("./answer.js").Term | null} term */
function cell(term) {
  if (term?.type !== "uri") return lexical(term);
  return anchor(term.value) ?? compact(term.value);
}

/**
 * @param {HTMLTableSectionElement} body
 * @param {import("./answer.js").Table["rows"]} rows
 */
function more(body, rows) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = `Show all ${rows.length.toLocaleString("en")} rows`;
  button.addEventListener("click", () => {
    append(body, rows.slice(SHOWN));
    button.remove();
  });
  return button;
}

/**
 * Returns the models and the edges that an answer mentions.
 * @param {import("./answer.js").Table} answer
 * @param {{ nodes: { id: string, iri: string }[],
 *   edges: { id: string, source: string, target: string, predicate: string }[] }} graph
 */
export function drawable(answer, graph) {
  const nodes = new Map(graph.nodes.map((node) => [node.iri, node.id]));
  const edges = new Map(graph.edges.map((edge) => [edge.id, edge]));
  const triples = new Map(
    graph.edges.map((edge) => [[edge.source, edge.predicate, edge.target].join(" "), edge.id])
  );
  const found = { nodes: new Set(), edges: new Set() };
  for (const row of answer.rows) {
    const names = row.map((term) => (term?.type === "uri" ? term.value : ""));
    for (const name of names) {
      if (nodes.has(name)) found.nodes.add(nodes.get(name));
      else if (edges.has(local(name))) found.edges.add(local(name));
    }
    const edge = triples.get(names.slice(0, 3).map(local).join(" "));
    if (edge && nodes.has(names[0] ?? "")) found.edges.add(edge);
  }
  return { nodes: [...found.nodes], edges: [...found.edges] };
}
