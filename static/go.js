/* The site's one box. It leads to what a reader names: a passage's id (c3-s1-p2), its number (三（一）第2段, 3.1.2), a citation or address of a
   passage, a term, an indicator, a heading. What it cannot place is searched for. Without this script it is a form to the search page.

   For other scripts, on every page:
     baogao.find(text) → Promise<{exact: [choice], names: [choice]}>, choice {href, text, kind, more}; more is what the report says of an indicator; exact are places, names come nearest first
     baogao.go(text)   → Promise<true> when it leads somewhere or shows choices, <false> when the text is to be searched for
     baogao.search(text) → Promise<[{url, title, …}]>, by search.js, which is read at the first call: a phrase with one hit is gone to, else
                           search.html?q= opens
     baogao.run(file)  → Promise, a script of the site's folder, read once
     baogao.list()     → Promise<[[id, title]]>, the reports
     baogao.load(id)   → Promise<report>, the data of ID/address.js */
window.baogao = window.baogao || {};
(function () {
  "use strict";
  var baogao = window.baogao, script = document.currentScript, root = script.dataset.root, here = script.dataset.report;
  var form = document.querySelector("form.find"), box = form && form.elements.q;
  var FORMAT = 1, MOST = 8, loaded = {}, data = {}, list = [];

  /* load runs a data script once; it works from a folder, where nothing can be fetched. */
  function run(src) {
    return loaded[src] || (loaded[src] = new Promise(function (done, fail) {
      var s = document.createElement("script");
      s.src = root + src;
      s.onload = done;
      s.onerror = function () { delete loaded[src]; s.remove(); fail(new Error(src)); };
      document.head.append(s);
    }));
  }
  baogao.run = run;
  baogao.list = function () { return run("address.js").then(function () { return list; }); };
  baogao.search = function (text) { return run("search.js").then(function () { return baogao.search(text); }); };
  baogao.reports = function (all) { list = all; };
  baogao.address = function (d) { if (d.format === FORMAT) data[d.id] = d; };
  baogao.load = function (id) { return run(id + "/address.js").then(function () { return data[id]; }); };

  /* reports are those that a text can mean: the ones it names, else the one that is read, else all. */
  function reports(text) {
    return run("address.js").then(function () {
      var meant = list.filter(function (r) { return before(text, r[0]) || text.indexOf("/" + r[0] + "/") >= 0 || text.indexOf(r[0] + "-c") >= 0 || text.indexOf(r[1]) >= 0; });
      if (!meant.length) meant = list.filter(function (r) { return r[0] === here; });
      if (!meant.length) meant = list;
      return Promise.all(meant.map(function (r) { return baogao.load(r[0]); }));
    });
  }

  /* before is how much of a text is the name of a report in front of a place: 2017 三（一）2. */
  function before(text, id) {
    var m = text.indexOf(id) === 0 && /^(?:年|[\s:：,，])\s*/.exec(text.slice(id.length));
    return m ? id.length + m[0].length : 0;
  }

  /* fold makes one of the ways to write the same: full width and half width, spaces. */
  function fold(s) { return s.normalize("NFKC").replace(/\s+/g, " ").trim(); }
  function bare(s) { return fold(s).replace(/["“”‘’《》「」<>]/g, "").toLowerCase(); }
  var N = "(\\d{1,3}|[一二三四五六七八九十]{1,3})";
  function number(s) {
    if (/^\d+$/.test(s)) return +s;
    var d = " 一二三四五六七八九", m = /^([一二三四五六七八九]?)(十?)([一二三四五六七八九]?)$/.exec(s);
    if (!m || (m[1] && m[3] && !m[2])) return NaN;
    return m[2] ? (m[1] ? d.indexOf(m[1]) : 1) * 10 + (m[3] ? d.indexOf(m[3]) : 0) : d.indexOf(m[1] || m[3]);
  }
  function quoted(s) { return s.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"); }

  /* place is a choice for a paragraph of a part, and a sentence of it; none where the report has no such. */
  function place(r, part, paragraph, sentence) {
    var id = part[0], text = part[2];
    if (paragraph) {
      if (!(part[4][paragraph - 1] >= (sentence || 1))) return null;
      id += "-p" + paragraph + (sentence ? "-" + sentence : "");
      text += "第" + paragraph + "段" + (sentence ? "第" + sentence + "句" : "");
    } else if (sentence) return null;
    return { href: root + r.id + "/" + part[1] + (id === "lead" ? "" : "#" + id), text: text + " " + part[3], kind: "place", id: id };
  }
  function byID(r, id) {
    var h = r.heads.filter(function (h) { return h[0] === id; })[0];
    if (h) return { href: root + r.id + "/" + r.parts[h[1]][1] + "#" + id, text: r.parts[h[1]][2] + " " + h[2], kind: "place", id: id };
    if (/^m\d+$/.test(id)) return { href: root + r.id + "/index.html#" + id, text: r.title, kind: "place", id: id };
    var m = /^(.*?)(?:-p(\d+)(?:-(\d+))?)?$/.exec(id), part = r.parts.filter(function (p) { return p[0] === m[1]; })[0];
    return part && place(r, part, +m[2], +m[3]);
  }

  var PART = "(?:c\\d+(?:-s\\d+|-closing)?|closing|lead|glossary|a\\d+)", INSIDE = "-(?:p\\d+(?:-u?\\d+)?|t\\d+|h\\d+)", ID = "(?:" + PART + "(?:" + INSIDE + ")?|m\\d+)";
  /* ids are those that a text is, or holds: behind a # first, then anywhere, where only what cannot be a word counts. */
  function ids(r, text) {
    var plain = text.replace(/\\(?=[#_&%-])/g, "").split(r.id + "-").join(" ");
    var whole = new RegExp("^#?(" + ID + ")$", "i").exec(plain.trim()), found = [];
    if (whole) return [whole[1].toLowerCase()];
    ["#(" + ID + ")(?![a-z0-9-])", "(?:^|[^a-z0-9#-])(" + PART + INSIDE + "|c\\d+-(?:s\\d+|closing))(?![a-z0-9-])"].some(function (pattern) {
      for (var m, re = new RegExp(pattern, "g"); (m = re.exec(plain));) if (found.indexOf(m[1]) < 0) found.push(m[1]);
      return found.length;
    });
    return found;
  }

  var NUMBER = new RegExp("^(?:第?" + N + "(?:大?部分|章|篇|、)?)?\\s*(?:\\(" + N + "\\)|第" + N + "节)?、?\\s*(?:第?" + N + "(?:自然段|段)?)?\\s*(?:第?" + N + "句)?$");
  /* numbers reads 三(一)2, 第三部分, 第三章第一节第2段, 3.1.2, 结束语第1段 and the like. */
  function numbers(r, text) {
    var found = [], m = NUMBER.exec(text), own = function (c) { return c && found.push(c); };
    function part(c, s) { return r.parts.filter(function (p) { return p[0] === "c" + c + (s ? "-s" + s : ""); })[0]; }
    if (m && text) {
      var c = m[1] && number(m[1]), s = (m[2] || m[3]) && number(m[2] || m[3]), p = m[4] && number(m[4]), n = m[5] && number(m[5]);
      r.parts.forEach(function (at) {
        var of = /^c(\d+)(?:-s(\d+))?$/.exec(at[0]);
        if (c || s) { if (of && (!c || +of[1] === c) && (+of[2] || 0) === (s || 0)) own(place(r, at, p, n)); }
        else if (r.id === here && location.pathname.slice(-at[1].length - r.id.length - 2) === "/" + r.id + "/" + at[1]) own(place(r, at, p, n));
      });
    }
    var dots = /^\d+(?:[.·-]\d+){1,3}$/.test(text) && text.split(/[.·-]/).map(Number);
    if (dots) {
      var section = part(dots[0], dots[1]);
      if (section) own(place(r, section, dots[2], dots[3]));
      if (!found.length && dots.length < 4 && part(dots[0])) own(place(r, part(dots[0]), dots[1], dots[2]));
    }
    if (!found.length) r.parts.forEach(function (at) {
      var label = fold(at[2]), m = text.indexOf(label) === 0 && new RegExp("^(?:第?" + N + "段?)?(?:第?" + N + "句)?$").exec(text.slice(label.length).trim());
      if (m) own(place(r, at, m[1] && number(m[1]), m[2] && number(m[2])));
    });
    return found;
  }
  /* cited reads a passage's number out of a citation that has no address: ：三（一）第2段. */
  function cited(r, text) {
    var best = null, length = 0;
    if (text.indexOf(fold(r.title)) < 0) return [];
    r.parts.forEach(function (at) {
      var label = fold(at[2]);
      var m = new RegExp("(?:^|[:\"{\\s])" + quoted(label) + "(?:第(\\d+)段(?:第(\\d+)(?:至\\d+)?句)?)?(?![^\\s.\"\\[\\]},A-Z])").exec(text);
      if (m && label.length + !!m[1] * 9 > length) { length = label.length + !!m[1] * 9; best = place(r, at, +m[1], +m[2]) || best; }
    });
    return best ? [best] : [];
  }

  function names(r, text) {
    var want = bare(text), found = [];
    function add(kind, href, all, shown, more) {
      var best = 9;
      all.forEach(function (name) {
        var at = bare(name).indexOf(want);
        if (at >= 0) best = Math.min(best, bare(name) === want ? 0 : at === 0 ? 1 : 2);
      });
      if (best < 9) found.push({ kind: kind, href: root + r.id + "/" + href, text: shown, rank: best, more: more });
    }
    if (!want) return found;
    (r.terms || []).forEach(function (t) { add("term", "terms/" + t[0] + ".html", t.slice(1), t[1]); });
    (r.indicators || []).forEach(function (t) { add("indicator", "indicators/" + t[0] + ".html", [t[1]], t[1], t[2]); });
    r.parts.forEach(function (p) { add("heading", p[1] + (p[0] === "lead" ? "" : "#" + p[0]), [p[3]], p[2] + " " + p[3]); });
    r.heads.forEach(function (h) { var p = r.parts[h[1]]; add("heading", p[1] + "#" + h[0], [h[2]], p[2] + " " + h[2]); });
    return found;
  }

  baogao.find = function (text) {
    var flat = fold(text);
    return reports(text).then(function (rs) {
      var exact = [], near = [];
      rs.forEach(function (r) {
        var found = ids(r, text.slice(before(text, r.id))).map(function (id) { return byID(r, id); }).filter(Boolean);
        if (!found.length) found = numbers(r, flat.slice(before(flat, r.id)));
        if (!found.length && flat.length > 12) found = cited(r, flat);
        var more = found.length ? [] : names(r, text);
        if (rs.length > 1) found.concat(more).forEach(function (c) { c.text = r.title + " " + c.text; });
        exact = exact.concat(found);
        near = near.concat(more);
      });
      near.sort(function (a, b) { return a.rank - b.rank || a.text.length - b.text.length; });
      return { exact: exact, names: near };
    });
  };

  /* An address that has a tombstone leads on. */
  var stub = location.hash && document.getElementById(location.hash.slice(1));
  if (stub && stub.dataset.to) location.replace(stub.dataset.to);

  if (!box) return;
  var menu = document.createElement("div"), said = document.createElement("span"), choices = [], active = -1, turn = 0, onSearch = !!document.getElementById("search");
  menu.id = "choices";
  menu.className = "choices";
  menu.hidden = true;
  menu.setAttribute("role", "listbox");
  menu.setAttribute("aria-label", form.dataset.choices);
  said.className = "hidden";
  said.setAttribute("role", "status");
  form.append(menu, said);
  [["role", "combobox"], ["aria-expanded", "false"], ["aria-controls", "choices"], ["aria-autocomplete", "list"], ["aria-keyshortcuts", "/ g"]].forEach(function (a) { box.setAttribute(a[0], a[1]); });

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
      kind.textContent = form.dataset[c.kind];
      o.append(kind, " " + c.text + (c.more ? " " + c.more : ""));
      o.lang = "zh-Hans";
      o.addEventListener("mousedown", function (e) { e.preventDefault(); });
      o.addEventListener("click", function () { lead(c); });
      menu.append(o);
    });
    active = -1;
    box.removeAttribute("aria-activedescendant");
    menu.hidden = !choices.length;
    box.setAttribute("aria-expanded", String(!!choices.length));
    said.textContent = choices.length ? form.dataset.count.replace("{1}", choices.length) : "";
  }
  function lead(c) {
    close();
    var same = c.href.split("#")[0] && new URL(c.href, location.href).href.split("#")[0] === location.href.split("#")[0];
    location.href = c.href;
    if (same) { // the page stays: the reader's place goes to the passage
      var at = document.getElementById(c.href.split("#")[1]);
      box.blur();
      if (at) { if (!at.matches("a, button, [tabindex]")) at.tabIndex = -1; at.focus({ preventScroll: true }); }
    }
  }
  function suggest() {
    var text = box.value.trim(), mine = ++turn;
    if (!text) { close(); said.textContent = ""; return; }
    baogao.find(text).then(function (f) {
      if (mine !== turn || document.activeElement !== box) return;
      open(onSearch ? f.exact : f.exact.concat(f.names).slice(0, MOST));
    }, close);
  }
  baogao.go = function (text) {
    return baogao.find(text).then(function (f) {
      var best = f.exact.length || onSearch ? f.exact : f.names.filter(function (c) { return !c.rank; });
      // A term's page and an indicator's are more than a heading of the same words.
      var named = best.filter(function (c) { return c.kind !== "heading"; });
      if (named.length === 1) best = named;
      if (best.length === 1) lead(best[0]);
      else if (best.length) open(best);
      else if (onSearch || !baogao.search) return false;
      else return baogao.search(text).then(function (hits) { return hits.length === 1 && (lead({ href: hits[0].url }), true); });
      return true;
    });
  };

  box.addEventListener("focus", function () { reports("").catch(function () {}); });
  box.addEventListener("input", function (e) { if (!e.isComposing) suggest(); });
  box.addEventListener("compositionend", suggest);
  box.addEventListener("blur", close);
  /* A citation of several lines stays several words when it is pasted into one line. */
  box.addEventListener("paste", function (e) {
    var text = e.clipboardData && e.clipboardData.getData("text/plain");
    if (!text || !/[\r\n]/.test(text)) return;
    e.preventDefault();
    box.setRangeText(text.replace(/[\r\n]+/g, " "), box.selectionStart, box.selectionEnd, "end");
    suggest();
  });
  box.addEventListener("keydown", function (e) {
    if (e.isComposing || e.keyCode === 229) return;
    if (e.key === "Escape" && !menu.hidden) { e.preventDefault(); close(); }
    else if ((e.key === "ArrowDown" || e.key === "ArrowUp") && !menu.hidden) {
      e.preventDefault();
      var n = choices.length, down = e.key === "ArrowDown";
      choose(active < 0 ? (down ? 0 : n - 1) : (active + (down ? 1 : n - 1)) % n);
    } else if (e.key === "ArrowDown" && box.value) { e.preventDefault(); suggest(); }
    else if (e.key === "Enter" && active >= 0) { e.preventDefault(); lead(choices[active]); }
  });
  form.addEventListener("submit", function (e) {
    var text = box.value.trim();
    if (!text || onSearch && e.defaultPrevented && !text) return;
    if (onSearch) { baogao.go(text); return; }
    e.preventDefault();
    turn++;
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
