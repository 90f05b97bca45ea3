// What a distillation computes: demos that compute it live, or the mathematics.
import { element } from "./controls.js";
import { start as startDirections } from "./directions.js";
import { decoded, onRoute } from "./router.js";
import { start as startWriters } from "./writers.js";

/** Starts the section: the choice of demos or mathematics, and both demos. */
export function start() {
  const picture = element("distillation-picture", HTMLElement);
  const mathematics = element("distillation-mathematics", HTMLElement);
  const choice = element("distillation-view", HTMLFieldSetElement);
  const show = () => {
    const chosen = choice.querySelector("input:checked");
    const formulas = chosen instanceof HTMLInputElement && chosen.value === "mathematics";
    picture.hidden = formulas;
    mathematics.hidden = !formulas;
    mathematics.classList.toggle("chosen", formulas);
  };
  choice.addEventListener("change", show);
  show(); // a page that was left and come back to keeps its choice
  onRoute("equation/", (name) => {
    const equation = document.getElementById(`equation/${decoded(name)}`);
    if (!equation) return;
    for (const input of choice.querySelectorAll("input")) input.checked = input.value === "mathematics";
    show();
    equation.scrollIntoView();
  });
  startDirections();
  startWriters();
}
