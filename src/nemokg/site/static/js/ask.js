// Ask: canned queries and the user's own queries, run in the page.
import { lexical, table } from "./answer.js";
import { drawable, present } from "./ask-results.js";
import { Remote, endpoint } from "./ask-remote.js";
import { Session } from "./ask-session.js";
import { csv, download } from "./csv.js";
import { load } from "./data.js";
import { editor } from "./editor.js";
import { highlight } from "./graph.js";
import { compact, loadPages, setPrefixes } from "./links.js";
import { Unfit, fields, offer, term, text } from "./parameters.js";
import { onRoute } from "./router.js";

/** @typedef {import("./parameters.js").Question} Question */

const OFFERED_WITHIN = 10;
const OWN = "SELECT ?model ?label\nWHERE { ?model a nemo:StudentCheckpoint ; rdfs:label ?label }\nORDER BY ?model";
const USED_IN_OWN = ["nemo", "rdfs"];
const session = endpoint() ? new Remote(endpoint()) : new Session();

/** @type {import("./ask-session.js").Language & { questions: Question[] }} */
let known;
/** @type {import("./editor.js").Editor} */
let written;
/** @type {Question | undefined} */
let current;
/** @type {import("./answer.js").Table | undefined} */
let shown;
/** @type {Promise<void> | undefined} */
let opening;

/** @param {string} id */
const element = (id) => /** @type {HTMLElement} */ (document.getElementById(id));
/** @param {string} id */
const input = (id) => /** @type {HTMLInputElement} */ (document.getElementById(id));

/** Sets up the section; nothing is loaded before it is opened. */
export function start() {
  element("ask-open").addEventListener("click", () => opened().then(() => written.focus()));
  onRoute("query/", async (rest) => {
    await opened();
    const [name, search] = rest.split("?");
    choose(decodeURIComponent(name ?? ""), new Map(new URLSearchParams(search)));
    element("ask").scrollIntoView();
    await run();
  });
}

function opened() {
  opening ??= open();
  return opening;
}

async function open() {
  element("ask-open").hidden = true;
  element("ask-panel").hidden = false;
  say("Loading the engine and the dataset …");
  const engine = session.open();
  [known] = await Promise.all([load("queries"), loadPages()]);
  setPrefixes(known.prefixes);
  written = await editor(element("ask-editor"), {
    label: "SPARQL query",
    text: `${USED_IN_OWN.map((each) => `PREFIX ${each}: <${known.prefixes[each]}>`).join("\n")}\n\n${OWN}`,
    run,
    changed: () => {},
  });
  list();
  element("ask-run").addEventListener("click", run);
  input("ask-run").disabled = false; // a click before now would be lost
  element("ask-stop").addEventListener("click", () => session.stop());
  element("ask-find").addEventListener("input", list);
  element("ask-save").addEventListener("click", () => download(`${current?.name ?? "query"}.csv`, taken()));
  element("ask-copy").addEventListener("click", copy);
  element("ask-show").addEventListener("click", show);
  element("ask-parameters").addEventListener("submit", (event) => event.preventDefault());
  try {
    await engine;
    say("Ready.");
    await learn();
  } catch (error) {
    say(String(error), true);
  }
}

/** Lists the canned queries that contain all words of the filter. */
function list() {
  const words = input("ask-find").value.toLowerCase().split(/\s+/);
  const found = known.questions.filter((question) => {
    const all = [question.name, question.summary, ...question.tags].join(" ").toLowerCase();
    return words.every((word) => all.includes(word));
  });
  element("ask-list").replaceChildren(
    ...found.map((question) => {
      const item = document.createElement("li");
      const button = document.createElement("button");
      const tags = document.createElement("small");
      button.type = "button";
      button.dataset["query"] = question.name;
      if (question === current) button.setAttribute("aria-current", "true");
      tags.textContent = question.tags.join(", ");
      button.append(question.summary, tags);
      button.addEventListener("click", () => {
        location.hash = `query/${question.name}`;
      });
      item.append(button);
      return item;
    })
  );
  element("ask-found").textContent = `${found.length} of ${known.questions.length} queries`;
}

/**
 * @param {string} name
 * @param {Map<string, string>} values
 */
function choose(name, values) {
  const question = known.questions.find((each) => each.name === name);
  if (!question) {
    say(`There is no query “${name}”.`, true);
    return;
  }
  current = question;
  element("ask-title").textContent = question.summary;
  element("ask-description").textContent = question.description;
  const form = element("ask-parameters");
  fields(form, question, values, () => put(question));
  put(question);
  list();
  for (const parameter of question.parameters) {
    if (parameter.kind === "iri" && parameter.namespace) suggest(form, parameter.name, parameter.namespace);
  }
}

/** Puts the query with the values of the form into the editor. @param {Question} question */
function put(question) {
  const terms = new Map();
  try {
    for (const parameter of question.parameters) {
      const field = /** @type {HTMLInputElement} */ (
        element("ask-parameters").querySelector(`[name="${parameter.name}"]`)
      );
      if (field.value) terms.set(parameter.name, term(parameter, field.value, known.prefixes));
    }
    written.text = text(question, terms);
  } catch (error) {
    if (!(error instanceof Unfit)) throw error;
    say(error.message, true);
  }
}

/**
 * @param {HTMLElement} form
 * @param {string} name
 * @param {string} namespace
 */
async function suggest(form, name, namespace) {
  const found = await rows(
    `SELECT DISTINCT ?x ?label WHERE { ?x <http://www.w3.org/2000/01/rdf-schema#label> ?label
     FILTER(STRSTARTS(STR(?x), "${namespace}")) } ORDER BY ?x`
  );
  offer(form, name, found.map(([x, label]) => [lexical(x ?? null).slice(namespace.length), lexical(label ?? null)]));
}

/** Gives the editor the terms of the ontology, for completion. */
async function learn() {
  const found = await rows(
    `SELECT DISTINCT ?term ?label WHERE { ?term <http://www.w3.org/2000/01/rdf-schema#label> ?label ;
     <http://www.w3.org/2000/01/rdf-schema#isDefinedBy> ?ontology } ORDER BY ?term`
  );
  const terms = found.map(([each, label]) => ({
    label: compact(lexical(each ?? null)),
    detail: lexical(label ?? null),
    type: "property",
  }));
  const prefixes = Object.keys(known.prefixes).map((each) => ({ label: `${each}:`, type: "namespace" }));
  written.complete([...terms, ...prefixes]);
}

/** @param {string} query */
async function rows(query) {
  const answer = table(await session.ask(query, OFFERED_WITHIN, known));
  return typeof answer === "boolean" ? [] : answer.rows;
}

async function run() {
  if (input("ask-stop").disabled === false) return;
  busy(true);
  say("Running …");
  const begun = performance.now();
  try {
    const answer = table(await session.ask(written.text, Number(input("ask-limit").value), known));
    const time = Math.round(performance.now() - begun);
    const count = typeof answer === "boolean" ? "Answered" : counted(answer.rows.length);
    present(element("ask-results"), answer, current?.summary ?? "Results of your query");
    shown = typeof answer === "boolean" ? undefined : answer;
    say(`${count} in ${time} ms.`);
  } catch (error) {
    shown = undefined;
    element("ask-results").replaceChildren();
    say(/** @type {Error} */ (error).message, true);
  }
  element("ask-taking").hidden = !shown;
  const part = shown && drawable(shown, await load("graph"));
  element("ask-show").hidden = !part || part.nodes.length + part.edges.length === 0;
  busy(false);
}

/** @param {number} rows */
const counted = (rows) => `${rows.toLocaleString("en")} ${rows === 1 ? "row" : "rows"}`;

async function show() {
  if (shown) highlight(drawable(shown, await load("graph")));
}

function taken() {
  return shown ? csv(shown.columns, shown.rows.map((row) => row.map(lexical))) : "";
}

async function copy() {
  try {
    await navigator.clipboard.writeText(taken());
    say("Copied.");
  } catch {
    say("The browser does not allow copying here; download the CSV instead.", true);
  }
}

/** @param {boolean} running */
function busy(running) {
  input("ask-run").disabled = running;
  input("ask-stop").disabled = !running;
}

/**
 * @param {string} message
 * @param {boolean} failed
 */
function say(message, failed = false) {
  element("ask-status").textContent = message;
  element("ask-status").classList.toggle("failed", failed);
}
