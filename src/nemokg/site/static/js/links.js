// Where the resources of the dataset are found in the site.

/** @type {[string, string][]} prefixes and namespaces, the longest first */
let namespaces = [];
const BASE = "https://w3id.org/nemokg/";
// These are shown in the page itself; the others have pages of their own.
const IN_PAGE = /^(?:model|claim)\//;
// Longer names have pages of other names (nemokg.site.paths); their IRIs lead there.
const PAGED = /^[a-z-]+\/[A-Za-z0-9-]{1,200}$/;

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
  const place = inDataset(iri);
  const address = IN_PAGE.test(place) ? `#${place}` : pageAddress(iri);
  if (!address) return undefined;
  const link = document.createElement("a");
  link.textContent = compact(iri);
  link.href = address;
  return link;
}

/**
 * Returns the path of the page of a resource, or its IRI if that is an address of the web, or nothing.
 * @param {string} iri
 */
export function pageAddress(iri) {
  const place = inDataset(iri);
  if (PAGED.test(place) && !("single" in document.documentElement.dataset)) return `${place}.html`;
  return /^https?:\/\//i.test(iri) ? iri : "";
}

/** Returns what an IRI of the dataset has behind its base. @param {string} iri */
function inDataset(iri) {
  return iri.startsWith(BASE) ? iri.slice(BASE.length) : "";
}
