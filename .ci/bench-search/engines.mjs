/* The engines that are measured: how each makes its data from the pages of a folder, and how a page asks it. Of each:
     name, dir, lang of the page; make(folder) makes the data and gives {ms, MB} or {why} it cannot be made; head(folder), what a page for searching
       loads; open(folder), what any other page loads, where a reader may ask too;
     ask(q, more) → {first, all, urls}: milliseconds to the first answer as it is shown and to the number of all, and, if asked for, the pages;
     once(q): the moment of the first answer of an empty page;
     data(file): whether a file is of its data */
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const here = fileURLToPath(new URL(".", import.meta.url)), MOST_TIME = Number(process.env.MOST_SECONDS ?? 240) * 1000, MOST_MEMORY = 4096; // MB of FlexSearch's heap

export function files(dir) {
  return readdirSync(dir, { withFileTypes: true }).flatMap(e => e.isDirectory() ? files(join(dir, e.name)) : [join(dir, e.name)]);
}

/* family is a process and its children, as Linux lists them. */
function family(pid) {
  try {
    return [pid, ...readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").split(" ").filter(Boolean).flatMap(family)];
  } catch { return []; }
}
/* run gives how long a program ran and the most memory that it and its children had (of Linux), or why it failed. */
function run(args) {
  return new Promise(ok => {
    const start = Date.now(), child = spawn(process.execPath, args, { stdio: ["ignore", "ignore", "pipe"] }), most = {};
    let said = "", late = false;
    child.stderr.on("data", d => { said = (said + d).slice(-20000); });
    const look = setInterval(() => {
      for (const pid of family(child.pid)) try { most[pid] = Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))[1]) / 1000; } catch { /* it has ended */ }
      if (Date.now() - start > MOST_TIME && !late) { late = true; for (const pid of family(child.pid).reverse()) try { process.kill(pid); } catch { /* it has ended */ } }
    }, 20);
    child.on("close", code => {
      clearInterval(look);
      const MB = Math.max(0, ...Object.values(most));
      if (code === 0) ok({ ms: Date.now() - start, MB });
      else ok({ why: late ? `not made in ${MOST_TIME / 1000} s (${Math.round(MB)} MB by then)` : /heap out of memory|Invalid array length|Map maximum size/.test(said) ? `memory ended after ${Math.round((Date.now() - start) / 1000)} s (${Math.round(MB)} MB)` : said.trim().split("\n").pop() });
    });
  });
}

const pagefind = {
  dir: "pagefind", lang: "zh-CN", head: () => "", open: () => "", data: () => true,
  /* As its makers run it: the extended program, which knows Chinese words; addresses as they are, for else it says 2017/ of 2017/index.html. */
  make: folder => pagefind.made ??= run([join(here, "node_modules/pagefind/lib/runner/bin.cjs"), "--site", join(folder, "pages"), "--output-path", join(folder, "pagefind"), "--keep-index-url", "--quiet"])
};
function asking(of) {
  return {
    ask: `async (q, more) => { window.pf = window.pf || await import("./pagefind.js"); const t = performance.now(), found = await window.pf.search(${of}), all = performance.now() - t; if (found.results.length) await found.results[0].data(); const first = performance.now() - t; return { first, all, urls: more ? (await Promise.all(found.results.map(r => r.data()))).map(d => d.url.replace(/^\\//, "")) : [] }; }`,
    once: `async q => { window.pf = await import("./pagefind.js"); const found = await window.pf.search(${of}); if (found.results.length) await found.results[0].data(); return performance.now(); }`
  };
}

const shards = folder => existsSync(join(folder, "ours/search/k0.js"));
const flex = `for (const src of ["flexsearch.js", "index.js"]) if (!window.fi && !document.querySelector("script[src='" + src + "']")) await new Promise((ok, no) => { const s = document.createElement("script"); s.src = src; s.onload = ok; s.onerror = no; document.head.append(s); }); window.fi = window.fi || (() => { const i = new FlexSearch.Index({ tokenize: "full", encoder: FlexSearch.Charset.Exact }); for (const [k, d] of window.flex.parts) i.import(k, d); return i; })();`;
export const engines = {
  ours: {
    name: "ours", dir: "ours", lang: "zh-Hans",
    make: async folder => { const m = JSON.parse(readFileSync(join(folder, "built.json"), "utf8")); return { ms: m.MS, MB: m.MB }; },
    head: folder => engines.ours.open(folder) + ["fold.js", "search.js", "search/index.js", ...(shards(folder) ? ["series.js"] : [])].map(s => `<script src="${s}" defer></script>`).join(""),
    open: folder => `<script src="box.js" data-root="" defer></script>` + (shards(folder) ? `<script>window.baogao={html:{shards:"1"}}</script>` : ""), // what panels.js says when the box has got the focus
    ask: `async (q, more) => { let first = 0; const t = performance.now(); const hits = await baogao.search(q, (some, done) => { if (!first && (some.length || done)) first = performance.now() - t; }); const all = performance.now() - t; return { first: first || all, all, urls: more ? hits.map(h => h.url.split("#")[0]) : [] }; }`,
    once: `q => new Promise(ok => baogao.search(q, (some, done) => { if (some.length || done) { ok(performance.now()); return false; } }))`,
    data: f => /search\/|traditional\.js/.test(f)
  },
  pagefind: { ...pagefind, name: "Pagefind 1.6, as typed", ...asking("q") },
  quoted: { ...pagefind, name: "Pagefind 1.6, in quotes", ...asking("'\"' + q.trim() + '\"'") },
  flex: {
    name: "FlexSearch 0.8 (full)", dir: "flex", lang: "zh-Hans",
    make: async folder => {
      mkdirSync(join(folder, "flex"), { recursive: true });
      writeFileSync(join(folder, "flex/flexsearch.js"), readFileSync(join(here, "node_modules/flexsearch/dist/flexsearch.bundle.min.js")));
      return run([`--max-old-space-size=${MOST_MEMORY}`, join(here, "flex.mjs"), folder]);
    },
    head: () => `<script src="flexsearch.js" defer></script><script src="index.js" defer></script>`, open: () => "",
    ask: `async (q, more) => { ${flex} const t = performance.now(); const found = window.fi.search(q.trim(), { limit: 1e6 }); const first = performance.now() - t; return { first, all: first, urls: more ? found.map(i => window.flex.names[i]) : [] }; }`,
    once: `async q => { ${flex} window.fi.search(q); return performance.now(); }`,
    data: f => /index\.js/.test(f)
  }
};
