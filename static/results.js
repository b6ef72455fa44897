/* The search page: shows what baogao.search finds, grouped by report and section, every match marked. */
(function () {
  "use strict";
  var MOST = 200; // passages shown; the counts are of all
  var root = document.getElementById("search"), box = document.getElementById("q"), turn = 0;

  function say(key, values) {
    var text = root.dataset[key];
    return text.replace(/\{(\d)\}/g, function (_, n) { return values[n - 1]; });
  }

  function excerpt(hit) {
    var out = document.createElement("span"), at = 0;
    hit.marks.forEach(function (m) {
      var mark = document.createElement("mark");
      mark.textContent = hit.excerpt.slice(m[0], m[1]);
      out.append(hit.excerpt.slice(at, m[0]), mark);
      at = m[1];
    });
    out.append(hit.excerpt.slice(at));
    return out;
  }

  function show() {
    var query = box.value.trim(), mine = ++turn, results = document.getElementById("results"), count = document.getElementById("count");
    if (!query) { answers("", mine); results.textContent = ""; count.textContent = say("empty"); return; }
    var named = answers(query, mine), above = false, drawn = 0, lists = {};
    named.then(function () { above = true; });
    /* In a series the first hits come before the last text is checked: they are shown, and no count is said to be final. */
    function draw(hits) {
      if (!drawn) results.textContent = "";
      for (; drawn < Math.min(hits.length, MOST); drawn++) {
        var h = hits[drawn], list = lists[h.title], item = document.createElement("li"), link = document.createElement("a");
        if (!list) {
          var head = document.createElement("h2");
          head.textContent = h.title;
          list = lists[h.title] = document.createElement("ul");
          list.className = "hits";
          results.append(head, list);
        }
        link.href = h.url;
        link.append(excerpt(h));
        item.append(link);
        list.append(item);
      }
    }
    baogao.search(query, function (hits, done) {
      if (mine !== turn) return false;
      if (done || !above) return;
      if (hits.length && !drawn) count.textContent = say("checking", [query, hits.length]);
      draw(hits);
    }).then(function (hits) { return named.then(function () { return hits; }); }).then(function (hits) {
      if (mine !== turn) return;
      var total = 0;
      hits.forEach(function (h) { total += h.count; });
      if (!hits.length) results.textContent = "";
      draw(hits);
      count.textContent = hits.length ? say("count", [query, total, hits.length]) : say("none", [query]);
    }, function (e) {
      if (mine === turn) count.textContent = say("failed", [e.message]);
    });
  }

  /* Terms and indicators that the query names are answers of their own, an indicator with its values. They stand above the results, which wait
     for them: what is read must not move. */
  function answers(query, mine) {
    var list = document.getElementById("answers");
    if (!list || !baogao.find) return Promise.resolve();
    return baogao.find(query).then(function (f) {
      if (mine !== turn) return;
      list.textContent = "";
      f.names.filter(function (c) { return c.kind !== "heading" && c.rank < 2; }).slice(0, 5).forEach(function (c) {
        var item = document.createElement("li"), link = document.createElement("a");
        link.href = c.href;
        link.textContent = c.text;
        item.append(box.form.dataset[c.kind] + " ", link, c.more ? " " + c.more : "");
        list.append(item);
      });
      list.hidden = !list.children.length;
    }, function () { list.hidden = true; });
  }

  function remember() {
    try { history.replaceState(null, "", "?q=" + encodeURIComponent(box.value.trim())); } catch (e) { /* a folder may refuse */ }
  }

  window.addEventListener("DOMContentLoaded", function () {
    var query = new URLSearchParams(location.search).get("q");
    if (query) box.value = query;
    box.form.addEventListener("submit", function (e) { e.preventDefault(); remember(); show(); });
    box.addEventListener("input", function (e) { if (!e.isComposing) { show(); remember(); } });
    box.addEventListener("compositionend", function () { show(); remember(); });
    document.querySelector(".notice-links").hidden = true;
    show();
  });
})();
