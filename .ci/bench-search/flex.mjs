/* Makes FlexSearch's data of the pages of a folder: every part of every run of characters is a key. Its export is what a page would load. */
import Flex from "flexsearch";
import { createWriteStream, readFileSync } from "node:fs";
import { join } from "node:path";
import { files } from "./engines.mjs";

const folder = process.argv[2], pages = join(folder, "pages"), names = files(pages).filter(f => f.endsWith(".html"));
const index = new Flex.Index({ tokenize: "full", encoder: Flex.Charset.Exact });
names.forEach((f, i) => index.add(i, readFileSync(f, "utf8").replace(/<title>.*?<\/title>/, "").replace(/<[^>]*>/g, "")));
const out = createWriteStream(join(folder, "flex/index.js")), parts = [];
await index.export((key, data) => { parts.push([key, data]); });
out.write(`window.flex={names:${JSON.stringify(names.map(f => f.slice(pages.length + 1)))},parts:[`);
for (const p of parts) out.write(JSON.stringify(p) + ",");
out.end("]};");
