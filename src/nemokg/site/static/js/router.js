// The part of the address after "#" says what is shown: deep links and the back button rely on it.

/** @typedef {(rest: string) => void} Handler */

/** @type {Map<string, Handler>} */
const routes = new Map();

/**
 * Calls a handler whenever the address matches a route, and at once if it does so now. A route that ends
 * with a slash matches everything that begins with it, and its handler gets the rest.
 * @param {string} route
 * @param {Handler} handler
 */
export function onRoute(route, handler) {
  if (routes.size === 0) addEventListener("hashchange", follow);
  routes.set(route, handler);
  const rest = matched(route, location.hash.slice(1));
  if (rest !== undefined) handler(rest);
}

/**
 * Goes to an address; what was shown before is one step back.
 * @param {string} hash
 */
export function go(hash) {
  if (location.hash.slice(1) === hash) follow();
  else location.hash = hash;
}

/** Returns a name out of an address as it was before it was encoded. @param {string} text */
export function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function follow() {
  const hash = location.hash.slice(1);
  for (const [route, handler] of routes) {
    const rest = matched(route, hash);
    if (rest !== undefined) handler(rest);
  }
}

/**
 * @param {string} route
 * @param {string} hash
 */
function matched(route, hash) {
  if (route.endsWith("/")) return hash.startsWith(route) ? hash.slice(route.length) : undefined;
  return hash === route ? "" : undefined;
}
