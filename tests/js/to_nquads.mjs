// Prints as N-Quads what jsonld.js reads from a JSON-LD file. Whoever refers to the published context
// gets the file that is given for it; nothing else is loaded.
import { readFile } from "node:fs/promises";
import jsonld from "jsonld";

const [file, iri, context] = process.argv.slice(2);
const read = async (name) => JSON.parse(await readFile(name, "utf8"));
const documentLoader = async (url) => {
  if (url !== iri) throw new Error(`asked for ${url}`);
  return { contextUrl: null, documentUrl: url, document: await read(context) };
};
const quads = await jsonld.toRDF(await read(file), {
  format: "application/n-quads",
  documentLoader,
});
process.stdout.write(quads);
