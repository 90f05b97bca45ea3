// One worker that holds the dataset, replaced when a query takes too long or is stopped.
import { asset, worker as make } from "./data.js";
import { explained, prologue, unshifted } from "./sparql.js";

const STOPPED = "The query was stopped.";

/** @typedef {{ prefixes: Record<string, string>, grammar: import("./sparql.js").Grammar }} Language */

/** A query that was stopped before it had an answer. */
export class Stopped extends Error {}

export class Session {
  /** @type {Promise<[WebAssembly.Module, string]> | undefined} */
  #parts;
  /** @type {Promise<Worker> | undefined} */
  #worker;
  /** @type {((reason: Error) => void) | undefined} */
  #stop;
  #queries = 0;

  /** Loads the engine and the dataset, once, and starts a worker that holds them. */
  open() {
    this.#parts ??= parts();
    this.#worker ??= this.#parts.then(([engine, turtle]) => started(engine, turtle));
    return this.#worker;
  }

  /**
   * Returns the answer to a query, which may use the prefixes of the dataset without declaring them;
   * throws Stopped after `limit` seconds, Error if the query is invalid.
   * @param {string} text
   * @param {number} limit
   * @param {Language} language
   * @returns {Promise<import("./answer.js").Answer>}
   */
  async ask(text, limit, { prefixes, grammar }) {
    const worker = await this.open();
    const id = ++this.#queries;
    const declared = prologue(text, prefixes);
    return new Promise((resolve, reject) => {
      const overdue = `The query took longer than ${limit} s and was stopped.`;
      const clock = setTimeout(() => this.stop(overdue), limit * 1000);
      const settled = () => {
        clearTimeout(clock);
        worker.removeEventListener("message", answered);
        this.#stop = undefined;
      };
      /** @param {MessageEvent} event */
      const answered = ({ data }) => {
        if (data.id !== id) return;
        settled();
        if (data.type === "answer") resolve(JSON.parse(data.answer));
        else reject(new Error(explained(text, prefixes, grammar) || unshifted(data.message, declared.length)));
      };
      this.#stop = (reason) => {
        settled();
        worker.terminate();
        this.#worker = undefined;
        reject(reason);
      };
      worker.addEventListener("message", answered);
      worker.postMessage({ type: "query", id, text: declared + text });
    });
  }

  /** Stops the running query, and the worker with it; the next query starts another worker. */
  stop(message = STOPPED) {
    this.#stop?.(new Stopped(message));
  }
}

/** @returns {Promise<[WebAssembly.Module, string]>} */
async function parts() {
  const engine = asset("vendor/oxigraph/web_bg.wasm");
  const turtle = asset("data/nemokg.ttl");
  return [
    await WebAssembly.compile(await (await engine).arrayBuffer()),
    await (await turtle).text(),
  ];
}

/**
 * @param {WebAssembly.Module} engine
 * @param {string} turtle
 * @returns {Promise<Worker>}
 */
function started(engine, turtle) {
  const worker = make("ask-worker");
  return new Promise((resolve, reject) => {
    worker.addEventListener("error", () => reject(new Error("The SPARQL engine did not start.")));
    worker.addEventListener("message", ({ data }) => {
      if (data.type === "ready") resolve(worker);
      else if (!data.id) reject(new Error(data.message));
    });
    worker.postMessage({ type: "open", engine, turtle });
  });
}
