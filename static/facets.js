/* What narrows a search: of every field of the query language how many passages keep it. A choice is written into the query, so the address holds it.
     baogao.facets(hits, ask) shows them; ask(query) searches anew */
(function () {
  "use strict";
  var baogao = window.baogao, box = document.getElementById("q"), place = document.getElementById("facets"), GROUPS = ["年", "章", "in", "类型", "主题"];

  function words() { return box.value.trim().split(/\s+/).filter(Boolean); }
  function without(field) { return words().filter(function (w) { return w.replace("：", ":") !== field; }); }

  baogao.facets = function (hits, ask) {
    var counts = {}, held = document.activeElement && place.contains(document.activeElement) && document.activeElement.dataset.field, open = place.querySelector("details");
    hits.forEach(function (h) { h.facets.forEach(function (f) { counts[f] = (counts[f] || 0) + 1; }); });
    words().forEach(function (w) { // what was chosen can be taken back, also where nothing is left
      var f = w.replace("：", ":");
      if (GROUPS.indexOf(f.split(":")[0]) >= 0 && f.indexOf(":") > 0 && !counts[f]) counts[f] = 0;
    });
    var list = open ? open.querySelector("dl") : document.createElement("dl");
    list.textContent = "";
    GROUPS.forEach(function (g) {
      var all = Object.keys(counts).filter(function (f) { return f.indexOf(g + ":") === 0; }), line = document.createElement("div"), name = document.createElement("dt"), values = document.createElement("dd");
      if (g === "年") all.sort().reverse();
      else if (g !== "章" && g !== "in") all.sort(function (a, b) { return counts[b] - counts[a] || (a < b ? -1 : 1); });
      if (g === "章") all.sort(function (a, b) { return order(a) - order(b); });
      if (!all.length) return;
      name.textContent = place.dataset[{ "年": "year", "章": "chapter", "in": "where", "类型": "kind", "主题": "theme" }[g]];
      all.forEach(function (f) {
        var b = document.createElement("button"), n = document.createElement("span"), chosen = without(f).length < words().length;
        b.type = "button";
        b.className = "facet";
        b.dataset.field = f;
        b.setAttribute("aria-pressed", String(chosen));
        b.lang = "zh-Hans";
        n.className = "n";
        n.textContent = counts[f];
        b.append(f.slice(g.length + 1) + " ", n);
        b.addEventListener("click", function () { ask((chosen ? without(f) : words().concat(f)).join(" ")); });
        values.append(b, " ");
      });
      line.append(name, values);
      list.append(line);
    });
    if (!open) {
      open = document.createElement("details");
      var summary = document.createElement("summary");
      summary.textContent = place.dataset.label;
      open.append(summary, list);
      open.open = matchMedia("(min-width: 64rem)").matches;
      place.append(open);
    }
    open.hidden = !list.children.length;
    var again = held && list.querySelector('[data-field="' + CSS.escape(held) + '"]');
    if (again) again.focus();
  };
  function order(f) { return Number(baogao.engine.numeral(f.slice(2))) || 1000; }
})();
