/* Follows the builds of baogao serve: puts what changed into the page, shows problems while there are any, leads from a paragraph to its
   file. Only serve sends this script; nothing of it is in the site. */
(function () {
  "use strict";
  var source = null, sent = null; // the page as it was sent, before scripts changed it: its text, and parsed
  var version = null, box = null, words = {};

  function parse(text) { return new DOMParser().parseFromString(text, "text/html"); }
  function load() { return fetch(location.pathname, { cache: "no-store" }).then(function (r) { return r.text(); }); }
  load().then(function (text) { if (source === null) { source = text; sent = parse(text); } });

  function list(doc, query, name) { return Array.from(doc.querySelectorAll(query), function (x) { return x.getAttribute(name); }).join("\n"); }

  // styles takes the new styles in before the old ones go, so that the page is never bare.
  function styles(was, now) {
    var query = "link[rel=stylesheet]", old = Array.from(document.querySelectorAll(query)), fresh = Array.from(now.querySelectorAll(query));
    if (old.length !== fresh.length) return false;
    fresh.forEach(function (x, i) {
      if (old[i].getAttribute("href") === x.getAttribute("href")) return;
      var link = x.cloneNode();
      link.onload = link.onerror = function () { old[i].remove(); };
      old[i].after(link);
    });
    return true;
  }

  function attributes(x) { return Array.from(x.attributes, function (a) { return a.name + "=" + a.value; }).join("\n"); }
  function own(x) { return Array.from(x.childNodes, function (n) { return n.nodeType === 1 ? "<" + n.localName : n.nodeValue; }).join("\n"); }

  // counterpart is the element on the page that an element of the source became; scripts may have added others beside it.
  function counterpart(live, was, i) {
    var x = was.children[i];
    if (x.id) { x = document.getElementById(x.id); return x && live.contains(x) ? x : null; }
    return live.children.length === was.children.length ? live.children[i] : null;
  }

  // patch puts into a live element what differs between two sources of it, as far down as it can, so that the rest keeps its state.
  function patch(live, was, now) {
    if (was.isEqualNode(now)) return;
    var deep = was.localName === now.localName && attributes(was) === attributes(now) && own(was) === own(now) && was.children.length > 0;
    var pairs = [];
    for (var i = 0; deep && i < was.children.length; i++) {
      if (was.children[i].isEqualNode(now.children[i])) continue;
      var x = counterpart(live, was, i);
      if (x) pairs.push([x, was.children[i], now.children[i]]);
      else deep = false;
    }
    if (deep) pairs.forEach(function (p) { patch(p[0], p[1], p[2]); });
    else live.replaceWith(document.importNode(now, true));
  }

  // around is what a page has outside of its main part, but for its links to styles.
  function around(doc) {
    return Array.from(doc.body.children, function (x) { return x.id === "main" || x.localName === "link" ? "" : x.outerHTML; }).join("\n");
  }

  function reload() { location.reload(); }

  function update(text) {
    if (source === text) return;
    var was = sent, now = parse(text);
    source = text;
    sent = now;
    var main = document.getElementById("main"), a = was.getElementById("main"), b = now.getElementById("main");
    var scripts = list(was, "script[src]", "src") !== list(now, "script[src]", "src");
    if (!main || !a || !b || scripts || document.querySelector("script[src*='/table'], script[src^='table']") || !styles(was, now)) return reload();
    document.title = now.title;
    patch(main, a, b);
    if (around(was) !== around(now)) reload();
  }

  function show(problems) {
    if (!problems.length) {
      if (box) box.remove();
      box = null;
      return;
    }
    if (!box) {
      box = document.createElement("section");
      box.id = "serve-problems";
      box.setAttribute("role", "alert");
      box.style.cssText = "position:fixed;inset:auto 0 0 0;max-height:60vh;overflow:auto;padding:1rem;background:#2b1512;color:#ffe9e2;font:14px/1.5 ui-monospace,monospace;z-index:99";
      document.body.append(box);
    }
    box.replaceChildren();
    problems.forEach(function (p) {
      var pre = document.createElement("pre");
      pre.style.cssText = "margin:0 0 1rem;white-space:pre-wrap";
      pre.textContent = p.screen;
      if (p.place) {
        pre.style.cursor = "pointer";
        pre.title = words.open;
        pre.addEventListener("click", function () { if (getSelection().isCollapsed) lead(p); });
      }
      box.append(pre);
    });
  }

  // lead opens a place in the editor, where config.toml says how, else copies it. The place is said at once: a browser that first asks
  // whether it may copy, or never answers, keeps nobody from reading it.
  function lead(place) {
    if (place.link) { location.href = place.link; return; }
    tell(place.place);
    if (navigator.clipboard) navigator.clipboard.writeText(place.place).then(function () { tell(words.copied + " " + place.place); }, function () {});
  }

  var note = null;
  function tell(text) {
    if (!note) {
      note = document.createElement("p");
      note.id = "serve-note";
      note.setAttribute("role", "status");
      note.style.cssText = "position:fixed;inset:auto 1rem 1rem auto;margin:0;padding:.5rem .75rem;background:#222;color:#fff;font:14px/1.5 ui-monospace,monospace;z-index:98";
    }
    note.textContent = text;
    document.body.append(note);
    clearTimeout(tell.wait);
    tell.wait = setTimeout(function () { note.remove(); }, 4000);
  }

  function openPlace(block) {
    var address = "/-/place?page=" + encodeURIComponent(location.pathname) + "&id=" + encodeURIComponent(block ? block.dataset.t : "");
    fetch(address).then(function (r) { return r.ok ? r.json() : null; }).then(function (place) { if (place) lead(place); });
  }

  // current is the paragraph under the pointer, with the focus, that the address names, or the first on the screen.
  var under = null;
  document.addEventListener("pointerover", function (e) { under = e.target.closest ? e.target.closest("[data-t]") : null; });
  function current() {
    var focused = document.activeElement && document.activeElement.closest("[data-t]"), target = document.querySelector(":target");
    return under || focused || (target && target.closest("[data-t]")) ||
      Array.from(document.querySelectorAll("[data-t]")).find(function (x) { return x.getBoundingClientRect().bottom > 80; });
  }
  document.addEventListener("keydown", function (e) {
    if (e.key !== "e" || e.defaultPrevented || e.isComposing || e.ctrlKey || e.metaKey || e.altKey) return;
    if (e.target.closest("input, select, textarea, [contenteditable], dialog[open]")) return;
    e.preventDefault();
    openPlace(current());
  });
  document.addEventListener("click", function (e) {
    var block = e.target.closest("main [data-t]");
    if (!block || e.defaultPrevented || e.target.closest("a, button, input, summary, dialog") || !getSelection().isCollapsed) return;
    openPlace(block);
  });

  new EventSource("/-/events?page=" + encodeURIComponent(location.pathname)).onmessage = function (e) {
    var state = JSON.parse(e.data);
    words = state.words;
    show(state.problems);
    if (version === null) { version = state.version; return; }
    if (state.version === version) return;
    version = state.version;
    if (source === null) { reload(); return; }
    if (state.same) return;
    if (state.page) update(state.page);
    else load().then(update, reload);
  };
})();
