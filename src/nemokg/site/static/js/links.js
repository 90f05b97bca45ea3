// Where the resources of the dataset are found in the site.

/** @type {[string, string][]} prefixes and namespaces, the longest first */
let namespaces = [];
const BASE = "https://w3id.org/nemokg/";
// These are shown in the page itself; the others have pages of their own.
const IN_PAGE = /^(?:model|claim)\//;
const PAGED = /^[a-z-]+\/[A-Za-z0-9-]+$/;

/** @param {Record<string, string>} prefixes */
export function setPrefixes(prefixes) {
  namespaces = Object.entries(prefixes).sort((a, b) => b[1].length - a[1].length);
}

/**
 * Returns the prefixed name of an IRI, or the IRI if no prefix fits.
 * @param {string} iri
 */
export function compact(iri) {
  const [prefix, namespace] = namespaces.find(([, each]) => iri.startsWith(each)) ?? [];
  return prefix && namespace ? `${prefix}:${iri.slice(namespace.length)}` : iri;
}

/**
 * Returns a link to what an IRI names, or nothing if a browser cannot follow it.
 * @param {string} iri
 */
export function anchor(iri) {
  const place = iri.startsWith(BASE) ? iri.slice(BASE.length) : "";
  const link = document.createElement("a");
  link.textContent = compact(iri);
  if (IN_PAGE.test(place)) link.href = `#${place}`;
  else if (PAGED.test(place) && !("single" in document.documentElement.dataset)) link.href = `${place}.html`;
  else if (/^https?:/.test(iri)) link.href = iri;
  else return undefined;
  return link;
}
