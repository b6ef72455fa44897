/* Cards: what a term, a figure or another passage is, beside the link to it. A card comes by hover, by focus, by a first touch or click;
   it stays while the pointer is on it, goes by Escape, by its button and when the reader turns elsewhere. A second touch, Enter, and a
   click with the card open follow the link. Its data are in ID/cards.js, loaded with the first card. */
window.baogao = window.baogao || {};
(function () {
  "use strict";
  var baogao = window.baogao, FORMAT = 1, say = document.currentScript.dataset;
  var data = null, loading = null, card = null, owner = null, coming = 0, going = 0, touched = false, follow = false, quiet = null;

  baogao.cards = function (d) { if (d.format === FORMAT) data = d; };

  function load() {
    return loading || (loading = baogao.run(baogao.here.folder + "cards.js").catch(function () { /* the link still leads on */ }));
  }

  /* What a link is about: [title, small print, text, small print, foot]; null where there is no card. */
  function about(a) {
    if (!data) return null;
    var end = a.getAttribute("href").split("#"), file = end[0].split("/").pop().replace(/\.html$/, ""), id = end[1] || "";
    if (a.matches(".fig")) {
      var f = data.figures[id];
      return f && [f[0], f[2], f[1], "", ""];
    }
    if (/(^|\/)terms\/[^/]+\.html$/.test(end[0]) || a.matches(".term")) {
      var t = data.terms[file];
      return t && [t[0], t[1], t[2], t[3], t[4]];
    }
    var p = data.passages[id.replace(/(-p\d+)-\d+$/, "$1")];
    return p && [p[0], "", p[1], "", ""];
  }

  /* A link has a card where it names a thing of this report, in the page's own matter and not about the place itself. */
  function candidate(target) {
    var a = target.closest && target.closest("main a[href]");
    if (!a || a.matches(".pl, .sl, .em, .to, [rel]") || a.closest(".rail, .crumbs, .entries, .strip, #card")) return null;
    if (a.matches(".term, .fig, .ref")) return a;
    return /#(c\d|lead|closing|a\d|glossary)/.test(a.hash) && a.getAttribute("href")[0] !== "#" || /(^|\/)terms\/(?!index)[^/]+\.html$/.test(a.getAttribute("href")) ? a : null;
  }

  function make() {
    card = document.createElement("div");
    card.id = "card";
    card.setAttribute("role", "dialog");
    card.setAttribute("aria-labelledby", "card-title");
    card.hidden = true;
    card.lang = "zh-Hans";
    card.innerHTML = '<p class="card-head"><b id="card-title"></b> <span class="card-kind"></span><button type="button" class="quiet"></button></p><p id="card-text"></p><p class="card-source"></p><p class="card-foot"></p>';
    card.querySelector("button").textContent = "×";
    card.querySelector("button").setAttribute("aria-label", say.close);
    card.querySelector("button").addEventListener("click", function () { var o = owner; close(); if (o) { quiet = o; o.focus(); } });
    card.addEventListener("pointerenter", function () { clearTimeout(going); });
    card.addEventListener("pointerleave", leave);
    document.body.append(card);
  }

  function place(a) {
    var boxes = a.getClientRects(), box = boxes[0], last = boxes[boxes.length - 1], gap = 6, room = document.documentElement.clientWidth;
    card.style.maxHeight = "";
    card.style.transform = "none";
    var size = card.getBoundingClientRect(), below = innerHeight - last.bottom, above = box.top;
    var under = below >= size.height + gap || below >= above;
    card.style.maxHeight = Math.max(80, (under ? below : above) - 2 * gap) + "px";
    size = card.getBoundingClientRect();
    var x = Math.max(gap, Math.min(box.left, room - size.width - gap));
    var y = Math.max(gap, Math.min(under ? last.bottom + gap : box.top - size.height - gap, innerHeight - size.height - gap));
    card.style.transform = "translate(" + x + "px," + y + "px)"; // not left and top: those would count as a shift of the page
  }

  function open(a) {
    load().then(function () {
      var what = about(a);
      if (!what || !a.isConnected) return;
      if (!card) make();
      if (owner && owner !== a) unmark();
      owner = a;
      clearTimeout(going);
      ["#card-title", ".card-kind", "#card-text", ".card-source", ".card-foot"].forEach(function (s, i) {
        var e = card.querySelector(s);
        e.textContent = what[i];
        e.hidden = !what[i];
      });
      a.setAttribute("aria-describedby", "card-text");
      a.setAttribute("aria-expanded", "true");
      card.hidden = false;
      place(a);
    });
  }
  function unmark() {
    owner.removeAttribute("aria-describedby");
    owner.removeAttribute("aria-expanded");
  }
  function close() {
    clearTimeout(coming);
    clearTimeout(going);
    if (!owner) return;
    unmark();
    card.hidden = true;
    owner = null;
  }
  function soon(a, ms) { clearTimeout(coming); coming = setTimeout(function () { open(a); }, ms); }
  function leave() {
    if (touched) return;
    clearTimeout(going);
    going = setTimeout(close, 250);
  }

  document.addEventListener("pointerover", function (e) {
    if (e.pointerType === "touch") return;
    var a = candidate(e.target), sign = e.target.closest(".to:not([title])");
    if (sign) sign.title = sign.getAttribute("aria-label");
    touched = false;
    if (a && a !== quiet) soon(a, owner ? 60 : 180);
    if (!a) quiet = null;
  });
  document.addEventListener("pointerout", function (e) { var a = e.pointerType !== "touch" && candidate(e.target);
    if (!a) return;
    if (a === owner) leave(); else if (document.activeElement !== a) clearTimeout(coming); });
  document.addEventListener("focusin", function (e) {
    var a = candidate(e.target);
    if (a && a !== quiet && a.matches(":focus-visible")) soon(a, 120);
    else if (owner && !card.contains(e.target) && e.target !== owner) close();
    if (a !== quiet) quiet = null;
  });
  document.addEventListener("focusout", function (e) { if (e.target === owner && !card.contains(e.relatedTarget)) leave(); });
  document.addEventListener("pointerdown", function (e) {
    touched = e.pointerType === "touch";
    var a = candidate(e.target);
    follow = Boolean(a && a === owner);
    if (owner && !a && !card.contains(e.target)) close();
  });
  document.addEventListener("click", function (e) {
    var a = candidate(e.target);
    if (!a || !e.detail || e.ctrlKey || e.metaKey || e.shiftKey || e.button || follow || !a.matches(".term, .fig")) return;
    if (!data && loading) return; // there are no cards to show
    e.preventDefault();
    open(a);
  });
  document.addEventListener("keydown", function (e) {
    if (e.key !== "Escape" || !owner) return;
    e.preventDefault();
    quiet = owner;
    close();
  });
  addEventListener("scroll", function () { if (owner) { if (touched) close(); else place(owner); } }, { passive: true, capture: true });
  addEventListener("resize", close);
})();
