/* Citing: a passage's number, and words that a reader selects, open a menu that copies the link, the text, or a reference in every form that
   package cite writes. And what is copied from the text holds the text alone: no numbers of passages, no marks.
   Without this script the number is a link, and cite.html has the report's references. */
(function () {
  "use strict";
  var baogao = window.baogao, script = document.currentScript, say = script.dataset, root = script.dataset.root, id = script.dataset.report;
  if (!document.querySelector("[data-t]")) return;
  var menu, opener, target, button;

  function make(tag, props, children) {
    var e = document.createElement(tag);
    Object.keys(props || {}).forEach(k => { if (k in e) e[k] = props[k]; else e.setAttribute(k, props[k]); });
    (children || []).forEach(c => e.append(c));
    return e;
  }

  /* words are the text in a piece of the page: blocks of the report as lines of their own, what is not text left out. */
  function words(node) {
    var out = "";
    (function walk(n) {
      if (n.nodeType === 3) { out += n.data; return; }
      if (n.nodeType === 1 && (n.hasAttribute("data-ui") || n.hidden || /^(script|style|svg)$/i.test(n.tagName))) return;
      var block = n.nodeType === 1 && (n.hasAttribute("data-t") || !n.closest("[data-t]") && /^(p|h\d|li|div|tr|dt|dd|section|figcaption|blockquote)$/i.test(n.tagName));
      if (block && out && !/\n$/.test(out)) out += "\n";
      n.childNodes.forEach(walk);
      if (block && out && !/\n$/.test(out)) out += "\n";
    })(node);
    return out.replace(/^\s+|\s+$/g, "");
  }
  function chosen() {
    var s = window.getSelection();
    return s.rangeCount && !s.isCollapsed ? s.getRangeAt(0) : null;
  }
  function element(node) { return node.nodeType === 1 ? node : node.parentElement; }

  document.addEventListener("copy", (e) => {
    var range = chosen(), at = range && element(range.commonAncestorContainer);
    if (!range || !e.clipboardData || /^(input|textarea)$/i.test(document.activeElement.tagName)) return;
    if (!at.closest(".text, [data-t]") && !at.querySelector("[data-t]")) return;
    var piece = range.cloneContents(), box = document.createElement("div");
    piece.querySelectorAll("[data-ui]").forEach(u => u.remove());
    box.append(piece);
    // Inside one block nothing is a line of its own.
    e.clipboardData.setData("text/plain", at.closest("[data-t]") ? box.textContent : words(box));
    e.clipboardData.setData("text/html", box.innerHTML);
    e.preventDefault();
  });

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
    var page = part ? part[1] : "index.html", link = new URL(root + id + "/" + page, location.href).href.split(/[?#]/)[0] + "#" + fragment;
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
    close(false);
    opener = from;
    target = t;
    baogao.load(id).then(r => {
      if (target !== t) return;
      var told = make("p", { className: "told", role: "status" }), shown = make("textarea", { readOnly: true, rows: 3, hidden: true, "aria-label": say.shown });
      var quote = make("input", { type: "checkbox", checked: !!t.from }), day = make("input", { type: "checkbox", checked: true });
      function action(name, text) {
        var b = make("button", { type: "button", textContent: name });
        b.addEventListener("click", () => { copy(text(values(r, t, quote.checked, day.checked)), name, shown, told); });
        return b;
      }
      var v = values(r, t, false, false), head = make("p", { className: "what", lang: "zh-Hans" }, [v.page || r.title]);
      var shut = make("button", { type: "button", className: "shut", textContent: "×", "aria-label": say.close });
      shut.addEventListener("click", () => { close(true); });
      menu = make("div", { className: "cite-menu", role: "dialog", "aria-label": say.menu, "data-ui": "" }, [head, shut,
        make("div", { className: "row" }, [action(say.link, v => v.link), action(say.text, () => t.text)]),
        make("div", { className: "row" }, [make("label", {}, [quote, say.quote]), make("label", {}, [day, say.day])]),
        make("div", { className: "row", role: "group", "aria-label": say.forms }, r.forms.filter(f => v.url || !/-eb$/.test(f[0])).map(f => {
          return action(v.url ? f[1] : f[1].replace("/OL]", "]"), function (v) {
            var text = write(f, v);
            return v.quote && !f[2] && f[0] !== "own" ? v.quote + "\n——" + text : text;
          });
        })), shown, told]);
      menu.addEventListener("keydown", (e) => { if (e.key === "Escape") { e.stopPropagation(); close(true); } });
      menu.addEventListener("focusout", (e) => { if (e.relatedTarget && menu && !menu.contains(e.relatedTarget)) close(false); });
      opener.after(menu);
      place(menu, opener);
      menu.querySelector(".row button").focus({ preventScroll: true });
    }, () => {});
  }
  /* place sets the menu below what opened it, inside the window, over the page. */
  function place(m, at) {
    var a = at.getBoundingClientRect(), from = m.offsetParent.getBoundingClientRect(), wide = document.documentElement.clientWidth;
    m.style.left = Math.max(8, Math.min(a.left, wide - m.offsetWidth - 8)) - from.left + "px";
    m.style.top = a.bottom - from.top + 4 + "px";
  }

  /* The number of a passage opens its menu, and stays a link for every other way to follow one. */
  document.querySelectorAll(".pl").forEach(a => a.setAttribute("aria-haspopup", "dialog"));
  document.addEventListener("click", (e) => {
    var a = e.target.closest(".pl"), whole = e.target.closest(".cite-part");
    if (menu && !menu.contains(e.target)) close(false);
    if (!(a || whole) || e.ctrlKey || e.metaKey || e.shiftKey || e.button) return;
    var block = a ? a.closest("[data-t]") : document.querySelector("h1[data-t]");
    if (!block) return;
    if (whole) e.preventDefault();
    setTimeout(() => open(a || whole, passage(block, words(block)))); // after the browser has gone to the passage
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
    button.addEventListener("mousedown", (e) => { e.preventDefault(); }); // the words stay selected
    button.addEventListener("click", (e) => {
      e.stopPropagation();
      open(mine, t);
    });
    (block.matches(".p") ? block : block.parentElement).append(button);
    var from = button.offsetParent.getBoundingClientRect();
    button.style.left = Math.max(8, Math.min(last.right, document.documentElement.clientWidth - button.offsetWidth - 8)) - from.left + "px";
    button.style.top = last.bottom - from.top + 4 + "px";
  }
  var wait;
  document.addEventListener("selectionchange", () => { clearTimeout(wait); wait = setTimeout(offer, 250); });
})();
