// A folder as a static host sends it: compressed, with the site's own headers, on this machine alone.
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import path from "node:path";
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

/* serve gives the address of the folder, with a slash at its end, and what stops it; beside its files it has the given pages, name by name. */
export async function serve(folder, pages = {}) {
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
  return { root: `http://127.0.0.1:${server.address().port}/`, stop: () => server.close() };
}

/* What Chromium is started with: an empty profile, and nothing that talks to the network by itself. */
export const flags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage"];
