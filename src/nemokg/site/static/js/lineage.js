// What influences what. Weights are inherited and followed as far as they go; teaching, reward and data
// reach only the model that they train, one step away.

/**
 * @typedef {import("./types.js").Graph} Graph
 * @typedef {import("./types.js").Edge} Edge
 * @typedef {{ nodes: Set<string>, edges: Set<string> }} Part
 * @typedef {{ id: string, edge: Edge, beyond: Branch[], repeated: boolean }} Branch
 */

export const WEIGHTS = "weights";

/**
 * Returns a node with its edges and their other ends.
 * @param {Graph} graph
 * @param {string} id
 * @returns {Part}
 */
export function around(graph, id) {
  return joined(id, graph.edges.filter((edge) => edge.source === id || edge.target === id));
}

/**
 * Returns what influences a node in one way, or with `onwards` what it influences, as a tree: a node
 * that was shown before is not expanded again.
 * @param {Graph} graph
 * @param {string} id
 * @param {string} kind
 * @param {boolean} onwards
 * @returns {Branch[]}
 */
export function tree(graph, id, kind, onwards) {
  // Influence runs from the source of an edge to its target, or the other way in some kinds.
  const against = graph.kinds.some(({ id, againstProperty }) => id === kind && againstProperty);
  /** @type {("source" | "target")[]} */
  const ends = ["source", "target"];
  const [near = "source", far = "target"] = onwards === against ? ends.reverse() : ends;
  const edges = graph.edges.filter((edge) => edge.kind === kind);
  const opened = new Set();
  /** @param {string} from @returns {Branch[]} */
  const walk = (from) => {
    opened.add(from);
    return edges
      .filter((edge) => edge[near] === from)
      .map((edge) => {
        const next = edge[far];
        const repeated = opened.has(next);
        const goesOn = kind === WEIGHTS && !repeated;
        return { id: next, edge, beyond: goesOn ? walk(next) : [], repeated };
      });
  };
  return walk(id);
}

/**
 * Returns the nodes and edges of trees that begin at a node.
 * @param {string} id
 * @param {Branch[]} branches
 * @returns {Part}
 */
export function within(id, branches) {
  /** @param {Branch[]} some @returns {Edge[]} */
  const edges = (some) => some.flatMap(({ edge, beyond }) => [edge, ...edges(beyond)]);
  return joined(id, edges(branches));
}

/**
 * @param {string} id
 * @param {Edge[]} edges
 * @returns {Part}
 */
function joined(id, edges) {
  return {
    nodes: new Set([id, ...edges.flatMap((edge) => [edge.source, edge.target])]),
    edges: new Set(edges.map((edge) => edge.id)),
  };
}
