// axe-core over one page of every kind, from a host and from the folder, on a phone and on a desk, in light, dark and high contrast.
//
// A page is loaded once and dressed anew for each look. All rules are run on light paper and in the mode for old eyes, which has another
// layout; the other looks differ in their colours alone, so there the rules that see colours are run. From the folder a look is judged where
// anything that the rules read (elements, places, styles) is not as it was from the host.
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { flags, serve } from "./host.mjs";

const tabs = 3;
const all = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"];
const rules = { runOnly: { type: "tag", values: all }, rules: { "target-size": { enabled: true } }, resultTypes: ["violations"] };
const colours = { runOnly: { type: "rule", values: ["color-contrast", "link-in-text-block"] }, resultTypes: ["violations"] };

const looks = [
  { name: "light", scheme: "light", set: {}, run: rules },
  { name: "dark", scheme: "dark", set: {}, run: colours },
  { name: "contrast", scheme: "light", set: { theme: "contrast" }, run: colours },
  { name: "dark contrast", scheme: "dark", set: { theme: "contrast" }, run: colours },
  { name: "easy", scheme: "light", set: { ease: "on" }, run: rules, widths: [360] },
];

/* dress makes the page look as a reader's choices do, the folded lists open. */
function dress(set) {
  const root = document.documentElement;
  for (const name of ["theme", "ease"]) delete root.dataset[name];
  Object.assign(root.dataset, set);
  document.querySelectorAll("details").forEach((d) => (d.open = true));
}

/* seen is all that the rules read of a page, in one text: elements with their attributes and words, where they are, and the styles that hide or colour. */
function seen() {
  const styles = "color backgroundColor backgroundImage opacity visibility display position zIndex overflowX overflowY clip clipPath filter mixBlendMode fontSize fontWeight fontStyle lineHeight textDecorationLine textShadow textIndent borderTopColor borderTopWidth borderBottomColor borderBottomWidth outlineStyle pointerEvents content".split(" ");
  const out = [];
  for (const e of document.querySelectorAll("html, body, body *")) {
    const r = e.getBoundingClientRect();
    out.push(e.localName, ...[...e.attributes].map((a) => `${a.name}=${a.value}`), r.x, r.y, r.width, r.height);
    for (const of of [null, "::before", "::after"]) {
      const style = getComputedStyle(e, of);
      if (of && style.content === "none") continue;
      out.push(...styles.map((name) => style[name]));
    }
    for (const n of e.childNodes) if (n.nodeType === 3) out.push(n.data);
  }
  return out.join("\n");
}

/* axe judges pages: folders are those of the sites by name, kinds are [kind, address, site]. It gives the number of rules that do not hold. */
export async function axe(folders, kinds) {
  const source = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
  const hosts = Object.fromEntries(await Promise.all(Object.entries(folders).map(async ([site, folder]) => [site, await serve(folder)])));
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: flags });
  const work = kinds.map(([kind, address, site = ""]) => ({ kind, address, ways: [["http", hosts[site].root], ["file", pathToFileURL(folders[site]).href + "/"]], hosted: new Map() }));
  const found = new Map();
  let runs = 0, same = 0;

  async function look(page, { kind, address, hosted }, [from, root]) {
    await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
    await page.setViewportSize({ width: 1280, height: 800 });
    const response = await page.goto(root + address);
    if (response && response.status() >= 400) throw new Error(`${address}: status ${response.status()}; is kinds.txt right?`);
    await page.evaluate(source);
    for (const width of [1280, 360]) {
      await page.setViewportSize({ width, height: 800 });
      for (const { name, scheme, set, run } of looks.filter((l) => !l.widths || l.widths.includes(width))) {
        await page.emulateMedia({ colorScheme: scheme });
        await page.evaluate(dress, set);
        const what = await page.evaluate(seen), where = `${name} ${width}`;
        if (hosted.get(where) === what) {
          same++;
          continue;
        }
        hosted.set(where, what);
        const result = await page.evaluate((run) => globalThis.axe.run(document, run), run);
        runs++;
        for (const v of result.violations) {
          const key = `${v.id} on ${kind}`;
          const one = found.get(key) ?? { v, address, where: [] };
          one.where.push(`${from} ${where}`);
          found.set(key, one);
        }
      }
    }
  }

  await Promise.all(Array.from({ length: tabs }, async () => {
    // The page's own policy lets nobody in; the judge is no part of the page.
    const page = await (await browser.newContext({ bypassCSP: true })).newPage();
    for (let next; (next = work.shift()); ) for (const way of next.ways) await look(page, next, way);
  }));
  await browser.close();
  for (const host of Object.values(hosts)) host.stop();
  for (const [key, { v, address, where }] of [...found].sort()) {
    const node = v.nodes[0];
    console.log(`axe: ${key} (${address}), ${v.impact}, ${v.nodes.length} places: ${v.help}`);
    console.log(`  ${node.target.join(" ")}: ${node.html.slice(0, 200)}`);
    console.log(`  ${(node.failureSummary ?? "").replaceAll("\n", "\n  ")}`);
    console.log(`  seen with: ${where.join(", ")}`);
  }
  console.log(`axe-core: ${kinds.length} kinds of pages in ${runs + same} looks (${same} from the folder as they were from the host), ${found.size} violations`);
  return found.size;
}
