// Judges a built site: node audit.mjs FOLDER [schema] [ace] [nu] [axe] [lighthouse]
//
// What each of them wants is said in its file. The pages are those of generator/browser/kinds.txt, one of every kind.
import { readFile } from "node:fs/promises";
import path from "node:path";

import { ace } from "./ace.mjs";
import { axe } from "./axe.mjs";
import { lighthouses } from "./lighthouse.mjs";
import { nu } from "./nu.mjs";
import { schema } from "./schema.mjs";

const [folder, ...judges] = process.argv.slice(2);

async function kinds() {
  const text = await readFile(new URL("../../generator/browser/kinds.txt", import.meta.url), "utf8");
  return text.split("\n").filter((line) => line && !line.startsWith("#")).map((line) => line.split(/\s+/));
}

let bad = 0;
if (judges.includes("schema")) bad += await schema(folder);
if (judges.includes("ace")) bad += await ace(folder);
if (judges.includes("nu")) bad += await nu(path.resolve(folder));
if (judges.includes("axe")) bad += await axe(path.resolve(folder), await kinds());
if (judges.includes("lighthouse")) bad += await lighthouses(path.resolve(folder), await kinds());
process.exitCode = bad ? 1 : 0;
