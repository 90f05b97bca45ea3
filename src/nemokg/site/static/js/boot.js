// In the single file: unpacks what the page contains, and starts the modules. Not a module itself.
{
  /** @type {Map<string, string>} URLs of the modules by path */
  const addresses = new Map();
  /** @type {Map<string, Promise<Blob>>} */
  const unpacked = new Map();

  /**
   * Returns a part of the page by its path within the site, as it was before it was packed.
   * @param {string} path
   * @returns {Promise<Blob>}
   */
  const bytes = (path) => {
    const known = unpacked.get(path) ?? unpack(path);
    unpacked.set(path, known);
    return known;
  };

  /** @param {string} path */
  const unpack = async (path) => {
    const element = document.getElementById(`packed:${path}`);
    if (!element) throw new Error(`${path} is not in this file.`);
    const binary = atob(element.textContent.trim());
    const packed = Uint8Array.from(binary, (character) => character.charCodeAt(0));
    const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
    return new Response(stream).blob();
  };

  /** @param {string} path */
  const url = (path) => addresses.get(path) ?? path;

  Object.assign(globalThis, { packed: { bytes, url } });

  /**
   * Gives each module a URL, once the modules that it imports have theirs.
   * @param {[string, Record<string, string>, string][]} modules
   * @returns {Map<string, string>}
   */
  const address = (modules) => {
    const found = new Map();
    for (const [path, imports, text] of modules) {
      let linked = text;
      for (const [name, imported] of Object.entries(imports)) {
        linked = linked.replaceAll(`"${name}"`, `"${found.get(imported)}"`);
      }
      found.set(path, URL.createObjectURL(new Blob([linked], { type: "text/javascript" })));
    }
    return found;
  };

  /**
   * Returns a worker that creates the URLs of its modules itself, since it cannot use those of a page
   * from disk, and queues messages until the modules have run.
   * @param {[string, Record<string, string>, string][]} modules
   */
  const worker = (modules) => `
    const told = [];
    const keep = (event) => told.push(event.data);
    addEventListener("message", keep);
    const address = ${address};
    import([...address(${JSON.stringify(modules)}).values()].pop()).then(() => {
      removeEventListener("message", keep);
      for (const data of told) dispatchEvent(new MessageEvent("message", { data }));
    });`;

  /** @param {[string, Record<string, string>][]} listed */
  const read = (listed) =>
    Promise.all(
      listed.map(async ([path, imports]) => {
        const text = await (await bytes(path)).text();
        return /** @type {[string, Record<string, string>, string]} */ ([path, imports, text]);
      })
    );

  const start = async () => {
    const { page, workers } = JSON.parse(document.getElementById("packed-modules")?.textContent ?? "");
    for (const [path, modules] of Object.entries(workers)) {
      const blob = new Blob([worker(await read(modules))], { type: "text/javascript" });
      addresses.set(path, URL.createObjectURL(blob));
    }
    for (const [path, found] of address(await read(page))) addresses.set(path, found);
    await import(url("js/main.js"));
  };

  document.addEventListener("DOMContentLoaded", start);
}
