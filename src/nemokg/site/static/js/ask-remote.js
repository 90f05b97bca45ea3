// Asks the endpoint of the server that the page comes from, where it has one.
import { Stopped } from "./ask-session.js";

const ACCEPTED = "application/sparql-results+json, application/ld+json;q=0.9";
const LIMITS = [413, 429, 503];

/** Returns the address of the endpoint, or nothing where the page is files alone. */
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

  /** Nothing is to be loaded. */
  async open() {}

  /**
   * Returns the answer to a query; throws Stopped after `limit` seconds and at the limits of the
   * server, Error where the query has a fault. The server knows the prefixes and the grammar.
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

  /** Leaves the running query, which ends it at the server too. */
  stop(message = "The query was stopped.") {
    this.#control?.abort(new Stopped(message));
  }
}
