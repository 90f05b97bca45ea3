// Runs SPARQL with Oxigraph outside the page, so that the page can stop it at any time.
import init, { Store } from "../vendor/oxigraph/web.js";

/** @type {Store | undefined} */
let store;

addEventListener("message", async ({ data }) => {
  try {
    if (data.type === "open") {
      await init({ module_or_path: data.engine });
      store = new Store();
      store.load(data.turtle, { format: "text/turtle", no_transaction: true });
      postMessage({ type: "ready" });
    } else if (store) {
      // Bindings for SELECT and ASK, expanded JSON-LD for CONSTRUCT and DESCRIBE.
      const answer = store.query(data.text, { results_format: "json" });
      postMessage({ type: "answer", id: data.id, answer });
    }
  } catch (error) {
    postMessage({ type: "failure", id: data.id, message: String(error).replace(/^Error: /, "") });
  }
});
