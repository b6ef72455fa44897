// Reads {styles: {name: file}, items: [CSL-JSON]} and writes {name: [reference]}, as citeproc gives them.
const CSL = require("citeproc"), fs = require("fs"), path = require("path");
const locales = path.join(path.dirname(require.resolve("citeproc-locales/package.json")), "locales");
const asked = JSON.parse(fs.readFileSync(0, "utf8"));
const system = (item) => ({
  retrieveItem: () => item,
  retrieveLocale: (tag) => {
    const file = path.join(locales, `locales-${tag}.xml`);
    return fs.existsSync(file) ? fs.readFileSync(file, "utf8") : false;
  },
});
const said = {};
for (const [name, file] of Object.entries(asked.styles)) {
  said[name] = asked.items.map((item) => {
    const engine = new CSL.Engine(system(item), fs.readFileSync(file, "utf8"), "zh-CN", true);
    engine.setOutputFormat("text");
    engine.updateItems([item.id]);
    return engine.makeBibliography()[1][0].trim().replace(/^\[1\] /, "");
  });
}
process.stdout.write(JSON.stringify(said));
