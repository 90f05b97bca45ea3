// The text of a query: the prefixes that it lacks, and where it leaves the grammar of SPARQL.

/**
 * A rule or a terminal with its name, or an operator with the nodes that it applies to.
 * @typedef {[string, any]} Node
 * @typedef {Record<string, Node>} Grammar
 * @typedef {{ text: string, start: number, terminal: string, prefix?: string | undefined }} Token
 */

const LETTER = "\\p{L}\\p{N}_";
const TERMINALS = Object.entries({
  comment: "#[^\\n\\r]*",
  iri: '<(?:[^\\0- <>"{}|^`\\\\]|\\\\u)*>',
  string:
    "'''(?:'{0,2}(?:[^'\\\\]|\\\\.))*'''|\"\"\"(?:\"{0,2}(?:[^\"\\\\]|\\\\.))*\"\"\"|" +
    "'(?:[^'\\\\\\n\\r]|\\\\.)*'|\"(?:[^\"\\\\\\n\\r]|\\\\.)*\"",
  variable: `[?$][${LETTER}]+`,
  blank: `_:[${LETTER}](?:[${LETTER}.-]*[${LETTER}-])?`,
  // A name does not end in a dot; the length of a prefix is bounded lest long words take for ever.
  name: `(?<prefix>(?:\\p{L}(?:[${LETTER}.-]{0,60}[${LETTER}-])?)?):(?:[${LETTER}:%-]|\\\\.|\\.+(?=[${LETTER}:%\\\\-]))*`,
  language: "@[a-zA-Z]+(?:-+[a-zA-Z0-9]+)*",
  number: "[+-]?(?:\\d+\\.\\d*[eE][+-]?\\d+|\\d*\\.\\d+(?:[eE][+-]?\\d+)?|\\d+(?:[eE][+-]?\\d+)?)",
  word: `[${LETTER}]+`,
  mark: "<<\\(|\\)>>|\\^\\^|&&|\\|\\||[!<>]=|<<|>>|\\{\\||\\|\\}|\\S",
});
const TOKEN = new RegExp(TERMINALS.map(([kind, pattern]) => `(?<${kind}>${pattern})`).join("|"), "gsu");
/** @type {Record<string, string>} */
const EMPTY = { "()": "nil", "[]": "anon" };
/** @type {Record<string, string>} */
const NAMED = {
  end: "nothing more",
  integer: "a number",
  iri: "an IRI as <…>",
  name: "a prefixed name",
  namespace: "a prefix and a colon",
  string: "a string",
  variable: "a variable",
};
/** @type {Record<string, string>} */
const CLOSED = { "{": "}", "(": ")", "[": "]" };
const END = "end";
const FEW = 7;

/** @param {string} text @returns {Token[]} */
function tokens(text) {
  return [...text.matchAll(TOKEN)]
    .filter(({ groups }) => groups?.["comment"] === undefined)
    .map((match) => {
      const [kind] = TERMINALS.find(([each]) => match.groups?.[each] !== undefined) ?? ["mark"];
      return {
        text: match[0],
        start: match.index,
        terminal: terminal(kind, match[0]),
        prefix: match.groups?.["prefix"],
      };
    });
}

/**
 * @param {string} kind
 * @param {string} text
 */
function terminal(kind, text) {
  if (kind === "word") return text === "a" ? text : text.toUpperCase();
  if (kind === "name") return /^[^:]*:$/.test(text) ? "namespace" : kind;
  if (kind === "number") return /^[+-]/.test(text) ? "signed" : /^\d+$/.test(text) ? "integer" : "decimal";
  return kind === "mark" ? text : kind;
}

/**
 * Returns the names in a query whose prefix it does not declare.
 * @param {Token[]} query
 */
function undeclared(query) {
  const own = new Set();
  return query.filter(({ prefix }, at) => {
    if (prefix === undefined) return false;
    if (query[at - 1]?.terminal === "PREFIX") own.add(prefix);
    return !own.has(prefix);
  });
}

/**
 * Returns declarations of the prefixes that a query uses and does not declare, for its first line.
 * @param {string} text
 * @param {Record<string, string>} prefixes
 */
export function prologue(text, prefixes) {
  const names = new Set(undeclared(tokens(text)).map(({ prefix }) => prefix ?? ""));
  const known = [...names].filter((name) => prefixes[name]);
  return known.map((name) => `PREFIX ${name}: <${prefixes[name]}> `).join("");
}

/**
 * Returns the words of the engine, with the column in the query without its prologue.
 * @param {string} message
 * @param {number} length of the prologue
 */
export function unshifted(message, length) {
  return message.replace(/^error at 1:(\d+)/, (_, column) => `error at 1:${Number(column) - length}`);
}

/**
 * Returns the sentence on a query that breaks the grammar, or uses a prefix that nothing declares;
 * an empty one where it does neither.
 * @param {string} text
 * @param {Record<string, string>} prefixes
 * @param {Grammar} grammar
 */
export function explained(text, prefixes, grammar) {
  const query = tokens(text);
  const unknown = undeclared(query).find(({ prefix }) => !prefixes[prefix ?? ""]);
  const found = fault(query, grammar);
  if (unknown && (!found || unknown.start < found.token.start)) {
    const name = unknown.prefix;
    return placed(text, unknown.start, `the prefix ${name}: is not declared; write PREFIX ${name}: <…> before the query`);
  }
  return found ? placed(text, found.token.start, problem(query, found)) : "";
}

/**
 * @param {Token[]} query
 * @param {{ token: Token, expected: Set<string> }} fault
 */
function problem(query, { token, expected }) {
  const words = [...expected].sort().map((each) => NAMED[each] ?? each);
  const either = [words.slice(0, -1).join(", "), ...words.slice(-1)].filter(Boolean).join(" or ");
  const advice = words.length > FEW ? "correct it" : `write ${either}`;
  if (token.terminal !== END) return `${token.text} is not allowed here; ${advice}`;
  /** @type {string[]} */
  const open = [];
  for (const { text } of query) {
    if (CLOSED[text]) open.push(text);
    else if (Object.values(CLOSED).includes(text)) open.pop();
  }
  const last = open.at(-1);
  return last ? `the query ends and a ${last} is still open; close it with ${CLOSED[last]}` : `the query ends too early; ${advice}`;
}

/**
 * @param {string} text
 * @param {number} at
 * @param {string} sentence
 */
function placed(text, at, sentence) {
  const lines = text.slice(0, at).split("\n");
  const column = [...(lines.at(-1) ?? "")].length + 1;
  return `The query does not parse: line ${lines.length}, column ${column}: ${sentence}.`;
}

/**
 * Returns the first token that the grammar does not allow, and what it allows there. The grammar is
 * LL(1), as Python writes it (nemokg.rdf.grammar): one token tells which way to go.
 * @param {Token[]} query
 * @param {Grammar} grammar
 */
function fault(query, grammar) {
  const last = query.at(-1);
  const end = { text: "", start: last ? last.start + last.text.length : 0, terminal: END };
  const pieces = [...query, end].flatMap((token, at, all) => {
    const before = EMPTY[`${all[at - 1]?.text}${token.text}`];
    const both = EMPTY[`${token.text}${all[at + 1]?.text}`];
    return before ? [] : [both ? { ...token, terminal: both } : token];
  });
  /** @type {Map<Node, Set<string>>} */
  const firsts = new Map();
  /** @param {Node} node @returns {Set<string>} what it may begin with, "" where it may be empty */
  const first = (node) => {
    const known = firsts.get(node) ?? new Set(beginnings(node, first, grammar));
    firsts.set(node, known);
    return known;
  };
  /** @type {Set<string>} */
  let expected = new Set();
  let at = 0;
  /** @type {Node[]} */
  const todo = [["rule", "Query"]];
  for (let node = todo.pop(); node; node = todo.pop()) {
    const [kind, inner] = node;
    const token = pieces[at] ?? end;
    if (kind === "rule") todo.push(/** @type {Node} */ (grammar[inner]));
    else if (kind === "all") todo.push(...[...inner].reverse());
    else if (kind === "+") todo.push(["*", inner], inner);
    else if (kind === "terminal" && inner === token.terminal) {
      expected = new Set();
      at += 1;
    } else {
      for (const each of first(node)) if (each) expected.add(each);
      if (kind === "terminal") return { token, expected };
      if (kind === "any") {
        const way = inner.find((/** @type {Node} */ each) => first(each).has(token.terminal));
        const empty = way ?? inner.find((/** @type {Node} */ each) => first(each).has(""));
        if (!empty) return { token, expected };
        todo.push(empty);
      } else if (first(inner).has(token.terminal)) {
        todo.push(...(kind === "*" ? [node, inner] : [inner]));
      }
    }
  }
  return undefined;
}

/**
 * @param {Node} node
 * @param {(node: Node) => Set<string>} first
 * @param {Grammar} grammar
 * @returns {string[]}
 */
function beginnings([kind, inner], first, grammar) {
  if (kind === "terminal") return [inner];
  if (kind === "rule") return [...first(/** @type {Node} */ (grammar[inner]))];
  if (kind === "any") return inner.flatMap((/** @type {Node} */ each) => [...first(each)]);
  if (kind === "+") return [...first(inner)];
  if (kind !== "all") return [...first(inner), ""];
  const stop = inner.findIndex((/** @type {Node} */ each) => !first(each).has(""));
  const parts = stop < 0 ? inner : inner.slice(0, stop + 1);
  const starts = parts.flatMap((/** @type {Node} */ each) => [...first(each)].filter(Boolean));
  return stop < 0 ? [...starts, ""] : starts;
}
