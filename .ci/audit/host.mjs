// A folder as a static host sends it: compressed, with the site's own headers, on this machine alone.
//
// It is a process of its own (this file, run): beside a judge, in one thread, it would answer when the judge has time, and Lighthouse would count that as the host's.
import { fork } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const types = {
  ".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml",
  ".png": "image/png", ".json": "application/json", ".webmanifest": "application/manifest+json",
};

/* readRules reads _headers: a path, with * at its end for all below, and indented lines of headers. */
async function readRules(folder) {
  const text = await readFile(path.join(folder, "_headers"), "utf8").catch(() => "");
  const rules = [];
  for (const line of text.split("\n").filter((l) => l.trim() && !l.startsWith("#"))) {
    if (line.startsWith("/")) {
      rules.push({ path: line.trim(), headers: [] });
      continue;
    }
    const [name, ...value] = line.trim().split(": ");
    rules.at(-1).headers.push([name, value.join(": ")]);
  }
  return rules;
}

/* listen answers for the folder and gives its address, with a slash at its end. */
async function listen(folder, pages) {
  const rules = await readRules(folder);
  const packed = new Map();
  const server = createServer(async (request, response) => {
    const name = decodeURIComponent(new URL(request.url, "http://site").pathname);
    try {
      if (!packed.has(name)) packed.set(name, gzipSync(pages[name] ?? (await readFile(path.join(folder, name)))));
    } catch {
      response.writeHead(404).end();
      return;
    }
    for (const rule of rules) {
      const all = rule.path.endsWith("*");
      if (all ? name.startsWith(rule.path.slice(0, -1)) : name === rule.path) rule.headers.forEach(([key, value]) => response.setHeader(key, value));
    }
    const data = packed.get(name);
    response.writeHead(200, { "content-type": types[path.extname(name)] ?? "text/plain; charset=utf-8", "content-encoding": "gzip", "content-length": data.length, vary: "accept-encoding" }).end(data);
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  return `http://127.0.0.1:${server.address().port}/`;
}

/* serve gives the address of the folder, with a slash at its end, and what stops it; beside its files it has the given pages, name by name. */
export async function serve(folder, pages = {}) {
  const host = fork(fileURLToPath(import.meta.url));
  host.send({ folder, pages });
  const [root] = await Promise.race([once(host, "message"), once(host, "exit").then(([code]) => Promise.reject(new Error(`the host ended with ${code}`)))]);
  return { root, stop: () => host.kill() };
}

if (process.send && process.argv[1] === fileURLToPath(import.meta.url)) {
  process.once("message", async ({ folder, pages }) => process.send(await listen(folder, pages)));
  process.once("disconnect", () => process.exit());
}

/* What Chromium is started with: an empty profile, and nothing that talks to the network by itself. */
export const flags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage"];
