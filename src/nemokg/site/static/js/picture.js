// The drawing: its nodes and edges as links within the page, highlighted, dimmed and hidden.

/**
 * @typedef {import("./types.js").Graph} Graph
 * @typedef {import("./lineage.js").Part} Part
 */

const SVG = "http://www.w3.org/2000/svg";
const AROUND = 14; // width of the strip along an edge that takes clicks

export class Picture {
  /**
   * @param {SVGSVGElement} svg
   * @param {Graph} graph
   */
  constructor(svg, graph) {
    this.svg = svg;
    /** @type {Map<string, Element>} */
    this.nodes = new Map();
    /** @type {Map<string, Element>} */
    this.edges = new Map();
    for (const node of graph.nodes) {
      const name = `${node.label}, ${node.class}`;
      this.#adopt(this.nodes, node.id, `#model/${node.id}`, name);
    }
    for (const edge of graph.edges) {
      const name = edge.status ? `${edge.label} (${edge.status})` : edge.label;
      this.#adopt(this.edges, edge.id, `#claim/${edge.id}`, name);
    }
    for (const edge of this.edges.values()) widen(edge);
    this.show(null);
  }

  /**
   * @param {Map<string, Element>} parts
   * @param {string} id
   * @param {string} href
   * @param {string} name
   */
  #adopt(parts, id, href, name) {
    const found = this.svg.querySelector(`[id="${CSS.escape(id)}"]`);
    const link = found?.querySelector("a");
    if (!found || !link) return;
    link.setAttribute("href", href);
    link.setAttribute("aria-label", name);
    parts.set(id, found);
  }

  /** Returns the group of a node or edge. @param {string} id */
  part(id) {
    return this.nodes.get(id) ?? this.edges.get(id);
  }

  /**
   * Highlights a part of the graph and dims the rest, or neither if there is no part. Only highlighted
   * edges can be reached with the Tab key: there are too many to pass through all of them.
   * @param {Part | null} part
   * @param {string} chosen
   */
  show(part, chosen = "") {
    this.svg.classList.toggle("dimming", part !== null);
    for (const [parts, lit] of /** @type {const} */ ([
      [this.nodes, part?.nodes],
      [this.edges, part?.edges],
    ])) {
      for (const [id, element] of parts) {
        const isLit = lit?.has(id) ?? false;
        element.classList.toggle("lit", isLit);
        element.classList.toggle("chosen", id === chosen);
        const link = element.querySelector("a");
        if (parts === this.edges) link?.setAttribute("tabindex", isLit ? "0" : "-1");
        if (id === chosen) link?.setAttribute("aria-current", "true");
        else link?.removeAttribute("aria-current");
      }
    }
  }

  /**
   * Hides all but the given edges, and fades the nodes that are left without any.
   * @param {import("./types.js").Edge[]} kept
   */
  restrict(kept) {
    const edges = new Set(kept.map((edge) => edge.id));
    const nodes = new Set(kept.flatMap((edge) => [edge.source, edge.target]));
    for (const [id, element] of this.edges) element.classList.toggle("off", !edges.has(id));
    for (const [id, element] of this.nodes) element.classList.toggle("idle", !nodes.has(id));
  }
}

/** Gives an edge a strip that is easily hit. @param {Element} edge */
function widen(edge) {
  const line = edge.querySelector("path");
  if (!line) return;
  const strip = document.createElementNS(SVG, "path");
  strip.setAttribute("d", line.getAttribute("d") ?? "");
  strip.setAttribute("class", "strip");
  strip.setAttribute("stroke-width", String(AROUND));
  line.before(strip);
}

/**
 * Returns a small drawing of a line of the legend, or nothing if the legend has none.
 * @param {SVGSVGElement} svg
 * @param {string} name
 */
export function sample(svg, name) {
  const line = svg.querySelector(`[id="legend-${CSS.escape(name)}"]`);
  if (!(line instanceof SVGGraphicsElement)) return null;
  const made = document.createElementNS(SVG, "svg");
  const box = line.getBBox();
  const height = 14;
  const top = box.y + box.height / 2 - height / 2;
  made.setAttribute("viewBox", [box.x, top, box.width + 3, height].join(" "));
  made.setAttribute("class", "sample");
  made.setAttribute("aria-hidden", "true");
  for (const child of line.children) if (child.tagName !== "title") made.append(child.cloneNode(true));
  return made;
}
