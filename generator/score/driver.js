/* Gives the search's scripts what a page has, out of a folder, and asks them: names, then each query in a page of its own (Cold: compressed bytes of data before
   the first hits), behind another one (Second: the same), then all in one page (Later: the same, and a line of JSON for each as it comes; First, All: milliseconds to the first hits and to all, with the data read). */
const fs = require("fs"), vm = require("vm"), zlib = require("zlib"), path = require("path"), crypto = require("crypto");
const input = JSON.parse(fs.readFileSync(0, "utf8")), sizes = {};
function open() {
  const seen = {}, had = new Set(), page = { bytes: 0 }, window = {};
  const context = vm.createContext({ window, console, atob, setTimeout, performance, document: { querySelector: () => ({ dataset: { root: "" } }) } });
  const load = text => vm.runInContext("var baogao = window.baogao, baogaoSearch = window.baogaoSearch;" + text, context);
  window.baogao = {
    run: (file, again) => !again && seen[file] || (seen[file] = (async () => {
      if (input.Scripts[file]) { load(input.Scripts[file]); return; }
      const data = fs.readFileSync(path.join(input.Folder, file), "utf8");
      if (!had.has(file)) page.bytes += sizes[file] = sizes[file] || zlib.gzipSync(data, { level: 9 }).length; // else the browser has it
      had.add(file);
      load(data);
    })())
  };
  load(input.Scripts["fold.js"]);
  load(input.Scripts["search.js"]);
  page.named = async text => (await window.baogao.named(text)).map(n => n.url);
  page.ask = async (text, stop) => {
    const start = performance.now(), from = page.bytes;
    let first = 0, bytes = 0;
    const hits = await window.baogao.search(text, (some, done) => {
      if (!first && (some.length || done)) { first = performance.now() - start; bytes = page.bytes - from; return !stop; }
    });
    return { hits, first, bytes, all: performance.now() - start };
  };
  return page;
}
(async () => {
  const page = open();
  await page.ask("的");
  for (const q of input.Names) process.stdout.write(JSON.stringify({ URLs: await page.named(q) }) + "\n");
  const all = input.Queries;
  for (let i = 0; i < all.length; i++) {
    const q = all[i], second = open();
    await second.ask(all[(i + Math.ceil(all.length / 2) + 1) % all.length], true);
    const cold = await open().ask(q, true), next = await second.ask(q, true), whole = await page.ask(q), warm = await page.ask(q + " "), again = await page.ask(q);
    process.stdout.write(JSON.stringify({ URLs: whole.hits.map(h => h.url), Sum: crypto.createHash("sha256").update(JSON.stringify(whole.hits)).digest("hex"), Cold: cold.bytes, Second: next.bytes, Later: whole.bytes, First: warm.first, All: warm.all, Again: again.all }) + "\n");
  }
})();
