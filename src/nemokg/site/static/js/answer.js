// SPARQL results as tables of terms.

/**
 * @typedef {{ type: "uri" | "literal" | "bnode", value: string, datatype?: string,
 *   "xml:lang"?: string }} Term
 * @typedef {{ head: { vars?: string[] }, boolean?: boolean,
 *   results?: { bindings: Record<string, Term>[] } }} Bindings
 * @typedef {{ "@id": string, "@type"?: string[] } & Record<string, unknown>} Node
 * @typedef {Bindings | Node[]} Answer
 * @typedef {{ columns: string[], rows: (Term | null)[][] }} Table
 */

const RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
const TRIPLE = ["subject", "predicate", "object"];

/**
 * Returns bindings unchanged, and triples as a table of subject, predicate and object.
 * @param {Answer} answer
 * @returns {Table | boolean}
 */
export function table(answer) {
  if (Array.isArray(answer)) return { columns: TRIPLE, rows: answer.flatMap(triples) };
  if (answer.boolean !== undefined) return answer.boolean;
  const columns = answer.head.vars ?? [];
  const rows = (answer.results?.bindings ?? []).map((row) =>
    columns.map((column) => row[column] ?? null)
  );
  return { columns, rows };
}

/**
 * @param {Node} node an object of expanded JSON-LD
 * @returns {Term[][]}
 */
function triples(node) {
  const subject = resource(node["@id"]);
  return Object.entries(node).flatMap(([key, values]) => {
    if (key === "@id") return [];
    const predicate = resource(key === "@type" ? `${RDF}type` : key);
    return /** @type {unknown[]} */ (values).map((value) => [subject, predicate, term(value)]);
  });
}

/**
 * @param {any} value
 * @returns {Term}
 */
function term(value) {
  if (typeof value === "string") return resource(value);
  if ("@id" in value) return resource(value["@id"]);
  return {
    type: "literal",
    value: String(value["@value"]),
    datatype: value["@type"],
    "xml:lang": value["@language"],
  };
}

/**
 * @param {string} name
 * @returns {Term}
 */
function resource(name) {
  return name.startsWith("_:")
    ? { type: "bnode", value: name.slice(2) }
    : { type: "uri", value: name };
}

/** The text of a term in SPARQL's CSV: empty if it is unbound. @param {Term | null} term */
export function lexical(term) {
  if (!term) return "";
  return term.type === "bnode" ? `_:${term.value}` : term.value;
}
