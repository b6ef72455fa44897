/* The search page: shows what baogao.search finds, grouped by report and section, every match marked; above the results the terms and indicators
   that the query names, and what it may have meant; facets.js has what narrows it. */
(function () {
  "use strict";
  var MOST = 200; // passages shown at first; the counts are of all
  var root = document.getElementById("search"), box = document.getElementById("q"), turn = 0, most = MOST;
  function part(id) { return document.getElementById(id); }

  function say(key, values) {
    return root.dataset[key].replace(/\{(\d)\}/g, function (_, n) { return values[n - 1]; });
  }
  function make(tag, text) {
    var e = document.createElement(tag);
    if (text) e.textContent = text;
    return e;
  }
  function excerpt(hit) {
    var out = make("span"), at = 0;
    hit.marks.forEach(function (m) {
      out.append(hit.excerpt.slice(at, m[0]), make("mark", hit.excerpt.slice(m[0], m[1])));
      at = m[1];
    });
    out.append(hit.excerpt.slice(at));
    return out;
  }
  /* drawer puts hits into the results, each under its report and section. */
  function drawer(query) {
    var drawn = 0, lists = {}, reports = {}, results = part("results");
    function list(title) {
      var cut = title.indexOf(" · "), report = title.slice(0, cut), place = title.slice(cut + 3), into = results;
      if (root.dataset.series) {
        into = reports[report];
        if (!into) {
          into = reports[report] = make("section");
          into.append(make("h2", report));
          results.append(into);
        }
      }
      into.append(make(root.dataset.series ? "h3" : "h2", root.dataset.series ? place : title), lists[title] = make("ul"));
      lists[title].className = "hits";
      return lists[title];
    }
    return function (hits) {
      if (!drawn) results.textContent = "";
      for (; drawn < Math.min(hits.length, most); drawn++) {
        var h = hits[drawn], item = make("li"), link = make("a");
        link.href = h.url[0] === "#" ? h.url : h.url.replace("#", "?q=" + encodeURIComponent(query) + "#");
        link.append(excerpt(h));
        item.append(link);
        (lists[h.title] || list(h.title)).append(item);
      }
    };
  }

  function show() {
    var query = box.value.trim(), mine = ++turn, count = part("count"), draw = drawer(query), begun = false;
    answers(query, mine);
    near("", []);
    if (!query) { part("results").textContent = ""; count.textContent = say("empty"); after(query, [], mine); return; }
    /* In a series the first hits come before the last text is checked: they are shown, and no count is said to be final. */
    baogao.search(query, function (hits, done) {
      if (mine !== turn) return false;
      if (done || !hits.length) return;
      if (!begun) count.textContent = say("checking", [query, hits.length]);
      begun = true;
      draw(hits);
    }).then(function (hits) {
      if (mine !== turn) return;
      var total = hits.reduce(function (n, h) { return n + h.count; }, 0);
      if (!hits.length) part("results").textContent = "";
      draw(hits);
      count.textContent = say(hits.length ? "count" : "none", [query, total, hits.length]);
      if (hits.length > most) {
        var more = make("button", say("more", [most, hits.length]));
        more.addEventListener("click", function () { most += MOST; show(); });
        part("results").append(more);
      }
      after(query, hits, mine);
      if (hits.length < 3 && part("near")) baogao.near(query, hits).then(function (found) { if (mine === turn) near(query, found); });
    }, function (e) {
      if (mine === turn) count.textContent = say("failed", [e.message]);
    });
  }
  /* after the results comes what narrows them. */
  function after(query, hits, mine) {
    if (!part("facets")) return;
    baogao.run("facets.js").then(function () { if (mine === turn) baogao.facets(hits, ask); });
  }

  /* Terms and indicators that the query names are answers of their own, an indicator with its values. They have their room above the results:
     what is read must not move. */
  function answers(query, mine) {
    var list = part("answers");
    if (!list) return;
    if (!query) { list.textContent = ""; return; }
    Promise.all([baogao.named(query, "names"), baogao.run("panels.js")]).then(function (got) {
      var found = got[0], says = baogao.say();
      if (mine !== turn) return;
      list.textContent = "";
      var n = 0;
      found.forEach(function (c) {
        if (n >= (c.rank % 3 || c.rank === 6 ? 2 : 5) || c.kind === "heading" || c.kind !== "indicator" && c.rank % 3 === 2) return;
        n++;
        var item = make("li"), link = make("a", c.text);
        link.href = c.url;
        item.append(says[c.kind] + " ", link, (c.more ? " " + c.more : "") + (c.in ? " · " + c.in : ""));
        list.append(item);
      });
    }, function () { list.textContent = ""; });
  }
  /* What a query that is hardly found may have meant is offered, never searched for by itself. */
  function near(query, found) {
    var line = part("near");
    if (!line) return;
    line.textContent = found.length ? line.dataset.label : "";
    found.forEach(function (n) {
      var link = make("a", n.text);
      link.href = "?q=" + encodeURIComponent(n.text);
      link.lang = "zh-Hans";
      link.addEventListener("click", function (e) { e.preventDefault(); ask(n.text); });
      line.append(" ", link, " " + line.dataset.count.replace("{1}", n.count));
    });
  }

  /* The address holds the query; keep: as a step that goes back. */
  function remember(keep) {
    try { history[keep ? "pushState" : "replaceState"](null, "", "?q=" + encodeURIComponent(box.value.trim())); } catch (e) { /* a folder may refuse */ }
  }
  function ask(query) {
    box.value = query;
    most = MOST;
    remember(true);
    show();
  }
  function typed() { most = MOST; show(); remember(); }
  function read() { box.value = new URLSearchParams(location.search).get("q") || ""; }

  window.addEventListener("DOMContentLoaded", function () {
    if (new URLSearchParams(location.search).get("q")) read();
    box.form.addEventListener("submit", function (e) { e.preventDefault(); ask(box.value); });
    box.addEventListener("input", function (e) { if (!e.isComposing) typed(); });
    box.addEventListener("compositionend", typed);
    window.addEventListener("popstate", function () { read(); show(); });
    root.addEventListener("click", function (e) { if (e.target.closest("#results a") && baogao.recent) baogao.recent(box.value.trim()); });
    document.querySelector(".notice-links").hidden = true;
    baogao.run("walk.js");
    show();
  });
})();
