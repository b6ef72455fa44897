/* The search page: finds what the reader typed, to the letter, in the text that the data scripts hand over. */
(function () {
  "use strict";
  var FORMAT = 1;
  var MOST = 200; // passages shown; the counts are of all
  var reports = [];
  var root = document.getElementById("search");
  var box = document.getElementById("q");

  window.baogaoSearch = function (data) {
    if (data.format !== FORMAT) {
      console.warn("baogao: search data of format " + data.format + ", script of format " + FORMAT);
      return;
    }
    reports.push(data);
  };

  function say(key, values) {
    var text = root.dataset[key];
    (values || []).forEach(function (v, i) { text = text.split("{" + (i + 1) + "}").join(v); });
    return text;
  }

  /* find gives every passage that holds the query, with the places of all its occurrences. */
  function find(query) {
    var found = [];
    reports.forEach(function (report) {
      report.passages.forEach(function (p) {
        var at = p[2].indexOf(query), places = [];
        for (; at >= 0; at = p[2].indexOf(query, at + query.length)) places.push(at);
        if (places.length) found.push({ report: report, part: report.parts[p[0]], id: p[1], text: p[2], places: places });
      });
    });
    return found;
  }

  /* excerpt shows the first occurrence with its neighbourhood, every occurrence in it marked. */
  function excerpt(hit, length) {
    var from = Math.max(hit.places[0] - 30, 0), to = Math.min(hit.places[0] + length + 50, hit.text.length);
    var out = document.createElement("span");
    if (from > 0) out.append("…");
    var at = from;
    hit.places.forEach(function (place) {
      if (place + length > to) return;
      out.append(hit.text.slice(at, place));
      var mark = document.createElement("mark");
      mark.textContent = hit.text.slice(place, place + length);
      out.append(mark);
      at = place + length;
    });
    out.append(hit.text.slice(at, to));
    if (to < hit.text.length) out.append("…");
    return out;
  }

  function show() {
    var query = box.value.trim();
    var results = document.getElementById("results"), count = document.getElementById("count");
    results.textContent = "";
    if (!query) { count.textContent = say("empty"); return; }
    var hits = find(query), total = 0, list, last;
    hits.forEach(function (h) { total += h.places.length; });
    count.textContent = hits.length ? say("count", [query, total, hits.length]) : say("none", [query]);
    hits.slice(0, MOST).forEach(function (h) {
      if (h.part !== last) {
        last = h.part;
        var head = document.createElement("h2");
        head.textContent = (reports.length > 1 ? h.report.title + " " : "") + h.part[1] + " " + h.part[2];
        list = document.createElement("ul");
        list.className = "hits";
        results.append(head, list);
      }
      var item = document.createElement("li"), link = document.createElement("a");
      link.href = h.part[0] + "#" + h.id;
      link.append(excerpt(h, query.length));
      item.append(link);
      list.append(item);
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
