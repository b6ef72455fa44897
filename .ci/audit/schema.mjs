// The JSON-LD of every page is held to schema.org's vocabulary: schema-dts has it as types, so the TypeScript compiler is the judge. A
// property that a type does not have, or a value of another kind, is an error.
import { mkdtemp, readFile, readdir, rm, symlink, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import os from "node:os";
import path from "node:path";

const require = createRequire(import.meta.url);
const here = path.dirname(new URL(import.meta.url).pathname);

/* diagnose compiles blocks of JSON-LD against the vocabulary: [[name, text]] → messages. */
async function diagnose(blocks) {
  const ts = require("typescript");
  const temp = await mkdtemp(path.join(os.tmpdir(), "baogao-schema-"));
  try {
    await symlink(path.join(here, "node_modules"), path.join(temp, "node_modules"));
    const file = path.join(temp, "blocks.ts");
    const lines = blocks.map(([, text], i) => `export const b${i}: WithContext<Report | CreativeWork | Dataset | DefinedTermSet | DefinedTerm | WebSite> = ${JSON.stringify(JSON.parse(text))};`);
    await writeFile(file, `import type { CreativeWork, Dataset, DefinedTerm, DefinedTermSet, Report, WebSite, WithContext } from "schema-dts";\n${lines.join("\n")}\n`);
    const program = ts.createProgram([file], { noEmit: true, strict: true, skipLibCheck: true, module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler, types: [] });
    return ts.getPreEmitDiagnostics(program).map((d) => {
      const line = d.file ? d.file.getLineAndCharacterOfPosition(d.start ?? 0).line : 0;
      return `${line > 0 ? blocks[line - 1][0] : "schema-dts"}: ${ts.flattenDiagnosticMessageText(d.messageText, " ").slice(0, 400)}`;
    });
  } finally {
    await rm(temp, { recursive: true, force: true });
  }
}

/* schema gives the number of errors. */
export async function schema(folder) {
  const wrong = [["a block that is wrong", `{"@context":"https://schema.org","@type":"Report","name":"x","nobodyKnowsThis":1}`]];
  if (!(await diagnose(wrong)).length) throw new Error("schema: a property that does not exist is not seen");
  const blocks = [];
  for (const name of (await readdir(folder, { recursive: true })).filter((name) => name.endsWith(".html")).sort()) {
    const text = await readFile(path.join(folder, name), "utf8");
    for (const m of text.matchAll(/<script type="application\/ld\+json">(.*?)<\/script>/gs)) blocks.push([name, m[1]]);
  }
  if (!blocks.length) throw new Error(`schema: no page of ${folder} has JSON-LD`);
  const errors = await diagnose(blocks);
  for (const e of errors) console.log(`schema: ${e}`);
  console.log(`schema.org: ${blocks.length} blocks of JSON-LD, ${errors.length} errors`);
  return errors.length;
}
