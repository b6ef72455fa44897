/* Gives static/search.js what a page has, out of a folder, and asks it. */
const fs = require("fs"), vm = require("vm"), zlib = require("zlib"), path = require("path");
const input = JSON.parse(fs.readFileSync(0, "utf8"));
(async () => {
  const seen = {}, out = [];
  let bytes = 0;
  const window = {};
  const context = vm.createContext({ window, console, atob, setTimeout, performance, document: { querySelector: () => ({ dataset: { root: "" } }) } });
  window.baogao = {
    list: async () => JSON.parse(fs.readFileSync(path.join(input.Folder, "reports.json"), "utf8")),
    run: file => seen[file] = seen[file] || (async () => {
      const data = fs.readFileSync(path.join(input.Folder, file));
      bytes += zlib.gzipSync(data, { level: 9 }).length;
      vm.runInContext("var baogao = window.baogao, baogaoSearch = window.baogaoSearch;" + data, context);
    })()
  };
  vm.runInContext(input.Script, context);
  for (const q of input.Queries) {
    bytes = 0;
    const hits = await window.baogao.search(q), read = bytes, start = performance.now();
    await window.baogao.search(q);
    out.push({ Hits: hits, Bytes: read, First: performance.now() - start });
  }
  process.stdout.write(JSON.stringify(out));
})();
