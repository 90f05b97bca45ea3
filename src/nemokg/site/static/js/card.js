// The card next to the drawing: a title bar with buttons, and details of a node or claim.
import { byId } from "./dom.js";

/**
 * Sets up the card; `closed` is called when the reader closes it.
 * @param {() => void} closed
 */
export function card(closed) {
  const box = byId("graph-card");
  const stage = byId("graph-stage");
  const title = byId("graph-card-title");
  const body = byId("graph-card-body");
  const collapse = byId("graph-card-collapse");

  /** @param {boolean} folded */
  const fold = (folded) => {
    body.hidden = folded;
    stage.classList.toggle("folded", folded);
    collapse.setAttribute("aria-expanded", String(!folded));
  };
  collapse.addEventListener("click", () => fold(!body.hidden));
  byId("graph-card-close").addEventListener("click", closed);
  for (const region of [box, byId("graph-canvas")]) {
    region.addEventListener("keydown", (event) => {
      if (event.key === "Escape") closed();
    });
  }
  return {
    /**
     * Shows something under a heading.
     * @param {string} heading
     * @param {Node[]} contents
     */
    open(heading, contents) {
      title.textContent = heading;
      body.replaceChildren(...contents);
      body.scrollTop = 0;
      box.hidden = false;
      stage.classList.add("with-card");
      fold(false);
    },
    close() {
      box.hidden = true;
      stage.classList.remove("with-card", "folded");
    },
    focus() {
      title.focus({ preventScroll: true });
      box.scrollIntoView({ block: "nearest" });
    },
  };
}
