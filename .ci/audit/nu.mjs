// The Nu checker over all HTML and CSS: an error fails, warnings are printed.
import { execFile } from "node:child_process";
import { readdir } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";

/* nu gives the number of errors in all files of a folder, or in those that are named. */
export async function nu(folder, some) {
  const names = some ?? (await readdir(folder, { recursive: true })).filter((name) => /\.(html|css)$/.test(name)).sort();
  const jar = path.join(path.dirname(createRequire(import.meta.url).resolve("vnu-jar/package.json")), "build/dist/vnu.jar");
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
