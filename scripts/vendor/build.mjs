// Writes the libraries that the explorer ships, and vendor.json with their versions and digests.
// Usage: npm ci --ignore-scripts && node build.mjs (or `make vendor` in the root of the project).
import { createHash } from "node:crypto";
import { copyFileSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const packages = join(here, "node_modules");
const target = join(here, "../../src/nemokg/site/static/vendor");
const LICENCE = /^licen[cs]e/i;

/** @param {string} name */
const manifest = (name) => JSON.parse(readFileSync(join(packages, name, "package.json"), "utf8"));

/** @param {string} folder */
function emptied(folder) {
  rmSync(join(target, folder), { recursive: true, force: true });
  mkdirSync(join(target, folder), { recursive: true });
  return join(target, folder);
}

function oxigraph() {
  const folder = emptied("oxigraph");
  for (const file of ["web.js", "web.d.ts", "web_bg.wasm"]) {
    copyFileSync(join(packages, "oxigraph", file), join(folder, file));
  }
  // The package is under MIT or Apache-2.0 and carries neither text; that of Apache-2.0 is ours too.
  copyFileSync(join(here, "../../LICENSE"), join(folder, "LICENSE"));
  const { version } = manifest("oxigraph");
  return { name: "oxigraph", version, licence: "Apache-2.0 (of: MIT OR Apache-2.0)", parts: [] };
}

async function codemirror() {
  const folder = emptied("codemirror");
  const result = await build({
    entryPoints: [join(here, "editor.js")],
    outfile: join(folder, "codemirror.js"),
    bundle: true,
    format: "esm",
    legalComments: "none",
    metafile: true,
    minify: true,
    target: "es2022",
  });
  const inputs = Object.keys(result.metafile.inputs).map(
    (path) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1]
  );
  const parts = [...new Set(inputs)].filter((name) => name !== undefined).sort();
  const texts = parts.map((name) => {
    const file = readdirSync(join(packages, name)).find((entry) => LICENCE.test(entry));
    if (!file) throw new Error(`${name} has no licence file: look before shipping it`);
    return `${name} ${manifest(name).version}\n\n${readFileSync(join(packages, name, file), "utf8")}`;
  });
  writeFileSync(join(folder, "LICENSE"), texts.join("\n----\n\n"));
  const { version } = manifest("@codemirror/view");
  const used = parts.map((name) => `${name}@${manifest(name).version}`);
  return { name: "codemirror", version, licence: "MIT", parts: used };
}

/** @param {string} folder */
function digests(folder) {
  const names = readdirSync(join(target, folder)).sort();
  return Object.fromEntries(
    names.map((name) => {
      const content = readFileSync(join(target, folder, name));
      return [`${folder}/${name}`, createHash("sha256").update(content).digest("hex")];
    })
  );
}

const file = join(target, "vendor.json");
let kept = [];
try {
  kept = JSON.parse(readFileSync(file, "utf8"));
} catch (error) {
  if (/** @type {NodeJS.ErrnoException} */ (error).code !== "ENOENT") throw error;
}
const made = [oxigraph(), await codemirror()].map((entry) => ({
  ...entry,
  files: digests(entry.name),
}));
// Libraries that come by another road stand in the same list.
const others = kept.filter((entry) => !made.some(({ name }) => name === entry.name));
const listed = [...made, ...others].sort((a, b) => (a.name < b.name ? -1 : 1));
writeFileSync(file, JSON.stringify(listed, null, 2) + "\n");
