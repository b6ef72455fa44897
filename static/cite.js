/* Citing: a passage's number, the sign of a sentence, and words that a reader selects, open a menu that copies the link, the text, or a
   reference in every form that package cite writes; in the menu of a passage its sentences can be chosen.
   Without this script the number is a link, and cite.html has the report's references. */
(function () {
  "use strict";
  var baogao = window.baogao, script = document.currentScript, say = script.dataset, id = script.dataset.report;
  if (!document.querySelector("[data-t]")) return;
  var menu, opener, target, button, words = baogao.words, chosen = baogao.chosen;
  function element(node) { return node.nodeType === 1 ? node : node.parentElement; }

  function on(e, type, f) { e.addEventListener(type, f); }
  function make(tag, props, children) {
    var e = document.createElement(tag);
    Object.keys(props || {}).forEach(k => { if (k in e) e[k] = props[k]; else e.setAttribute(k, props[k]); });
    (children || []).forEach(c => e.append(c));
    return e;
  }

  /* passage is what a menu is about: {id, paragraph, sentences, text}. */
  function passage(block, text, first, last) {
    var m = /^(.*?)(?:-p(\d+))?$/.exec(block.dataset.t), n = s => s && s.id ? +s.id.slice(block.dataset.t.length + 1) : 0;
    return { block: block.dataset.t, part: m[1], paragraph: +m[2] || 0, from: n(first), to: n(last), text: text };
  }
  function selected() {
    var range = chosen();
    if (!range) return null;
    var start = element(range.startContainer), block = start.closest("[data-t]"), box = document.createElement("div");
    if (!block || block.closest("[data-ui]")) return null;
    box.append(range.cloneContents());
    var text = words(box), end = element(range.endContainer);
    return text && passage(block, text, start.closest(".s"), (end.closest("[data-t]") === block ? end : start).closest(".s"));
  }

  function today() {
    var d = new Date();
    return new Date(d - d.getTimezoneOffset() * 6e4).toISOString().slice(0, 10);
  }
  /* values are what the forms leave open; see package cite. */
  function values(r, t, quote, day) {
    var part = r.parts.filter(p => p[0] === t.part)[0], fragment = t.block + (t.from ? "-" + t.from : "");
    var page = part ? part[1] : "index.html", link = new URL(baogao.here.root + baogao.here.folder + page, location.href).href.split(/[?#]/)[0] + "#" + fragment;
    var v = { id: fragment, link: r.url ? r.url + page + "#" + fragment : link, page: part ? part[2] : "" };
    if (t.paragraph) v.page += "第" + t.paragraph + "段" + (t.from ? "第" + t.from + (t.to > t.from ? "至" + t.to : "") + "句" : "");
    if (!/^file:/.test(v.link)) v.url = v.link;
    if ((r.corrected || []).indexOf(t.block) >= 0) v.edition = r.edition;
    if (quote) v.quote = t.text;
    if (day) { v.accessed = today(); v.year = v.accessed.slice(0, 4); v.slashes = v.accessed.replace(/-/g, "/"); v.parts = v.accessed.split("-").map(Number).join(","); }
    return v;
  }
  var escapes = {
    tex: s => s.replace(/[\\{}#$%&_~^]/g, c => "\\" + ({ "\\": "textbackslash{}", "~": "textasciitilde{}", "^": "textasciicircum{}" }[c] || c)),
    ris: s => s.replace(/\s+/g, " ").trim(),
    json: s => JSON.stringify(s).slice(1, -1)
  };
  /* write fills a form in, by the rule of cite.Form.Write. */
  function write(form, v) {
    return form[3].map(p => {
      if (typeof p === "string") return p;
      if (!p[0].split(" ").every(n => n[0] === "!" ? !v[n.slice(1)] : v[n])) return "";
      return p[1].replace(/\{([a-z]+)\}/g, (_, n) => { var x = v[n] || ""; return form[2] && !(form[2] === "tex" && n === "url") ? escapes[form[2]](x) : x; });
    }).join("");
  }

  function close(back) {
    if (!menu) return;
    var m = menu;
    menu = null;
    m.remove();
    if (back && opener) opener.focus();
  }
  function copy(text, name, shown, told) {
    shown.value = text;
    shown.hidden = false;
    function done() { told.textContent = say.copied.replace("{1}", name); }
    function byHand() { // no clipboard for this page: the old way, and at worst the reader's own keys
      var at = document.activeElement, ok = false;
      shown.select();
      try { ok = document.execCommand("copy"); } catch (e) { /* stays selected */ }
      if (ok) { done(); at.focus(); } else told.textContent = say.select;
    }
    if (navigator.clipboard && window.isSecureContext) navigator.clipboard.writeText(text).then(done, byHand);
    else byHand();
  }

  function open(from, t) {
    var was = menu && menu.contains(document.activeElement); // its sentence was chosen anew
    close(false);
    opener = from;
    target = t;
    Promise.all([baogao.load(id), baogao.run("panels.js")]).then(([r]) => {
      if (target !== t) return;
      say = Object.assign(baogao.say(), script.dataset);
      var told = make("p", { className: "told", role: "status" }), shown = make("textarea", { readOnly: true, rows: 3, hidden: true, "aria-label": say.shown });
      var quote = make("input", { type: "checkbox", checked: !!t.from }), day = make("input", { type: "checkbox", checked: true });
      function action(name, text) {
        var b = make("button", { type: "button", textContent: name });
        on(b, "click", () => { copy(text(values(r, t, quote.checked, day.checked)), name, shown, told); });
        return b;
      }
      var v = values(r, t, false, false), head = make("p", { className: "what", lang: "zh-Hans" }, [v.page || r.title]);
      var shut = make("button", { type: "button", className: "shut", textContent: "×", "aria-label": say.close });
      on(shut, "click", () => { close(true); });
      var all = document.querySelectorAll('[data-t="' + t.block + '"] .s'), which = make("select", { "aria-label": say.menu }, [make("option", { textContent: say.whole })]);
      all.forEach((s, i) => which.append(make("option", { textContent: say.sentence.replace("{1}", i + 1), selected: t.from === i + 1 && !(t.to > t.from) })));
      on(which, "change", () => {
        var s = all[which.selectedIndex - 1], block = document.querySelector('[data-t="' + t.block + '"]');
        open(opener, passage(block, words(s || block), s, s));
      });
      menu = make("div", { className: "cite-menu", role: "dialog", "aria-label": say.menu, "data-ui": "" }, [head, shut,
        make("div", { className: "row" }, [all.length > 1 ? which : "", action(say.link, v => v.link), action(say.text, () => t.text)]),
        make("div", { className: "row" }, [make("label", {}, [quote, say.quote]), make("label", {}, [day, say.day])]),
        make("div", { className: "row", role: "group", "aria-label": say.forms }, r.forms.filter(f => v.url || !/-eb$/.test(f[0])).map(f => {
          return action(v.url ? f[1] : f[1].replace("/OL]", "]"), function (v) {
            var text = write(f, v);
            return v.quote && !f[2] && f[0] !== "own" ? v.quote + "\n——" + text : text;
          });
        })), shown, told]);
      on(menu, "keydown", (e) => { if (e.key === "Escape") { e.stopPropagation(); close(true); } });
      on(menu, "focusout", (e) => { if (e.relatedTarget && menu && !menu.contains(e.relatedTarget)) close(false); });
      opener.after(menu);
      place(menu, opener.getBoundingClientRect());
      menu.querySelector(was ? "select" : ".row button").focus({ preventScroll: true });
    }, () => {});
  }
  /* place sets what came beside a rectangle below its end, inside the window, over the page. */
  function place(m, at, left) {
    var from = m.offsetParent.getBoundingClientRect();
    m.style.left = Math.max(8, Math.min(left || at.left, document.documentElement.clientWidth - m.offsetWidth - 8)) - from.left + "px";
    m.style.top = at.bottom - from.top + 4 + "px";
  }

  /* The number of a passage opens its menu, and so does the sign of a sentence; both stay links for every other way to follow one. */
  document.querySelectorAll(".pl, .sl").forEach(a => a.setAttribute("aria-haspopup", "dialog"));
  on(document, "click", (e) => {
    var a = e.target.closest(".pl, .sl"), s = a && a.closest(".s"), whole = e.target.closest(".cite-part");
    if (menu && !menu.contains(e.target)) close(false);
    if (!(a || whole) || e.ctrlKey || e.metaKey || e.shiftKey || e.button) return;
    var block = a ? a.closest("[data-t]") : document.querySelector("h1[data-t]");
    if (!block) return;
    if (whole) e.preventDefault();
    setTimeout(() => open(a || whole, passage(block, words(s || block), s, s))); // after the browser has gone to the passage
  });

  function hideButton() { if (button) { button.remove(); button = null; } }
  function offer() {
    if (menu) return; // it stands on the button
    var t = selected();
    hideButton();
    if (!t) return;
    var block = document.querySelector('[data-t="' + t.block + '"]'), r = chosen().getClientRects(), last = r[r.length - 1];
    button = make("button", { type: "button", className: "cite-selection", "data-ui": "", textContent: say.offer, "aria-haspopup": "dialog" });
    var mine = button;
    on(button, "mousedown", (e) => { e.preventDefault(); }); // the words stay selected
    on(button, "click", (e) => {
      e.stopPropagation();
      open(mine, t);
    });
    (block.matches(".p") ? block : block.parentElement).append(button);
    place(button, last, last.right);
  }
  var wait;
  on(document, "selectionchange", () => { clearTimeout(wait); wait = setTimeout(offer, 250); });
})();
