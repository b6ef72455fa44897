// Judges a built site: node audit.mjs FOLDER axe nu schema ace
//
// axe-core looks at one page of every kind (generator/browser/kinds.txt), over http and from the folder, in light and dark, on a phone
// and on a desk; the Nu checker reads all HTML and CSS. A violation or an error fails; warnings are printed.
import { execFile } from "node:child_process";
import { readFile, readdir } from "node:fs/promises";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";

import { ace } from "./ace.mjs";
import { schema } from "./schema.mjs";

const [folder, ...judges] = process.argv.slice(2);
const require = createRequire(import.meta.url);
const here = path.dirname(new URL(import.meta.url).pathname);

async function kinds() {
  const text = await readFile(path.join(here, "../../generator/browser/kinds.txt"), "utf8");
  return text.split("\n").filter((line) => line && !line.startsWith("#")).map((line) => line.split(/\s+/));
}

/* serve gives the folder over http on this machine alone. */
async function serve() {
  const types = { ".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml" };
  const server = createServer(async (request, response) => {
    const name = path.join(folder, decodeURIComponent(new URL(request.url, "http://site").pathname));
    try {
      const data = await readFile(name);
      response.writeHead(200, { "content-type": types[path.extname(name)] ?? "text/plain; charset=utf-8" }).end(data);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  return server;
}

const rules = {
  runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"],
  rules: { "target-size": { enabled: true } },
  resultTypes: ["violations"],
};

/* axe gives every violation once, with all places that have it. */
async function axe() {
  const { chromium } = await import("playwright-core");
  const source = await readFile(require.resolve("axe-core/axe.min.js"), "utf8");
  const server = await serve();
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM,
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  });
  const roots = { http: `http://127.0.0.1:${server.address().port}/`, file: pathToFileURL(folder).href + "/" };
  const found = new Map();
  let runs = 0;
  for (const colorScheme of ["light", "dark"]) {
    for (const width of [360, 1280]) {
      const context = await browser.newContext({ colorScheme, viewport: { width, height: 800 } });
      const page = await context.newPage();
      for (const [from, root] of Object.entries(roots)) {
        for (const [kind, address] of await kinds()) {
          const response = await page.goto(root + address);
          if (response && response.status() >= 400) throw new Error(`${address}: status ${response.status()}; is kinds.txt right?`);
          // On a phone the lists of contents are folded; a reader unfolds them.
          if (width < 600) await page.evaluate(() => document.querySelectorAll("details").forEach((d) => (d.open = true)));
          await page.evaluate(source);
          const result = await page.evaluate((rules) => globalThis.axe.run(document, rules), rules);
          runs++;
          for (const v of result.violations) {
            const node = v.nodes[0];
            const key = `${v.id} on ${kind}`;
            const one = found.get(key) ?? { v, node, address, where: [] };
            one.where.push(`${from} ${colorScheme} ${width}`);
            found.set(key, one);
          }
        }
      }
      await context.close();
    }
  }
  await browser.close();
  server.close();
  for (const [key, { v, node, address, where }] of found) {
    console.log(`axe: ${key} (${address}), ${v.impact}, ${v.nodes.length} places: ${v.help}`);
    console.log(`  ${node.target.join(" ")}: ${node.html.slice(0, 200)}`);
    console.log(`  ${(node.failureSummary ?? "").replaceAll("\n", "\n  ")}`);
    console.log(`  seen with: ${where.join(", ")}`);
  }
  console.log(`axe-core: ${runs} pages looked at, ${found.size} violations`);
  return found.size;
}

/* nu gives the number of errors of the Nu checker. */
async function nu() {
  const names = (await readdir(folder, { recursive: true })).filter((name) => /\.(html|css)$/.test(name)).sort();
  const jar = path.join(path.dirname(require.resolve("vnu-jar/package.json")), "build/dist/vnu.jar");
  let errors = 0;
  const warnings = new Map();
  for (let at = 0; at < names.length; at += 500) {
    const { stderr } = await promisify(execFile)("java", ["-jar", jar, "--also-check-css", "--format", "json", "--exit-zero-always", ...names.slice(at, at + 500)], { cwd: folder, maxBuffer: 1 << 28 });
    for (const m of JSON.parse(stderr).messages) {
      const place = `${decodeURIComponent(path.relative(pathToFileURL(folder).pathname, new URL(m.url).pathname))}:${m.lastLine ?? 0}:${m.firstColumn ?? m.lastColumn ?? 0}`;
      if (m.type === "info") {
        warnings.set(m.message, [...(warnings.get(m.message) ?? []), place]);
        continue;
      }
      errors++;
      console.log(`nu: ${place}: error: ${m.message}\n  ${(m.extract ?? "").trim()}`);
    }
  }
  for (const [message, places] of warnings) console.log(`nu: warning: ${message}\n  ${places.length} times, first ${places[0]}`);
  console.log(`Nu checker: ${names.length} files, ${errors} errors, ${warnings.size} kinds of warnings`);
  return errors;
}

let bad = 0;
if (judges.includes("schema")) bad += await schema(folder);
if (judges.includes("ace")) bad += await ace(folder);
if (judges.includes("nu")) bad += await nu();
if (judges.includes("axe")) bad += await axe();
process.exitCode = bad ? 1 : 0;
