/* Measures the site's search and others in Chromium, over the same pages and queries: node bench.mjs FOLDER PAGES. The folder is written by
   `go run ./generator/score -write`: pages/ as HTML, ours/ with scripts and data, built.json what they cost, queries.json with the pages that a scan finds.
   docs/search-bench.md says what the columns are. */
import { chromium } from "playwright-core";
import { createServer } from "node:http";
import { readFileSync, writeFileSync, statSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { join, extname } from "node:path";
import { pathToFileURL } from "node:url";
import { engines, files } from "./engines.mjs";

const [folder, pages] = process.argv.slice(2), queries = JSON.parse(readFileSync(join(folder, "queries.json"), "utf8"));
const ROUND = 150, LINE = 1.6e6 / 8, FIRST = 5, TIMES = 2, OFTEN = 5, LONG = 15_000; // queries that are asked of an empty page, each so often; what takes long is asked once
const packed = /\.(pf_\w+|pagefind)$/; // compressed already
const isolated = { "cross-origin-opener-policy": "same-origin", "cross-origin-embedder-policy": "require-corp" }; // else its clock has steps of 0.1 ms
const types = { ".js": "text/javascript", ".html": "text/html; charset=utf-8", ".json": "application/json", ".wasm": "application/wasm" };
const page = (e, of) => `<!doctype html><html lang="${e.lang}"><meta charset="utf-8"><title>bench</title><link rel="icon" href="data:,">${e[of](folder)}<p>`;
const kinds = { "bench.html": "head", "open.html": "open" }; // a page for searching, and any other
const zipped = (path, body) => packed.test(path) ? body : gzipSync(body, { level: 9 });

/* The line is in the server, because a worker's requests know nothing of a page's conditions: every answer comes a round trip later, one byte after another. */
let slow = false, free = 0, sent = 0;
const kept = new Map(); // so that compressing costs no time on the line
const server = createServer((request, response) => {
  const path = decodeURIComponent(request.url.split("?")[0]), [, dir, of] = /^\/(\w+)\/(\w+\.html)$/.exec(path) ?? [], engine = kinds[of] && Object.values(engines).find(e => e.dir === dir);
  let body = kept.get(path);
  if (!body) try { kept.set(path, body = zipped(path, engine ? page(engine, kinds[of]) : readFileSync(join(folder, path)))); } catch { response.writeHead(404).end(); return; }
  sent += body.length;
  const now = performance.now();
  if (slow) free = Math.max(free, now + ROUND) + body.length / LINE * 1000;
  setTimeout(() => response.writeHead(200, { "content-type": types[extname(path)] ?? "application/octet-stream", "cache-control": "max-age=600", "content-length": body.length, ...isolated, ...(packed.test(path) ? {} : { "content-encoding": "gzip" }) }).end(body), slow ? free - now : 0);
});
await new Promise(ok => server.listen(0, "127.0.0.1", ok));
const base = `http://127.0.0.1:${server.address().port}/`;
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"] });
const part = (all, p) => [...all].sort((a, b) => a - b)[Math.min(all.length - 1, Math.floor(all.length * p))];
const round = n => n >= 100 ? Math.round(n) : Number(n.toPrecision(2)), both = all => `${round(part(all, .5))} / ${round(part(all, .95))}`;

/* cold asks where nothing of the search has come yet, in milliseconds until the first answer: on an open page since it was asked, or with the page for
   searching since its address was. */
async function cold(engine, query, address, line, opening) {
  let best = { ms: Infinity };
  for (let i = 0; i < TIMES; i++) {
    const context = await browser.newContext(), tab = await context.newPage();
    slow = opening && line;
    if (opening) {
      free = sent = 0;
      await tab.addInitScript(`addEventListener("DOMContentLoaded", () => { window.asked = (${engine.once})(${JSON.stringify(query)}); })`);
    }
    await tab.goto(address + (opening ? "bench.html" : "open.html"), { waitUntil: opening ? "domcontentloaded" : "load", timeout: 300_000 });
    if (!opening) {
      slow = line;
      free = sent = 0;
    }
    const ms = await tab.evaluate(opening ? "window.asked" : `(async () => { const t = performance.now(); return await (${engine.once})(${JSON.stringify(query)}) - t; })()`);
    slow = false;
    await context.close();
    if (ms < best.ms) best = { kB: sent / 1000, ms };
    if (ms > LONG) break;
  }
  return best;
}

/* asking runs in the page: it asks all queries, then again, for how long they take with the data read, and for the same once more: the best of some times, for
   a machine does other things too. A space behind a query makes it another one to whatever remembers answers, and the same to all else. */
const asking = `(async (ask, queries) => {
  const urls = [], first = [], all = [], again = [];
  for (const q of queries) urls.push((await ask(q, true)).urls);
  for (const q of queries) {
    const some = [], same = [];
    for (let i = 1; i < ${OFTEN}; i++) some.push(await ask(q + " ".repeat(i)));
    for (let i = 1; i < ${OFTEN}; i++) same.push((await ask(q + " ")).all);
    first.push(Math.min(...some.map(s => s.first)));
    all.push(Math.min(...some.map(s => s.all)));
    again.push(Math.min(...same));
  }
  return { urls, first, all, again };
})`;
async function answers(engine) {
  const context = await browser.newContext(), tab = await context.newPage(), cdp = await context.newCDPSession(tab), classes = {};
  await tab.goto(base + engine.dir + "/bench.html", { waitUntil: "load", timeout: 300_000 });
  const got = await tab.evaluate(`${asking}(${engine.ask}, ${JSON.stringify(queries.map(q => q.Text))})`);
  queries.forEach((q, i) => {
    const urls = new Set(got.urls[i]), c = classes[q.Class] ??= { queries: 0, exact: 0 };
    c.queries++;
    if (urls.size === q.Pages.length && q.Pages.every(p => urls.has(p))) c.exact++;
  });
  got.urls = null;
  await cdp.send("HeapProfiler.collectGarbage");
  const { usedSize, backingStorageSize = 0 } = await cdp.send("Runtime.getHeapUsage"), heap = (usedSize + backingStorageSize) / 1e6;
  await context.close();
  return { ...got, classes, heap };
}

const sample = queries.filter(q => q.Pages.length).filter((_, i, all) => i % Math.ceil(all.length / FIRST) === 0), classes = {};
async function measure(key, engine, made) {
  const first = [], opened = [], file = [], fileOpened = [], at = base + engine.dir + "/", folderAt = pathToFileURL(join(folder, "ours/")).href;
  for (const q of sample) if (!(first[0]?.ms > LONG)) first.push(await cold(engine, q.Text, at, true));
  for (const q of sample) if (!(first[0]?.ms > LONG)) opened.push((await cold(engine, q.Text, at, true, true)).ms);
  if (key === "ours") {
    for (const [name, of] of Object.entries(kinds)) writeFileSync(join(folder, "ours", name), page(engine, of));
    for (const q of sample) file.push((await cold(engine, q.Text, folderAt, false)).ms);
    for (const q of sample) fileOpened.push((await cold(engine, q.Text, folderAt, false, true)).ms);
  }
  const got = await answers(engine), own = files(join(folder, engine.dir)).filter(f => engine.data(f));
  classes[engine.name] = got.classes;
  const sum = (of, from = Object.values(got.classes)) => from.reduce((n, c) => n + c[of], 0), absent = got.classes.absent;
  const size = own.reduce((n, f) => n + (packed.test(f) ? statSync(f).size : zipped(f, readFileSync(f)).length), 0) / 1e6;
  console.log("| " + [engine.name, pages, (sum("exact") / sum("queries")).toFixed(2), absent ? (absent.exact / absent.queries).toFixed(2) : "–", round(part(first.map(f => f.kB), .5)), round(part(first.map(f => f.ms), .5)), opened.length ? round(part(opened, .5)) : "–",
    both(got.first), both(got.all), round(part(got.again, .95)), round(got.heap), `${round(size)} in ${own.length}`, (made.ms / 1000).toFixed(1), made.MB ? round(made.MB) : "–", file.length ? `${round(part(file, .5))}, ${round(part(fileOpened, .5))}` : "no"].join(" | ") + " |");
}

for (const [key, engine] of Object.entries(engines)) {
  if (process.env.ENGINES && !process.env.ENGINES.split(" ").includes(key)) continue;
  const made = await engine.make(folder);
  if (made.why) { console.log(`| ${engine.name} | ${pages} | ${made.why} |`); continue; }
  try {
    await measure(key, engine, made);
  } catch (e) {
    console.log(`| ${engine.name} | ${pages} | not measured: ${e.message.split("\n")[0]} |`);
  }
}

console.log(`\n| exact, ${pages} pages | ${Object.keys(classes).join(" | ")} |\n| --- |${" --- |".repeat(Object.keys(classes).length)}`);
for (const c of new Set(queries.map(q => q.Class))) console.log(`| ${c} | ${Object.values(classes).map(of => (of[c].exact / of[c].queries).toFixed(2)).join(" | ")} |`);
console.log();
await browser.close();
server.close();
