// Queries the SPARQL endpoint of the server that the page comes from, if it has one.
import { Stopped } from "./ask-session.js";

const ACCEPTED = "application/sparql-results+json, application/ld+json;q=0.9";
const LIMITS = [413, 429, 503];

/** Returns the URL of the endpoint, or nothing if the page is only files. */
export function endpoint() {
  const told = /** @type {HTMLMetaElement | null} */ (
    document.querySelector('meta[name="sparql-endpoint"]')
  );
  return told ? new URL(told.content, document.baseURI).href : "";
}

export class Remote {
  #address;
  /** @type {AbortController | undefined} */
  #control;

  /** @param {string} address */
  constructor(address) {
    this.#address = address;
  }

  /** There is nothing to load. */
  async open() {}

  /**
   * Returns the answer to a query; throws Stopped after `limit` seconds or at the limits of the
   * server, Error if the query is invalid. The server knows the prefixes and the grammar.
   * @param {string} text
   * @param {number} limit
   * @param {import("./ask-session.js").Language} _language
   * @returns {Promise<import("./answer.js").Answer>}
   */
  async ask(text, limit, _language) {
    const control = new AbortController();
    this.#control = control;
    const overdue = new Stopped(`The query took longer than ${limit} s and was stopped.`);
    const clock = setTimeout(() => control.abort(overdue), limit * 1000);
    try {
      const response = await fetch(this.#address, {
        method: "POST",
        headers: { Accept: ACCEPTED, "Content-Type": "application/sparql-query" },
        body: text,
        signal: control.signal,
      });
      const answer = await response.json();
      if (response.ok) return answer;
      throw LIMITS.includes(response.status) ? new Stopped(answer.error) : new Error(answer.error);
    } finally {
      clearTimeout(clock);
    }
  }

  /** Abandons the running query, which also stops it on the server. */
  stop(message = "The query was stopped.") {
    this.#control?.abort(new Stopped(message));
  }
}
