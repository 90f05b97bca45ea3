// Zooming and panning: the drawing is in a scrolling region, so that arrow keys, touch and scroll bars
// pan it natively; dragging with a mouse does the same.
import { byId } from "./dom.js";

const STEP = 1.25;
const SMALLEST = 0.1;
const LARGEST = 4;
const READABLE = 0.5; // text of 7 pixels
const DRAGGED = 4; // pixels that make a click a drag

/** @typedef {{ centre(element: Element, atOnce?: boolean): void, refit(): void }} Zoom */

/**
 * Makes a drawing zoomable and pannable.
 * @param {HTMLElement} canvas
 * @param {SVGSVGElement} svg
 * @returns {Zoom}
 */
export function zoomable(canvas, svg) {
  const natural = svg.viewBox.baseVal;
  const shown = byId("graph-zoom");
  let whole = false;

  /** @param {number} scale */
  const resize = (scale) => {
    const kept = Math.min(Math.max(scale, SMALLEST), LARGEST);
    svg.style.width = `${natural.width * kept}px`;
    shown.textContent = `${Math.round(kept * 100)} %`;
  };
  const scale = () => svg.getBoundingClientRect().width / natural.width;
  /**
   * Zooms around a point of the window, which stays in place.
   * @param {number} wanted
   * @param {{ x: number, y: number }} point
   */
  const zoom = (wanted, point = middle(canvas)) => {
    whole = false;
    const before = svg.getBoundingClientRect();
    const across = (point.x - before.left) / before.width;
    const down = (point.y - before.top) / before.height;
    resize(wanted);
    const after = svg.getBoundingClientRect();
    canvas.scrollLeft += after.left + across * after.width - point.x;
    canvas.scrollTop += after.top + down * after.height - point.y;
  };
  const fit = () => {
    resize(Math.min(canvas.clientWidth / natural.width, canvas.clientHeight / natural.height));
    whole = true;
  };
  const actions = {
    "graph-in": () => zoom(scale() * STEP),
    "graph-out": () => zoom(scale() / STEP),
    "graph-fit": fit,
    "graph-full": () => zoom(1),
  };
  for (const [id, act] of Object.entries(actions)) byId(id).addEventListener("click", act);
  const keys = /** @type {Record<string, () => void>} */ ({
    "+": actions["graph-in"],
    "=": actions["graph-in"],
    "-": actions["graph-out"],
    0: fit,
    1: actions["graph-full"],
  });
  canvas.addEventListener("keydown", (event) => {
    const act = event.ctrlKey || event.metaKey || event.altKey ? undefined : keys[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });
  canvas.addEventListener(
    "wheel",
    (event) => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      const pixels = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? event.deltaY * 16 : event.deltaY;
      const bounded = Math.min(Math.max(pixels, -100), 100);
      zoom(scale() * Math.exp(-bounded / 300), { x: event.clientX, y: event.clientY });
    },
    { passive: false }
  );
  pinchable(canvas, scale, zoom);
  draggable(canvas);
  resize(Math.max(canvas.clientWidth / natural.width, READABLE));
  return {
    centre: (element, atOnce) => centre(canvas, element, atOnce),
    refit: () => {
      if (whole) fit();
    },
  };
}

/** @param {HTMLElement} canvas */
function middle(canvas) {
  const box = canvas.getBoundingClientRect();
  return { x: box.left + canvas.clientWidth / 2, y: box.top + canvas.clientHeight / 2 };
}

/**
 * @param {HTMLElement} canvas
 * @param {() => number} scale
 * @param {(wanted: number, point: { x: number, y: number }) => void} zoom
 */
function pinchable(canvas, scale, zoom) {
  let start = { distance: 0, scale: 1 };
  /** @param {TouchEvent} event */
  const fingers = (event) => {
    const [one, other] = /** @type {[Touch, Touch]} */ ([...event.touches]);
    const [width, height] = [one.clientX - other.clientX, one.clientY - other.clientY];
    const point = { x: (one.clientX + other.clientX) / 2, y: (one.clientY + other.clientY) / 2 };
    return { distance: Math.hypot(width, height) || 1, point };
  };
  // Two-finger gestures are withheld from the browser, which would zoom the page; one finger scrolls.
  canvas.addEventListener(
    "touchstart",
    (event) => {
      if (event.touches.length !== 2) return;
      event.preventDefault();
      start = { distance: fingers(event).distance, scale: scale() };
    },
    { passive: false }
  );
  canvas.addEventListener(
    "touchmove",
    (event) => {
      if (event.touches.length !== 2) return;
      event.preventDefault();
      const { distance, point } = fingers(event);
      zoom((start.scale * distance) / start.distance, point);
    },
    { passive: false }
  );
}

/** @param {HTMLElement} canvas */
function draggable(canvas) {
  /** @type {{ x: number, y: number, left: number, top: number } | undefined} */
  let from;
  let dragged = false;
  canvas.addEventListener("dragstart", (event) => event.preventDefault());
  canvas.addEventListener("pointerdown", (event) => {
    if (event.pointerType !== "mouse" || event.button !== 0) return;
    from = { x: event.clientX, y: event.clientY, left: canvas.scrollLeft, top: canvas.scrollTop };
    dragged = false;
  });
  addEventListener("pointermove", (event) => {
    if (!from) return;
    const [right, down] = [event.clientX - from.x, event.clientY - from.y];
    dragged ||= Math.hypot(right, down) > DRAGGED;
    if (dragged) canvas.scrollTo({ left: from.left - right, top: from.top - down, behavior: "instant" });
  });
  addEventListener("pointerup", () => (from = undefined));
  // The end of a drag is not a click on what is under the pointer.
  canvas.addEventListener(
    "click",
    (event) => {
      if (!dragged || event.detail === 0) return;
      event.preventDefault();
      event.stopPropagation();
    },
    { capture: true }
  );
}

/**
 * Scrolls the drawing until an element is in the centre.
 * @param {HTMLElement} canvas
 * @param {Element} element
 * @param {boolean} atOnce
 */
function centre(canvas, element, atOnce = matchMedia("(prefers-reduced-motion: reduce)").matches) {
  const box = element.getBoundingClientRect();
  const goal = middle(canvas);
  canvas.scrollBy({
    left: box.left + box.width / 2 - goal.x,
    top: box.top + box.height / 2 - goal.y,
    behavior: atOnce ? "instant" : "smooth",
  });
}
