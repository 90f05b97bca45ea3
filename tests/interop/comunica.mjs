// Answers SPARQL queries with Comunica. Standard input has a JSON object: files, and queries by name.
// Standard output gets their answers by name, in SPARQL's own JSON.
import { readFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { QueryEngine } from '@comunica/query-sparql-file';
import { Parser, Store } from 'n3';

const { files, queries } = JSON.parse(await text(process.stdin));
const store = new Store();
for (const file of files) {
  store.addQuads(new Parser().parse(readFileSync(file, 'utf8')));
}
const engine = new QueryEngine();
const answers = {};
for (const [name, query] of Object.entries(queries)) {
  try {
    const result = await engine.query(query, { sources: [store] });
    const { data } = await engine.resultToString(result, 'application/sparql-results+json');
    answers[name] = await text(data);
  } catch (error) {
    answers[name] = `error: ${error.message}`;
  }
}
// The engine keeps timers, which would keep the process.
process.stdout.write(JSON.stringify(answers), () => process.exit(0));
