// Sliders with their values, numbers as text, and announcements that are not repeated endlessly.

const PAUSE = 700;
const shortened = new Intl.NumberFormat("en", { maximumFractionDigits: 2, minimumFractionDigits: 2 });

/**
 * @param {number} value
 * @returns {string}
 */
export function number(value) {
  return shortened.format(Math.abs(value) < 0.005 ? 0 : value).replace("-", "−");
}

/**
 * @param {number} share
 * @returns {string}
 */
export function percent(share) {
  return `${(100 * share).toFixed(share < 0.1 ? 1 : 0)} %`;
}

/**
 * Returns an element of the page, which must exist.
 * @template {Element} T
 * @param {string} id
 * @param {new () => T} kind
 * @returns {T}
 */
export function element(id, kind) {
  const found = document.getElementById(id);
  if (!(found instanceof kind)) throw new Error(`The page has no ${kind.name} "${id}".`);
  return found;
}

/**
 * Calls back with the values of the sliders in a form, by name, whenever one moves.
 * @param {HTMLFormElement} form
 * @param {(values: Record<string, number>) => void} changed
 */
export function sliders(form, changed) {
  const inputs = [...form.querySelectorAll("input")].filter(({ type }) => type === "range");
  const read = () => {
    for (const input of inputs) {
      const shown = document.getElementById(`${input.id}-value`);
      const unit = input.dataset["unit"] ?? "";
      if (shown) shown.textContent = `${input.value.replace("-", "−")}${unit}`;
    }
    changed(Object.fromEntries(inputs.map((input) => [input.name, input.valueAsNumber])));
  };
  for (const input of inputs) input.addEventListener("input", read);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(read)); // the values are set after the event
  read();
}

/**
 * Returns a function that shows a text at once, and puts it into the live region next to it when it
 * has not changed for a while: a screen reader then reads only what it has time for.
 * @param {string} form
 * @returns {(text: string) => void}
 */
export function announcer(form) {
  const seen = element(`${form}-seen`, HTMLElement);
  const said = element(`${form}-said`, HTMLElement);
  let timer = 0;
  return (text) => {
    if (seen.textContent === text) return;
    seen.textContent = text;
    clearTimeout(timer);
    timer = setTimeout(() => (said.textContent = text), PAUSE);
  };
}
