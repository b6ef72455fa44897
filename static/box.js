/* The site's one box, as far as every page needs it: what a reader types in it is read by go.js, which comes with the first focus.

   For other scripts, on every page; it is the first of them, and the others stand on it. What is not here is read when it is asked for:
     baogao.find(text) → Promise<{exact: [choice], names: [choice]}>, choice {href, text, kind, more, rank}: exact are places, names come nearest
                         first, more is what the report says of an indicator
     baogao.go(text)   → Promise<true> when it leads somewhere or shows choices, <false> when the text is to be searched for
     baogao.search(text[, some]), named(text[, most]), near(text, hits), prepare(text): see search.js and names.js
     baogao.run(file)  → Promise, a script of the site's folder, read once
     baogao.list()     → Promise<[[id, title]]>, the reports
     baogao.load(id)   → Promise<report>, the data of ID/address.js
     baogao.say()      → {name: words}, what scripts say; panels.js must have run
     baogao.recent([text]) → [text], what was searched for on this device, the last first; a text is added, null forgets all */
window.baogao = window.baogao || {};
(function () {
  "use strict";
  var baogao = window.baogao, script = document.currentScript, root = script.dataset.root;
  var form = document.querySelector("form.find"), box = form && form.elements.q;
  var FORMAT = 1, loaded = {}, data = {}, list = [];

  /* run adds a script to the page; it works from a folder, where nothing can be fetched. again: also one that has run. */
  baogao.run = function (src, again) {
    return !again && loaded[src] || (loaded[src] = new Promise(function (done, fail) {
      var s = document.createElement("script");
      s.src = root + src;
      s.async = false; // in this order
      s.onload = function () { s.remove(); done(); };
      s.onerror = function () { delete loaded[src]; s.remove(); fail(new Error(src)); };
      document.head.append(s);
    }));
  };
  /* folder is where a report's pages are, below the site's: a name can hold what means something in an address. */
  function folder(id) { return encodeURI(id).replace(/[?#]/g, encodeURIComponent) + "/"; }
  baogao.list = function () { return baogao.run("address.js").then(function () { return list; }); };
  baogao.reports = function (all) { list = all; };
  baogao.address = function (d) { if (d.format === FORMAT) data[d.id] = d; };
  baogao.load = function (id) { return baogao.run(folder(id) + "address.js").then(function () { return data[id]; }); };

  function later(names, read) {
    names.forEach(function (name) {
      baogao[name] = baogao[name] || function (a, b) { return read().then(function () { return baogao[name](a, b); }); };
    });
  }
  baogao.say = function () {
    var t = document.createElement("template");
    t.innerHTML = baogao.html.words;
    return t.content.firstElementChild.dataset;
  };
  /* Scripts run in the order in which they are asked for: what go.js and hits.js say is there when they start. */
  function names() { return Promise.all([baogao.run("panels.js"), baogao.run("go.js")]); }
  baogao.here = { root: root, report: script.dataset.report || "", folder: folder(script.dataset.report || ""), form: form, box: box };
  later(["find", "go"], names);
  /* The search's scripts and its data come side by side: on a slow line what counts is how often one waits for the other. */
  function search() {
    return Promise.all([baogao.run("fold.js"), baogao.run("search.js"), baogao.run("search/index.js"), baogao.html && baogao.html.shards && baogao.run("series.js")]);
  }
  later(["search", "prepare", "named", "near"], search);

  var KEY = "baogao-recent", MOST = 8;
  baogao.recent = function (text) {
    var all = [];
    try {
      all = JSON.parse(localStorage.getItem(KEY)) || [];
      if (text === null) { all = []; localStorage.removeItem(KEY); }
      else if (text) {
        all = [text].concat(all.filter(function (t) { return t !== text; })).slice(0, MOST);
        localStorage.setItem(KEY, JSON.stringify(all));
      }
    } catch (e) { all = []; /* no storage, no memory */ }
    return all;
  };

  /* An address that has a tombstone leads on. */
  var stub = location.hash && document.getElementById(location.hash.slice(1));
  if (stub && stub.dataset.to) location.replace(stub.dataset.to);
  /* A page that a hit led to shows what was searched for. */
  if (!document.getElementById("search") && document.querySelector("[data-t]") && new URLSearchParams(location.search).get("q")) Promise.all([baogao.run("panels.js"), baogao.run("hits.js")]);

  if (!box) return;
  var onSearch = !!document.getElementById("search");
  [["role", "combobox"], ["aria-expanded", "false"], ["aria-autocomplete", "list"], ["aria-keyshortcuts", "/ g"]].forEach(function (a) { box.setAttribute(a[0], a[1]); });
  box.addEventListener("focus", function () { names().then(onSearch ? null : search); }); // that page has them
  /* A citation of several lines stays several words when it is pasted into one line. */
  box.addEventListener("paste", function (e) {
    var text = e.clipboardData && e.clipboardData.getData("text/plain");
    if (!text || !/[\r\n]/.test(text)) return;
    e.preventDefault();
    box.setRangeText(text.replace(/[\r\n]+/g, " "), box.selectionStart, box.selectionEnd, "end");
    box.dispatchEvent(new InputEvent("input", { bubbles: true }));
  });
  form.addEventListener("submit", function (e) {
    var text = box.value.trim();
    if (!text) return;
    baogao.recent(text);
    if (onSearch) { baogao.go(text); return; }
    e.preventDefault();
    baogao.go(text).then(function (done) { if (!done) form.submit(); }, function () { form.submit(); });
  });
  document.addEventListener("keydown", function (e) {
    if (e.key !== "/" && e.key !== "g" || e.ctrlKey || e.metaKey || e.altKey || e.isComposing || e.defaultPrevented) return;
    if (e.target.closest("input, textarea, select, [contenteditable], dialog[open]") || document.documentElement.dataset.keys === "off") return;
    e.preventDefault();
    box.focus();
    box.select();
  });
})();
