// Where the resources of the dataset are found in the site.
import { load } from "./data.js";

/** @type {[string, string][]} prefixes and namespaces, the longest first */
let namespaces = [];
const BASE = "https://w3id.org/nemokg/";
// These are shown in the page itself; the others have pages of their own.
const IN_PAGE = /^(?:model|claim)\//;
// Longer names have pages of other names (nemokg.site.paths); their IRIs lead there.
const PAGED = /^[a-z-]+\/[A-Za-z0-9-]{1,200}$/;

/** @type {Record<string, string>} the pages of resources outside the base, by IRI */
let outside = {};

/** Learns which resources outside the base have pages; until then, their IRIs lead to the web. */
export async function loadPages() {
  outside = await load("pages");
}

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

/** Returns the local name of an IRI. @param {string} iri */
export function local(iri) {
  return iri.slice(Math.max(iri.lastIndexOf("/"), iri.lastIndexOf("#")) + 1);
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
  const page = PAGED.test(place) ? `${place}.html` : Object.hasOwn(outside, iri) && outside[iri];
  if (page && !("single" in document.documentElement.dataset)) return page;
  return /^https?:\/\//i.test(iri) ? iri : "";
}

/** Returns what an IRI has behind the base. @param {string} iri */
function inDataset(iri) {
  return iri.startsWith(BASE) ? iri.slice(BASE.length) : "";
}
