// The parameters of a canned query: fields for their values, and the query text with them inserted.

/**
 * @typedef {{ name: string, default: string, kind: "iri" | "boolean" | "number" | "text",
 *   enumerated: boolean, namespace?: string }} Parameter
 * @typedef {{ name: string, summary: string, description: string, tags: string[],
 *   parameters: Parameter[], parts: (string | { parameter: string })[] }} Question
 */

const NUMBER = /^[+-]?([0-9]+(\.[0-9]+)?|\.[0-9]+)([eE][+-]?[0-9]+)?$/;
// What an IRI in SPARQL must not contain.
const UNFIT = /[\u0000-\u0020<>"{}|^`\\]/;

/** A value that a parameter does not accept. */
export class Unfit extends Error {}

/**
 * Returns a query with the given terms in place of the defaults.
 * @param {Question} question
 * @param {Map<string, string>} terms
 */
export function text(question, terms) {
  const defaults = new Map(question.parameters.map((each) => [each.name, each.default]));
  return question.parts
    .map((part) =>
      typeof part === "string"
        ? part
        : terms.get(part.parameter) ?? defaults.get(part.parameter) ?? ""
    )
    .join("");
}

/**
 * Returns the term that a user's text stands for; throws Unfit if there is none.
 * @param {Parameter} parameter
 * @param {string} value
 * @param {Record<string, string>} prefixes
 */
export function term(parameter, value, prefixes) {
  if (parameter.kind === "boolean") {
    if (value === "true" || value === "false") return value;
    throw new Unfit(`${parameter.name} is true or false, not "${value}".`);
  }
  if (parameter.kind === "number") {
    if (NUMBER.test(value)) return value;
    throw new Unfit(`${parameter.name} is a number such as ${parameter.default}, not "${value}".`);
  }
  if (parameter.kind === "text") {
    const suffix = /[^"']*$/.exec(parameter.default)?.[0] ?? "";
    return `${JSON.stringify(value)}${suffix}`;
  }
  return `<${iri(parameter, value, prefixes)}>`;
}

/**
 * @param {Parameter} parameter
 * @param {string} value
 * @param {Record<string, string>} prefixes
 */
function iri(parameter, value, prefixes) {
  const namespace = parameter.namespace ?? "";
  const colon = value.indexOf(":");
  const known = colon >= 0 ? prefixes[value.slice(0, colon)] : undefined;
  let name = namespace + value;
  if (value.startsWith("<") && value.endsWith(">")) name = value.slice(1, -1);
  else if (known !== undefined) name = known + value.slice(colon + 1);
  else if (colon >= 0) name = value;
  if (UNFIT.test(name) || !name.startsWith(namespace) || name === namespace) {
    throw new Unfit(`${parameter.name} takes a name in ${namespace}, not "${value}".`);
  }
  return name;
}

/**
 * Makes the fields of a query's parameters.
 * @param {HTMLElement} form
 * @param {Question} question
 * @param {Map<string, string>} values
 * @param {() => void} changed
 */
export function fields(form, question, values, changed) {
  form.replaceChildren(
    ...question.parameters.map((parameter) => {
      const label = document.createElement("label");
      const field = parameter.kind === "boolean" ? choice() : entry(parameter);
      field.name = parameter.name;
      field.value = values.get(parameter.name) ?? (field instanceof HTMLSelectElement ? parameter.default : "");
      field.addEventListener("change", changed);
      label.append(parameter.name, field);
      return label;
    })
  );
  form.hidden = question.parameters.length === 0;
}

function choice() {
  const field = document.createElement("select");
  field.append(new Option("true"), new Option("false"));
  return field;
}

/** @param {Parameter} parameter */
function entry(parameter) {
  const field = document.createElement("input");
  field.type = "text";
  field.autocomplete = "off";
  field.placeholder = parameter.default === "UNDEF" ? "any" : parameter.default;
  return field;
}

/**
 * Offers the values that occur in the data.
 * @param {HTMLElement} form
 * @param {string} name
 * @param {[string, string][]} offered values and their labels
 */
export function offer(form, name, offered) {
  const field = form.querySelector(`input[name="${name}"]`);
  if (!field) return;
  const list = document.createElement("datalist");
  list.id = `ask-values-${name}`;
  list.append(
    ...offered.map(([value, label]) => {
      const option = document.createElement("option");
      option.value = value;
      option.label = label;
      return option;
    })
  );
  form.append(list);
  field.setAttribute("list", list.id);
}
