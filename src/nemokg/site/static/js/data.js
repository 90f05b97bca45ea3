// Where the page finds its data, libraries and workers: next to it, or inside it in the single file.

/** @typedef {{ bytes(path: string): Promise<Blob>, url(path: string): string }} Packed */

/** The single-file build puts its content here before any module runs. */
const packed = /** @type {{ packed?: Packed }} */ (globalThis).packed;
const ROOT = new URL("../", import.meta.url.startsWith("blob:") ? document.baseURI : import.meta.url);
/** @type {Map<string, Promise<any>>} */
const loaded = new Map();

/**
 * Returns a file of the site, by its path below the root.
 * @param {string} path
 * @returns {Promise<Response>}
 */
export async function asset(path) {
  if (packed) return new Response(await packed.bytes(path));
  const response = await fetch(new URL(path, ROOT));
  if (!response.ok) throw new Error(`${path} could not be loaded (${response.status}).`);
  return response;
}

/**
 * Returns a module of the site, by its path below the root.
 * @param {string} path
 * @returns {Promise<any>}
 */
export function module(path) {
  return import(packed ? packed.url(path) : new URL(path, ROOT).href);
}

/**
 * Starts a worker, by the name of its module. A page from disk may not start a module as a worker, so
 * the single file has a script that imports it.
 * @param {string} name
 * @returns {Worker}
 */
export function worker(name) {
  const path = `js/${name}.js`;
  return packed ? new Worker(packed.url(path)) : new Worker(new URL(path, ROOT), { type: "module" });
}

/**
 * Returns parsed data by name: from the page if they are embedded, otherwise from `data/NAME.json`.
 * @param {string} name
 * @returns {Promise<any>}
 */
export function load(name) {
  const known = loaded.get(name);
  if (known) return known;
  const found = parsed(name);
  loaded.set(name, found);
  found.catch(() => loaded.delete(name)); // so that the next call tries again
  return found;
}

/** @param {string} name */
async function parsed(name) {
  const embedded = document.getElementById(`data-${name}`);
  if (embedded) return JSON.parse(embedded.textContent);
  return (await asset(`data/${name}.json`)).json();
}
