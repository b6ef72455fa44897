/* Measures the site's search and others in Chromium, over the same pages and queries: node bench.mjs FOLDER PAGES. The folder is written by
   `go run ./generator/score -write`: pages/ as HTML, ours/ with scripts and data, queries.json with the pages that a scan finds. Of each engine:
   exact (the very pages), absent strings said to be absent, kB (gzip) and milliseconds before the first result on a slow line (150 ms, 1.6 Mbit/s, an
   empty cache), milliseconds of later queries, memory of the page's JavaScript, the index, the time that it took to build. */
import { chromium } from "playwright-core";
import { execFileSync } from "node:child_process";
import { createServer } from "node:http";
import { readFileSync, writeFileSync, mkdirSync, readdirSync, statSync, existsSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { join, extname } from "node:path";
import { pathToFileURL, fileURLToPath } from "node:url";

const [folder, pages] = process.argv.slice(2), here = fileURLToPath(new URL(".", import.meta.url));
const queries = JSON.parse(readFileSync(join(folder, "queries.json"), "utf8")), built = { ours: Number(readFileSync(join(folder, "built"), "utf8")) };
const ROUND = 150, LINE = 1.6e6 / 8;

function files(dir) {
  return readdirSync(dir, { withFileTypes: true }).flatMap(e => e.isDirectory() ? files(join(dir, e.name)) : [join(dir, e.name)]);
}
const text = html => html.replace(/<[^>]*>/g, "");

/* Pagefind is run over the pages as anybody would. */
let start = Date.now();
execFileSync(process.execPath, [join(here, "node_modules/pagefind/lib/runner/bin.cjs"), "--site", join(folder, "pages"), "--output-path", join(folder, "pagefind"), "--quiet"], { stdio: ["ignore", "ignore", "inherit"] });
built.pagefind = Date.now() - start;

/* FlexSearch holds the whole text in memory: every part of every run of characters is a key. Its export is what a page would load. */
mkdirSync(join(folder, "flex"), { recursive: true });
const most = Number(process.env.FLEX_MOST ?? 1000);
if (Number(pages) <= most) {
  start = Date.now();
  const { default: Flex } = await import("flexsearch");
  const index = new Flex.Index({ tokenize: "full", encoder: Flex.Charset.Exact }), names = files(join(folder, "pages")).filter(f => f.endsWith(".html"));
  names.forEach((f, i) => index.add(i, text(readFileSync(f, "utf8"))));
  const parts = [];
  await index.export((key, data) => { parts.push([key, data]); });
  writeFileSync(join(folder, "flex/index.js"), "window.flex=" + JSON.stringify({ parts, names: names.map(f => f.slice(join(folder, "pages").length + 1)) }));
  writeFileSync(join(folder, "flex/flexsearch.js"), readFileSync(join(here, "node_modules/flexsearch/dist/flexsearch.bundle.min.js")));
  built.flex = Date.now() - start;
}

const engines = {
  ours: {
    name: "ours", dir: "ours", head: `<script data-root="">window.baogao={run:(src,again)=>{const l=window.ran=window.ran||{};return !again&&l[src]||(l[src]=new Promise((ok,no)=>{const s=document.createElement("script");s.src=src;s.async=false;s.onload=()=>{s.remove();ok()};s.onerror=no;document.head.append(s)}))}};</script>` +
      ["fold.js", "search.js", "search/index.js", ...(existsSync(join(folder, "ours/search/k0.js")) ? ["series.js"] : [])].map(s => `<script src="${s}" defer></script>`).join(""),
    ask: `async q => { let first = 0; const t = performance.now(); const hits = await baogao.search(q, (some, done) => { if (!first && (some.length || done)) first = performance.now() - t; }); return { first: first || performance.now() - t, all: performance.now() - t, urls: hits.map(h => h.url.split("#")[0]) }; }`,
    once: `q => new Promise(ok => baogao.search(q, (some, done) => { if (some.length || done) { ok(performance.now()); return false; } }))`,
    data: f => /search\//.test(f)
  },
  pagefind: {
    name: "Pagefind 1.6", dir: "pagefind", head: "",
    ask: `async q => { const t = performance.now(); window.pf = window.pf || await import("./pagefind.js"); const found = await window.pf.search(q); const first = performance.now() - t; const data = await Promise.all(found.results.map(r => r.data())); return { first, all: performance.now() - t, urls: data.map(d => d.url.replace(/^\\//, "")) }; }`,
    once: `async q => { window.pf = await import("./pagefind.js"); const found = await window.pf.search(q); if (found.results.length) await found.results[0].data(); return performance.now(); }`,
    data: () => true
  },
  flex: {
    name: "FlexSearch 0.8 (full)", dir: "flex", head: `<script src="flexsearch.js" defer></script><script src="index.js" defer></script>`,
    ask: `async q => { if (!window.fi) { window.fi = new FlexSearch.Index({ tokenize: "full", encoder: FlexSearch.Charset.Exact }); for (const [k, d] of window.flex.parts) window.fi.import(k, d); } const t = performance.now(); const found = window.fi.search(q, { limit: 1e6 }); const first = performance.now() - t; return { first, all: first, urls: found.map(i => window.flex.names[i]) }; }`,
    once: `async q => { window.fi = new FlexSearch.Index({ tokenize: "full", encoder: FlexSearch.Charset.Exact }); for (const [k, d] of window.flex.parts) window.fi.import(k, d); window.fi.search(q); return performance.now(); }`,
    data: f => /index\.js/.test(f)
  }
};
const types = { ".js": "text/javascript", ".html": "text/html; charset=utf-8", ".json": "application/json", ".wasm": "application/wasm" };
/* The line is in the server, because a worker's requests know nothing of a page's conditions: every answer comes a round trip later, one byte after another. */
let slow = false, free = 0, sent = 0;
const server = createServer((request, response) => {
  const path = decodeURIComponent(request.url.split("?")[0]), engine = Object.values(engines).find(e => path === `/${e.dir}/bench.html`);
  let body;
  try { body = engine ? page(engine) : readFileSync(join(folder, path)); } catch { response.writeHead(404).end(); return; }
  // What is compressed already stays so.
  const small = /\.(pf_|pagefind$)/.test(path) ? body : gzipSync(body, { level: 9 });
  sent += small.length;
  const now = performance.now();
  if (slow) free = Math.max(free, now + ROUND) + small.length / LINE * 1000;
  setTimeout(() => response.writeHead(200, { "content-type": types[extname(path)] ?? "application/octet-stream", "cache-control": "max-age=600", "content-length": small.length, ...(small === body ? {} : { "content-encoding": "gzip" }) }).end(small), slow ? free - now : 0);
});
const page = e => `<!doctype html><meta charset="utf-8"><title>bench</title><link rel="icon" href="data:,">${e.head}<p>`;
await new Promise(ok => server.listen(0, "127.0.0.1", ok));
const base = `http://127.0.0.1:${server.address().port}/`;
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"] });
const part = (all, p) => [...all].sort((a, b) => a - b)[Math.min(all.length - 1, Math.floor(all.length * p))];
const round = n => n >= 100 ? Math.round(n) : Number(n.toPrecision(2));

async function cold(engine, query, address, line) {
  const context = await browser.newContext(), tab = await context.newPage();
  slow = line;
  free = sent = 0;
  await tab.addInitScript(`addEventListener("DOMContentLoaded", () => { window.asked = (${engine.once})(${JSON.stringify(query)}); })`);
  await tab.goto(address, { waitUntil: "domcontentloaded", timeout: 300_000 });
  const ms = await tab.evaluate("window.asked"); // since the address was asked for
  slow = false;
  await context.close();
  return { kB: sent / 1000, ms };
}

const rows = [];
for (const [key, engine] of Object.entries(engines)) {
  if (built[key] === undefined) continue;
  const sample = queries.filter(q => q.Pages.length).filter((_, i, all) => i % Math.ceil(all.length / 9) === 0), first = [];
  for (const q of sample) first.push(await cold(engine, q.Text, base + engine.dir + "/bench.html", true));
  const file = [];
  if (key === "ours") {
    writeFileSync(join(folder, "ours/bench.html"), page(engine));
    for (const q of sample) file.push((await cold(engine, q.Text, pathToFileURL(join(folder, "ours/bench.html")).href, false)).ms);
  }
  const context = await browser.newContext(), tab = await context.newPage(), cdp = await context.newCDPSession(tab);
  await tab.goto(base + engine.dir + "/bench.html", { waitUntil: "load" });
  let exact = 0, absent = 0, absentRight = 0;
  const ms = [], again = [];
  for (const q of queries) {
    const got = await tab.evaluate(`(${engine.ask})(${JSON.stringify(q.Text)})`), urls = new Set(got.urls);
    const right = urls.size === q.Pages.length && q.Pages.every(p => urls.has(p));
    if (right) exact++;
    if (!q.Pages.length) { absent++; if (right) absentRight++; }
    ms.push((await tab.evaluate(`(${engine.ask})(${JSON.stringify(q.Text + " ")})`)).first);
    again.push((await tab.evaluate(`(${engine.ask})(${JSON.stringify(q.Text + " ")})`)).first);
  }
  await cdp.send("HeapProfiler.collectGarbage");
  const heap = (await cdp.send("Runtime.getHeapUsage")).usedSize / 1e6;
  await context.close();
  if (process.env.DEBUG) console.error(first, file);
  const own = files(join(folder, engine.dir)).filter(f => engine.data(f)), size = own.reduce((n, f) => n + (/\.(pf_|pagefind$)/.test(f) ? statSync(f).size : gzipSync(readFileSync(f), { level: 9 }).length), 0) / 1e6;
  rows.push([engine.name, pages, (exact / queries.length).toFixed(2), absent ? (absentRight / absent).toFixed(2) : "–", round(part(first.map(f => f.kB), .5)), round(part(first.map(f => f.ms), .5)), `${round(part(ms, .5))} / ${round(part(ms, .95))}`, round(part(again, .95)), round(heap), `${round(size)} in ${own.length}`, (built[key] / 1000).toFixed(1), file.length ? `${round(part(file, .5))} ms` : "no"]);
  console.log(`| ${rows.at(-1).join(" | ")} |`);
}
await browser.close();
server.close();
