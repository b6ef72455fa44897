// Taplo, the TOML language server of editors, over the project's content by the schemas of the built site: every file is right, and a misspelt key is not.
import { execFile } from "node:child_process";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const program = fileURLToPath(new URL("node_modules/.bin/taplo", import.meta.url));

function lint(cwd, files) {
  return new Promise((resolve) => {
    execFile(program, ["lint", ...files], { cwd, maxBuffer: 1 << 26 }, (error, out, err) => resolve({ ok: !error, said: out + err }));
  });
}

/* taplo gives the number of runs that went wrong. The first line of each file names its schema, in public/. */
export async function taplo(folder) {
  const root = path.dirname(folder);
  const files = (await readdir(path.join(root, "content"), { recursive: true })).filter((name) => name.endsWith(".toml")).map((name) => path.join("content", name));
  const right = await lint(root, ["config.toml", ...files]);
  if (!right.ok) console.log(`taplo: error: ${right.said}`);
  const temp = await mkdtemp(path.join(tmpdir(), "taplo-"));
  await writeFile(path.join(temp, "wrong.toml"), `#:schema ${pathToFileURL(path.join(folder, "schemas/terms.json"))}\n[[term]]\nid = "x"\nname = "甲"\nkind = "slogan"\nnmae = "乙"\n`);
  const wrong = await lint(temp, ["wrong.toml"]);
  await rm(temp, { recursive: true });
  const seen = !wrong.ok && wrong.said.includes("nmae");
  if (!seen) console.log(`taplo: error: a misspelt key is not seen by the schema: ${wrong.said}`);
  console.log(`Taplo: ${files.length + 1} files by the schemas of the site, ${right.ok ? 0 : 1} wrong; a misspelt key is ${seen ? "" : "not "}seen`);
  return (right.ok ? 0 : 1) + (seen ? 0 : 1);
}
