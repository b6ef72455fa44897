/* Places of a report as readers write them: a passage's id (c3-s1-p2), its number (三（一）第2段, 3.1.2), a citation or an address.
     baogao.places(text) → Promise<[{href, text, kind}]> */
(function () {
  "use strict";
  var baogao = window.baogao, root = baogao.here.root, here = baogao.here.report, NEWEST = 3;

  /* reports are those that a text can mean: the ones it names, else the one that is read, else the newest. */
  function reports(text) {
    return baogao.list().then(function (list) {
      var meant = list.filter(function (r) { return before(text, r[0]) || text.indexOf("/" + r[0] + "/") >= 0 || text.indexOf(r[0] + "-c") >= 0 || text.indexOf(r[1]) >= 0; });
      if (!meant.length) meant = list.filter(function (r) { return r[0] === here; });
      if (!meant.length) meant = list.slice().sort(function (a, b) { return a[0] < b[0] ? 1 : -1; }).slice(0, NEWEST).reverse();
      return Promise.all(meant.map(function (r) { return baogao.load(r[0]); }));
    });
  }

  /* before is how much of a text is the name of a report in front of a place: 2017 三（一）2. */
  function before(text, id) {
    var m = text.indexOf(id) === 0 && /^(?:年|[\s:：,，])\s*/.exec(text.slice(id.length));
    return m ? id.length + m[0].length : 0;
  }

  /* fold makes one of the ways to write the same: full width and half width, spaces, and how the end of a chapter was called before. */
  function fold(s) { return s.normalize("NFKC").replace(/\s+/g, " ").replace(/、?本章结尾/g, "(结尾)").trim(); }
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

  baogao.places = function (text) {
    var flat = fold(text);
    return reports(text).then(function (rs) {
      var all = [];
      rs.forEach(function (r) {
        var found = ids(r, text.slice(before(text, r.id))).map(function (id) { return byID(r, id); }).filter(Boolean);
        if (!found.length) found = numbers(r, flat.slice(before(flat, r.id)));
        if (!found.length && flat.length > 12) found = cited(r, flat);
        if (rs.length > 1) found.forEach(function (c) { c.text = r.title + " " + c.text; });
        all = all.concat(found);
      });
      return all;
    });
  };
})();
