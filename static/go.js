/* The choices under the site's one box: places and names that the reader's text means, and what was searched for before on this device. What
   the box cannot place is searched for. See box.js for what other scripts can ask. */
(function () {
  "use strict";
  var baogao = window.baogao, form = baogao.here.form, box = baogao.here.box, say = baogao.say(), MOST = 8, SHARDS = 6;

  baogao.find = function (text) {
    return Promise.all([
      baogao.run("places.js").then(function () { return baogao.places(text); }),
      text.trim() ? baogao.named(text, SHARDS) : []
    ]).then(function (found) {
      return { exact: found[0], names: found[0].length ? [] : found[1].map(function (n) { return { href: n.url, text: n.text, kind: n.kind, rank: n.rank, more: n.more, in: n.in }; }) };
    });
  };
  /* marked is an address whose page marks what was searched for. */
  baogao.marked = function (url, text) { return url.replace("#", "?q=" + encodeURIComponent(text) + "#"); };

  if (!box) return;
  var menu = document.createElement("div"), said = document.createElement("span"), choices = [], active = -1, turn = 0, onSearch = !!document.getElementById("search");
  menu.id = "choices";
  menu.className = "choices";
  menu.hidden = true;
  menu.setAttribute("role", "listbox");
  menu.setAttribute("aria-label", say.choices);
  said.className = "hidden";
  said.setAttribute("role", "status");
  form.append(menu, said);
  box.setAttribute("aria-controls", "choices");

  function close() {
    menu.hidden = true;
    active = -1;
    box.setAttribute("aria-expanded", "false");
    box.removeAttribute("aria-activedescendant");
  }
  function choose(i) {
    active = i;
    Array.prototype.forEach.call(menu.children, function (o, k) { o.setAttribute("aria-selected", k === i); });
    if (i < 0) { box.removeAttribute("aria-activedescendant"); return; }
    box.setAttribute("aria-activedescendant", "choice-" + i);
    menu.children[i].scrollIntoView({ block: "nearest" });
  }
  function open(found) {
    choices = found;
    menu.textContent = "";
    choices.forEach(function (c, i) {
      var o = document.createElement("div"), kind = document.createElement("span");
      o.id = "choice-" + i;
      o.setAttribute("role", "option");
      o.setAttribute("aria-selected", "false");
      kind.className = "kind";
      kind.textContent = say[c.kind] || "";
      o.append(kind, " " + c.text + (c.more ? " " + c.more : ""));
      if (c.in) {
        var of = document.createElement("span");
        of.className = "kind of";
        of.textContent = " " + c.in;
        o.append(of);
      }
      if (c.kind !== "forget") o.lang = "zh-Hans";
      o.addEventListener("mousedown", function (e) { e.preventDefault(); });
      o.addEventListener("click", function () { lead(c); });
      menu.append(o);
    });
    active = -1;
    box.removeAttribute("aria-activedescendant");
    menu.hidden = !choices.length;
    box.setAttribute("aria-expanded", String(!!choices.length));
    said.textContent = choices.length ? say.count.replace("{1}", choices.length) : "";
  }
  function lead(c) {
    close();
    if (c.kind === "forget") { baogao.recent(null); return; }
    if (c.kind === "recent") {
      box.value = c.text;
      form.requestSubmit();
      return;
    }
    var same = new URL(c.href, location.href).pathname === location.pathname && c.href.indexOf("?") < 0 && !location.search;
    location.href = c.href;
    if (same) { // the page stays: the reader's place goes to the passage
      var at = document.getElementById(c.href.split("#")[1]);
      box.blur();
      if (at) { if (!at.matches("a, button, [tabindex]")) at.tabIndex = -1; at.focus({ preventScroll: true }); }
    }
  }
  /* recent are searches of this device, those that begin as the text does. */
  function recent(text) {
    var all = baogao.recent().filter(function (t) { return t !== text && t.indexOf(text) === 0; }).slice(0, text ? 2 : MOST).map(function (t) { return { text: t, kind: "recent" }; });
    return all.length && !text ? all.concat({ text: say.forget, kind: "forget" }) : all;
  }
  function suggest() {
    var text = box.value.trim(), mine = ++turn;
    if (!text) { open(recent("")); return; }
    baogao.find(text).then(function (f) {
      if (mine !== turn || document.activeElement !== box) return;
      open((onSearch ? f.exact : f.exact.concat(f.names)).slice(0, MOST - 2).concat(recent(text)));
    }, close);
  }
  baogao.go = function (text) {
    var mine = ++turn;
    return baogao.find(text).then(function (f) {
      var best = f.exact.length || onSearch ? f.exact : f.names.filter(function (c) { return c.rank === 0 || c.rank === 3; });
      // A term's page and an indicator's are more than a heading of the same words.
      var named = best.filter(function (c) { return c.kind !== "heading"; });
      if (named.length === 1) best = named;
      if (best.length === 1) lead(best[0]);
      else if (best.length) { if (mine === turn) open(best); }
      else if (onSearch) return false;
      else return baogao.search(text, function (hits) { return hits.length < 2; }).then(function (hits) { return hits.length === 1 && (lead({ href: baogao.marked(hits[0].url, text) }), true); });
      return true;
    });
  };

  box.addEventListener("input", function (e) { if (!e.isComposing) suggest(); });
  box.addEventListener("compositionstart", close); // the arrows are the input method's
  box.addEventListener("compositionend", suggest);
  box.addEventListener("focus", function () { if (!box.value) suggest(); });
  box.addEventListener("blur", close);
  box.addEventListener("keydown", function (e) {
    if (e.isComposing || e.keyCode === 229) return;
    if (e.key === "Escape") { turn++; if (!menu.hidden) { e.preventDefault(); close(); } } // nor comes what was asked for before
    else if ((e.key === "ArrowDown" || e.key === "ArrowUp") && !menu.hidden) {
      e.preventDefault();
      var n = choices.length, down = e.key === "ArrowDown";
      choose(active < 0 ? (down ? 0 : n - 1) : (active + (down ? 1 : n - 1)) % n);
    } else if (e.key === "ArrowDown" && !onSearch) { e.preventDefault(); suggest(); }
    else if (e.key === "Enter" && active >= 0) { e.preventDefault(); lead(choices[active]); }
  });
  if (document.activeElement === box) suggest();
})();
