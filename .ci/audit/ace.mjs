// Ace by DAISY judges the accessibility of every EPUB of a site. It brings a browser of its own if allowed to; here it takes the system's.
import { execFile } from "node:child_process";
import { mkdtemp, readFile, readdir, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import os from "node:os";
import path from "node:path";

const require = createRequire(import.meta.url);

/* ace gives the number of violations. */
export async function ace(folder) {
  const books = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith(".epub")).sort();
  const program = path.join(path.dirname(require.resolve("@daisy/ace-cli/package.json")), "bin/ace.js");
  let violations = 0;
  for (const book of books) {
    const temp = await mkdtemp(path.join(os.tmpdir(), "baogao-ace-"));
    try {
      await new Promise((done, fail) => {
        const env = { ...process.env, PUPPETEER_EXECUTABLE_PATH: process.env.CHROMIUM, ACE_TIMEOUT_INITIAL: "60000", XDG_CONFIG_HOME: temp };
        execFile(process.execPath, [program, "--silent", "--force", "--outdir", temp, path.join(folder, book)], { env, maxBuffer: 1 << 26 }, (error, _, stderr) => (error ? fail(new Error(`Ace: ${error.message}\n${stderr}`)) : done()));
      });
      const report = JSON.parse(await readFile(path.join(temp, "report.json"), "utf8"));
      for (const file of report.assertions) {
        for (const { "earl:test": test, "earl:result": result } of file.assertions) {
          violations++;
          console.log(`ace: ${book}, ${file["earl:testSubject"].url}: ${test["earl:impact"]}, ${test["dct:title"]}: ${result["dct:description"].trim()}\n  ${(result.html ?? "").slice(0, 200)}`);
        }
      }
      if (report["earl:result"]["earl:outcome"] !== "pass" && !violations) throw new Error(`Ace: ${book} does not pass, and nothing is said`);
    } finally {
      await rm(temp, { recursive: true, force: true });
    }
  }
  if (!books.length) throw new Error(`Ace: there is no EPUB in ${folder}`);
  console.log(`Ace: ${books.length} EPUB, ${violations} violations`);
  return violations;
}
