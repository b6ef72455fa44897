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
    if (!query) { results.textContent = ""; count.textContent = say("empty"); return; }
    baogao.search(query).then(function (hits) {
      if (mine !== turn) return;
      var total = 0, lists = {};
      results.textContent = "";
      hits.forEach(function (h) { total += h.count; });
      count.textContent = hits.length ? say("count", [query, total, hits.length]) : say("none", [query]);
      hits.slice(0, MOST).forEach(function (h) {
        var list = lists[h.title], item = document.createElement("li"), link = document.createElement("a");
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
      });
    }, function (e) {
      if (mine === turn) count.textContent = say("failed", [e.message]);
    });
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
