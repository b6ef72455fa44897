// Judges built sites: node audit.mjs FOLDER SAMPLES [schema] [taplo] [ace] [nu] [axe] [lighthouse]
//
// FOLDER is the project's site, SAMPLES what .ci/samples.sh made: sites with the kinds of pages that it does not have. What each judge
// wants is said in its file. The pages are those of generator/browser/kinds.txt, one of every kind.
import { readFile } from "node:fs/promises";
import path from "node:path";

import { ace } from "./ace.mjs";
import { axe } from "./axe.mjs";
import { lighthouses } from "./lighthouse.mjs";
import { nu } from "./nu.mjs";
import { schema } from "./schema.mjs";
import { taplo } from "./taplo.mjs";

const [folder, samples, ...judges] = process.argv.slice(2).map((given, i) => (i < 2 ? path.resolve(given) : given));
const sites = { "": folder, series: path.join(samples, "series"), docs: path.join(samples, "docs") };

/* kinds gives [kind, address, site]; site is "" for the project's. */
async function kinds() {
  const text = await readFile(new URL("../../generator/browser/kinds.txt", import.meta.url), "utf8");
  return text.split("\n").filter((line) => line && !line.startsWith("#")).map((line) => line.split(/\s+/)).map(([kind, address, site = ""]) => [kind, address, site]);
}
const all = await kinds();

/* Those that take one processor go side by side with the browser's, which takes what it gets; times are measured when all is quiet. */
async function inTurn() {
  let bad = 0;
  if (judges.includes("schema")) bad += await schema(folder);
  if (judges.includes("taplo")) bad += await taplo(folder);
  if (judges.includes("ace")) bad += await ace(folder);
  if (judges.includes("nu")) {
    bad += await nu(folder);
    bad += await nu(sites.series, all.filter(([, , site]) => site === "series").map(([, address]) => address));
    bad += await nu(sites.docs);
  }
  return bad;
}
const done = await Promise.all([inTurn(), judges.includes("axe") ? axe(sites, all) : 0]);
const slow = judges.includes("lighthouse") ? await lighthouses(folder, all) : 0;
process.exitCode = done[0] + done[1] + slow ? 1 : 0;
