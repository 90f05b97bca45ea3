// Citations of claims, for copying.
import { button, make } from "./dom.js";
import { load } from "./data.js";

/** @typedef {import("./types.js").Citation} Citation */

/** @type {[string, keyof Citation][]} */
const FORMS = [
  ["text", "text"],
  ["BibTeX", "bibtex"],
  ["CSL-JSON", "csl-json"],
];

/**
 * Returns buttons that copy citations of a claim; a text that cannot be copied is shown, selected.
 * @param {string} name
 * @param {string} iri
 */
export function citing(name, iri) {
  const said = make("p", { role: "status", class: "note" });
  const shown = make("textarea", { readonly: "", rows: "6", "aria-label": "Citation" });
  shown.hidden = true;
  /**
   * @param {string} label
   * @param {() => Promise<string>} find
   */
  const copying = (label, find) =>
    button(`Copy ${label}`, async () => {
      shown.hidden = true;
      try {
        const text = await find();
        if (await copied(text)) {
          said.textContent = `${label[0]?.toUpperCase()}${label.slice(1)} copied.`;
          return;
        }
        said.textContent = "Press ctrl or ⌘ + C to copy.";
        shown.value = text;
        shown.hidden = false;
        shown.focus();
        shown.select();
      } catch {
        said.textContent = "The citations could not be loaded.";
      }
    });
  const buttons = FORMS.map(([label, form]) =>
    copying(label, async () => {
      const citation = (await load("citations"))[name];
      if (!citation) throw new Error(`There is no citation of ${name}.`);
      return citation[form];
    })
  );
  buttons.push(copying("IRI", async () => iri));
  return make("div", {}, make("p", { class: "card-kinds" }, ...buttons), said, shown);
}

/** Returns whether a text could be copied, which not every browser and page allows. @param {string} text */
async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
