/* Asks the site's search all queries in Firefox, from a folder and from a server: node firefox.mjs FOLDER PAGES, the folder as bench.mjs has it. Firefox
   is not driven: its page asks, and sends what came of it to the server. Ends with an error where an answer is not the very pages that a scan finds. */
import { spawn, spawnSync } from "node:child_process";
import { createServer } from "node:http";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { engines } from "./engines.mjs";

const [folder, pages] = process.argv.slice(2), program = process.env.FIREFOX ?? ["firefox-esr", "firefox"].find(p => !spawnSync(p, ["--version"]).error);
if (!program) {
  console.log(`Firefox, ${pages} pages: not asked, there is none here (Debian: firefox-esr)`);
  process.exit(0);
}
const queries = JSON.parse(readFileSync(join(folder, "queries.json"), "utf8")), engine = engines.ours, types = { ".js": "text/javascript", ".html": "text/html; charset=utf-8" };
let told, wrong = 0;
const server = createServer((request, response) => {
  if (request.method === "POST") {
    let body = "";
    request.on("data", d => { body += d; }).on("end", () => { response.end(); told(JSON.parse(body)); });
    return;
  }
  const path = decodeURIComponent(request.url.split("?")[0]);
  let body;
  try { body = readFileSync(join(folder, path)); } catch { response.writeHead(404).end(); return; }
  response.writeHead(200, { "content-type": types[extname(path)] ?? "text/plain" }).end(body);
});
await new Promise(ok => server.listen(0, "127.0.0.1", ok));
const base = `http://127.0.0.1:${server.address().port}/`;
const asking = `(async () => {
  const ask = ${engine.ask}, wrong = [], first = [], asked = ${JSON.stringify(queries)}, part = (all, p) => all.sort((a, b) => a - b)[Math.min(all.length - 1, Math.floor(all.length * p))];
  let begun = 0;
  try {
    for (const q of asked) {
      const a = await ask(q.Text, true), urls = new Set(a.urls);
      begun = begun || performance.now();
      if (urls.size !== q.Pages.length || !q.Pages.every(p => urls.has(p))) wrong.push(q.Text + ": " + urls.size + " pages, " + q.Pages.length + " hold it");
      first.push(Math.min((await ask(q.Text + " ")).first, (await ask(q.Text + "  ")).first));
    }
  } catch (e) { wrong.push(String(e)); }
  navigator.sendBeacon("${base}", JSON.stringify({ wrong: wrong.slice(0, 20), count: wrong.length, begun, p50: part(first, .5), p95: part(first, .95), agent: navigator.userAgent }));
})();`;
const html = `<!doctype html><html lang="${engine.lang}"><meta charset="utf-8"><title>Firefox</title>${engine.head(folder)}<script src="firefox.js" defer></script><p>`;
writeFileSync(join(folder, "ours/firefox.js"), asking);
writeFileSync(join(folder, "ours/firefox.html"), html);
for (const address of [pathToFileURL(join(folder, "ours/firefox.html")).href, base + "ours/firefox.html"]) {
  const profile = mkdtempSync(join(tmpdir(), "firefox-"));
  writeFileSync(join(profile, "user.js"), ["browser.shell.checkDefaultBrowser", "browser.startup.homepage_override.mstone", "datareporting.policy.dataSubmissionEnabled", "app.update.enabled", "app.normandy.enabled", "extensions.update.enabled", "toolkit.telemetry.enabled", "browser.safebrowsing.update.enabled", "network.captive-portal-service.enabled", "network.connectivity-service.enabled", "browser.aboutwelcome.enabled", "datareporting.healthreport.uploadEnabled"].map(n => `user_pref("${n}", ${n.endsWith("mstone") ? '"ignore"' : "false"});`).join("\n"));
  const said = new Promise(ok => { told = ok; }), child = spawn(program, ["--headless", "--no-remote", "--profile", profile, address], { stdio: "ignore" }), late = new Promise(ok => setTimeout(ok, 300_000).unref()), gone = new Promise(ok => child.on("close", ok));
  const got = await Promise.race([said, late]);
  child.kill();
  await Promise.race([gone, new Promise(ok => setTimeout(ok, 10_000).unref())]);
  rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  const where = address.startsWith("file") ? "from a folder" : "from a server";
  if (!got) { wrong++; console.log(`Firefox, ${pages} pages, ${where}: says nothing in 300 s`); continue; }
  wrong += got.count;
  console.log(`${/Firefox\/[\d.]+/.exec(got.agent)}, ${pages} pages, ${where}: ${queries.length - got.count} of ${queries.length} queries exact; all of the first query's answers ${Math.round(got.begun)} ms after the page was opened, later the first of a query's in ${got.p50} / ${got.p95} ms (p50 / p95)`);
  for (const w of got.wrong) console.log("  " + w);
}
server.close();
process.exit(wrong ? 1 : 0);
