// Curves as SVG paths, in the coordinates of a plot.

/** @typedef {{ left: number, right: number, top: number, bottom: number }} Box */
/** @typedef {(value: number) => number} Scale */

/**
 * Returns the linear map from one interval to another.
 * @param {[number, number]} from
 * @param {[number, number]} to
 * @returns {Scale}
 */
export function scale([low, high], [start, end]) {
  return (value) => start + ((value - low) / (high - low)) * (end - start);
}

/**
 * Returns the path through points.
 * @param {[number, number][]} points
 */
export function line(points) {
  return points.map(([x, y], i) => `${i ? "L" : "M"}${x.toFixed(1)} ${y.toFixed(1)}`).join("");
}

/**
 * Returns the path of the area between points and a height.
 * @param {[number, number][]} points
 * @param {number} base
 */
export function area(points, base) {
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last) return "";
  return `${line([[first[0], base], ...points, [last[0], base]])}Z`;
}

/**
 * Returns an element of SVG.
 * @param {string} name
 * @param {Record<string, string | number>} attributes
 * @param {string} text
 */
export function svg(name, attributes, text = "") {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  made.textContent = text;
  return made;
}
