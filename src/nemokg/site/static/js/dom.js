// Making elements. Texts are inserted as text, so that no label of a dataset becomes markup.

/** @typedef {Node | string | null | undefined | false} Child */

/**
 * Returns an element with attributes and children; null children are left out.
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Record<string, string>} attributes
 * @param {Child[]} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export function make(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  for (const child of children) if (child) made.append(child);
  return made;
}

/**
 * Returns a button with an action.
 * @param {string} label
 * @param {(button: HTMLButtonElement) => void} act
 * @param {Record<string, string>} attributes
 */
export function button(label, act, attributes = {}) {
  const made = make("button", { type: "button", ...attributes }, label);
  made.addEventListener("click", () => act(made));
  return made;
}

/**
 * Returns a heading with its contents, or nothing if there are none.
 * @param {string} heading
 * @param {Child[]} children
 */
export function part(heading, ...children) {
  const kept = children.filter(Boolean);
  return kept.length ? make("section", {}, make("h4", {}, heading), ...kept) : null;
}

/**
 * Returns a list of items, or nothing if there are none.
 * @param {Child[][]} items
 */
export function list(items) {
  if (!items.length) return null;
  return make("ul", {}, ...items.map((children) => make("li", {}, ...children)));
}

/**
 * Returns the status of a claim, as a link to the claim.
 * @param {string} status
 * @param {string} claim
 */
export function claimStatus(status, claim) {
  if (!status) return null;
  if (!claim) return make("span", { class: `status ${status}` }, status);
  return make("a", { class: `status ${status}`, href: `#claim/${claim}` }, status);
}

/**
 * Returns the element of the page that has an id.
 * @param {string} id
 */
export function byId(id) {
  const found = document.getElementById(id);
  if (!found) throw new Error(`The page has no #${id}.`);
  return found;
}
