/* A page that a hit led to (?q=) shows every match in its text: n and p step through them, as do the buttons of a small bar; Escape takes all away. */
(function () {
  "use strict";
  var baogao = window.baogao, say = baogao.say(), query = new URLSearchParams(location.search).get("q"), all = [], at = 0, bar, said;
  var blocks = Array.prototype.slice.call(document.querySelectorAll("main [data-t]"));

  /* nodes are the pieces of a block that are the report's text, each with its start. */
  function nodes(block) {
    var walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT), out = [], start = 0;
    while (walker.nextNode()) {
      var node = walker.currentNode, ui = node.parentElement.closest("[data-ui]");
      if (ui && block.contains(ui)) continue;
      out.push([start, node]);
      start += node.data.length;
    }
    return out;
  }
  /* text is [what a block says, starts and ends of its headings]. */
  function text(block) {
    var heads = [], said = "", list = nodes(block);
    list.forEach(function (n) {
      said += n[1].data;
      if (!block.matches(".p") || n[1].parentElement.closest(".topic, .subtopic")) heads.push(n[0], n[0] + n[1].data.length);
    });
    return [said, heads];
  }
  function mark(block, spans) {
    var own = spans.map(function () { return []; });
    nodes(block).forEach(function (n) {
      var node = n[1], from = n[0], to = from + node.data.length;
      for (var i = spans.length; i--;) { // from behind, so that places before stay
        var a = Math.max(spans[i][0], from), b = Math.min(spans[i][1], to);
        if (a >= b) continue;
        var piece = node.splitText(a - from), m = document.createElement("mark");
        piece.splitText(b - a);
        m.className = "found";
        piece.replaceWith(m);
        m.append(piece);
        own[i].unshift(m);
      }
    });
    own.forEach(function (marks) { if (marks.length) all.push(marks); });
  }

  function show(i, move) {
    all[at].forEach(function (m) { m.classList.remove("now"); });
    at = (i + all.length) % all.length;
    all[at].forEach(function (m) { m.classList.add("now"); });
    said.textContent = say.hits.replace("{1}", query).replace("{2}", at + 1).replace("{3}", all.length);
    if (!move) return;
    all[at][0].scrollIntoView({ block: "center" });
    all[at][0].tabIndex = -1;
    all[at][0].focus({ preventScroll: true });
  }
  function clear() {
    all.forEach(function (marks) { marks.forEach(function (m) { var p = m.parentNode; m.replaceWith.apply(m, m.childNodes); p.normalize(); }); });
    all = [];
    bar.remove();
    document.removeEventListener("keydown", key);
    try { history.replaceState(history.state, "", location.pathname + location.hash); } catch (e) { /* a folder may refuse */ }
  }
  function key(e) {
    if (e.defaultPrevented || e.isComposing || e.ctrlKey || e.metaKey || e.altKey || e.target.closest("input, textarea, select, [contenteditable], dialog[open]")) return;
    if (e.key === "Escape") { clear(); return; }
    if (document.documentElement.dataset.keys === "off" || e.key !== "n" && e.key !== "p") return;
    e.preventDefault();
    show(at + (e.key === "n" ? 1 : -1), true);
  }
  function button(name, sign, act) {
    var b = document.createElement("button");
    b.type = "button";
    b.className = "quiet";
    b.textContent = sign;
    b.setAttribute("aria-label", say[name]);
    b.title = say[name];
    b.addEventListener("click", act);
    return b;
  }

  /* found has the matches in the blocks; of the query's fields those count that tell headings from text. */
  function found() {
    var E = baogao.engine, q = E.parse(query);
    q.filters = q.filters.filter(function (f) { return f[0] === "in"; });
    return blocks.map(function (block) {
      var t = text(block), m = E.match(q, [[0, "", "", ""], "", t[0], t[1]], 0);
      return m ? m.all.map(function (s) { return [s.start, s.end]; }) : [];
    });
  }

  baogao.prepare(query).then(function () {
    found().forEach(function (spans, i) { if (spans.length) mark(blocks[i], spans); });
    if (!all.length) return;
    bar = document.createElement("div");
    bar.className = "found-bar";
    bar.setAttribute("role", "group");
    bar.setAttribute("aria-label", say.found);
    said = document.createElement("span");
    said.setAttribute("role", "status");
    bar.append(said, button("previous", "↑", function () { show(at - 1, true); }), button("next", "↓", function () { show(at + 1, true); }), button("clear", "×", clear));
    document.body.append(bar);
    document.addEventListener("keydown", key);
    var target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1))), first = 0;
    if (target) first = all.findIndex(function (m) { return target.contains(m[0]) || target.compareDocumentPosition(m[0]) & Node.DOCUMENT_POSITION_FOLLOWING; });
    show(Math.max(first, 0), false);
  }, function (e) { console.warn(e.message); });
})();
