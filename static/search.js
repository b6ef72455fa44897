/* The site's search, the same as generator/search in Go; docs/search-format.md describes its data. series.js reads that of a series, names.js
   knows names and what is near a query.
     baogao.search(query[, some]) → Promise<[{url, title, score, count, excerpt, marks, facets}]>, all passages that answer, best first. url leads
       from this page to the sentence; marks are the matches in the excerpt, in UTF-16 units; facets the fields that would keep the passage. In a
       series texts are read while it answers: some(hits, done, part), if given, gets the hits that no later one comes before; part is how much
       is checked, of 1. Where it gives false the search stops and the promise has what was found.
     baogao.prepare(query) → Promise, of the index and of all that baogao.engine needs to compare texts with the query
   A query that has a character that no text has loads the traditional ones. */
(function () {
  "use strict";
  var baogao = window.baogao, FORMAT = 6, root = document.querySelector("script[data-root]").dataset.root;
  /* What the scripts of the search share: got are shards that have come, wrong says why none is to be trusted. */
  var E = baogao.engine, simple = E.simple, kind = E.kind, fold = E.fold, find = E.find, tidy = E.tidy, nearest = E.nearest, index, known = {}, cache = new Map();
  E.got = {};
  E.wrong = "";
  E.root = root;
  E.texts = [];

  window.baogaoSearch = function (d) {
    if (d.format !== FORMAT) E.wrong = "data of format " + d.format + ", script of " + FORMAT;
    else if (!d.reports && (!index || d.stamp !== index.stamp)) E.wrong = "data of two builds";
    if (E.wrong) { console.warn(E.wrong); return; }
    if (d.reports) {
      index = E.index = d;
      baogao.traditional(d.fold);
      codes = Array.from(d.codes || "").concat(steps(d.rest || "").map(c => String.fromCodePoint(c)));
      know(codes.join(""));
    }
    if (d.text) {
      if (index.keys) E.got["t" + d.text[0]] = d.text;
      else (E.texts = passages(d.text[1], d.text[2])).forEach(p => know(p[2]));
    }
    if (d.keys && !d.reports) E.got["k" + d.keys[0]] = d.keys;
    if (d.name) E.got["n" + d.name[0]] = d.name;
    if (d.read) E.got.pinyin = d.read;
  };
  baogao.traditional = function (pairs) {
    forget();
    for (var i = 0; i + 1 < pairs.length; i += 2) simple[pairs[i]] = known[pairs[i]] = pairs[i + 1];
    E.refold();
  };
  function know(text) { for (var c of text.normalize("NFKC")) known[c] = known[c] || 1; }
  var NONE = [];
  /* passages puts the texts of a shard out of their codes; a page that holds the report says them. */
  function passages(parts, all) {
    for (var p of parts) {
      p[2] = plaintext(p[2]);
      p[3] = plaintext(p[3]);
    }
    for (p of all) {
      p[0] = parts[p[0]];
      p[2] = (baogao.text || plaintext)(p[2], p[1]);
      p[3] = p[3] || NONE;
      p[4] = p[4] || NONE;
    }
    return all;
  }
  /* The letters of the codes are all of ASCII that can be read, but the quotation mark and the backslash. */
  var SHORT = 75, LETTERS = 93, values = new Int8Array(128).fill(-1), codes;
  for (var letter = 32, value = 0; letter < 127; letter++) if (letter !== 34 && letter !== 92) values[letter] = value++;
  /* numbers are written in digits of base 46, the lowest first; one that another follows is of the second half. */
  function numbers(text) {
    var half = LETTERS >> 1, out = [], sum = 0, digit = 1;
    for (var i = 0; i < text.length; i++) {
      var n = values[text.charCodeAt(i)];
      sum += n % half * digit;
      digit *= half;
      if (n < half) { out.push(sum); sum = 0; digit = 1; }
    }
    return out;
  }
  /* steps are ascending numbers, written as the distances between them. */
  function steps(text) {
    var last = -1;
    return numbers(text).map(n => last += n + 1);
  }
  function plaintext(coded) {
    var out = "", first = -1;
    for (var i = 0; i < coded.length; i++) {
      var code = coded.charCodeAt(i), n = code < 128 ? values[code] : -1;
      if (n < 0) out += coded[i];
      else if (first >= 0) { out += codes[SHORT + (first - SHORT) * LETTERS + n]; first = -1; }
      else if (n < SHORT) out += codes[n];
      else first = n;
    }
    return out;
  }

  function inHead(p, at) {
    for (var h = p[3], i = 0; i < h.length; i += 2) if (at >= h[i] && at < h[i + 1]) return true;
    return false;
  }
  var DIGITS = "〇一二三四五六七八九";
  function digit(s, none) { var i = s.length === 1 ? DIGITS.indexOf(s) : -1; return i < 0 ? none : String(i); }
  function numeral(s) { var i = s.indexOf("十"); return i < 0 ? digit(s, "") : digit(s.slice(0, i), "1") + digit(s.slice(i + 1), "0"); }
  function passes(p, key, value) {
    var year = index.reports[p[0][0]][2];
    if (key === "年") return year === value || year === value.replace(/年$/, "");
    if (key === "章") {
      var chapter = p[0][2].split("（")[0];
      value = value.replace(/^第/, "").replace(/章$/, "");
      return chapter !== "" && (chapter === value || numeral(chapter) === value);
    }
    return p[4].indexOf(index.facets.indexOf(key + ":" + value)) >= 0;
  }
  function whole(p) { return p[3][0] === 0 && p[3][1] === p[2].length; }

  function sided(p, all, side) { return all.filter(function (s) { return side & (inHead(p, s.core) ? 1 : 2); }); }
  var TIER = 2000, SIDES = { "标题": 1, "正文": 2 };
  function match(q, p, place) {
    var side = 0, has = 3, all = null, exact = true, gap = 0, before = null;
    for (var f of q.filters) {
      if (f[0] === "in") { if (!SIDES[f[1]]) return; side |= SIDES[f[1]]; }
      else if (!passes(p, f[0], f[1])) return;
    }
    if (!q.groups.length) has = !p[3].length ? 2 : whole(p) ? 1 : 3;
    // What runs for every passage makes no functions: they would cost more than it does.
    for (var group of q.groups) {
      var can = p.core === undefined;
      for (var n of group) can = can || p.core.includes(n.core);
      if (!can) return;
    }
    for (n of q.without) if (find(n, p, q.bare).length) return;
    for (group of q.groups) {
      var of = null, here = 0, exactly = false;
      for (n of group) {
        var own = find(n, p, q.bare);
        if (side) own = sided(p, own, side);
        of = of ? of.concat(own) : own;
      }
      if (!of.length) return;
      for (var s of of) {
        here |= inHead(p, s.core) ? 1 : 2;
        exactly = exactly || s.exact;
      }
      has &= here;
      exact = exact && exactly;
      if (before) gap += nearest(before, of);
      before = of;
      all = all ? all.concat(of) : of;
    }
    all = all || [];
    if (!q.groups.length && side & ~has) return;
    if (q.groups.length > 1 || group && group.length > 1) all = tidy(all);
    var score = Math.min(all.length, 50) + (exact ? 500 : 0) + 400 - Math.min(gap, 400);
    if (whole(p)) score += 2 * TIER;
    else for (s of all) if (inHead(p, s.core)) { score += TIER; break; }
    return { p: p, all: all, has: has, score: score, tier: Math.floor(score / TIER), report: p[0][0], place: place };
  }

  var LONGEST = 160, stops = new Uint8Array(0x10000); // 1 ends a sentence, 2 may follow on it
  Array.from("。！？!?”’』」》）)】］〕").forEach(function (c, i) { stops[c.charCodeAt(0)] = i < 5 ? 1 : 2; });
  /* sentences are where the sentences of a passage end. */
  function sentences(p) {
    for (var text = p[2], at = 0, ends = p.ends = []; at < text.length; ends.push(at)) {
      while (at < text.length && stops[text.charCodeAt(at)] !== 1) at++;
      while (at < text.length && stops[text.charCodeAt(at)]) at++;
    }
    return ends;
  }
  function low(text, i) { return (text.charCodeAt(i) & 0xfc00) === 0xdc00; }
  /* hit shows the sentence of the first match; one that is too long is cut around it. */
  function hit(m) {
    if (m.hit) return m.hit;
    var p = m.p, text = p[2], part = p[0], at = m.all.length ? m.all[0].start : 0, ends = p.ends || sentences(p), number = 0, from = 0, to = 0;
    while (number < ends.length && to <= at) {
      from = to;
      to = ends[number++];
    }
    var h = m.hit = { url: (part[5] = part[5] || root + part[1] + "#") + p[1] + (number && /-p\d+$/.test(p[1]) ? "-" + number : ""), title: E.said(part)[0], score: m.score, count: m.all.length, excerpt: "", marks: null, facets: E.facets(p, m.has) };
    var before = "", after = "";
    if (at - from > 40 && to - from > LONGEST) { from = at - 40; before = "…"; if (low(text, from)) from--; }
    if (to - from > LONGEST) {
      to = Math.max(from + LONGEST, Math.min(at + 1, to));
      after = "…";
      if (m.all.length) to = Math.min(Math.max(to, m.all[0].end), text.length);
      if (to < text.length && low(text, to)) to++;
    }
    h.excerpt = before + text.slice(from, to) + after;
    var shift = from - before.length;
    for (var s of m.all) if (s.start >= from && s.end <= to) {
      var mark = [s.start - shift, s.end - shift];
      if (h.marks) h.marks.push(mark);
      else h.marks = [mark];
    }
    h.marks = h.marks || [];
    return h;
  }
  function order(a, b) { return b.tier - a.tier || a.report - b.report || b.score - a.score || a.place - b.place; }

  var KEPT = 16000, kept = 0; // hits that are kept for queries that come again, where a query counts as a hundred
  function forget() {
    cache.clear();
    kept = 0;
  }
  function keep(text, hits) {
    if (kept > KEPT) forget();
    kept += hits.length + 100;
    cache.set(text, hits);
    return hits;
  }
  function answer(text, some) {
    var q = E.parse(text), found = [], old = cache.get(text);
    function done(hits) { if (some) some(hits, true, 1); return hits; }
    function finish() { return done(keep(text, found.map(hit))); }
    if (old) return done(old);
    if (!(q.groups.length + q.without.length + q.filters.length)) return finish();
    if (index.keys) return E.series(q, found, finish, some);
    E.texts.forEach(function (p, i) {
      if (p.core === undefined) p.core = fold(p[2], true);
      var m = match(q, p, i);
      if (m) found.push(m);
    });
    found.sort(order);
    return finish();
  }

  function right() { if (E.wrong) throw new Error(E.wrong); }
  var ready;
  function begin() {
    return ready || (ready = Promise.resolve(index || baogao.run("search/index.js")).then(right).then(function () {
      return index.keys && !E.series && baogao.run("series.js");
    }).catch(function (e) { ready = null; throw e; }));
  }
  /* prepare has the index, and all that a text needs to be compared. */
  function prepare(text) {
    return begin().then(function () {
      var strange = Array.from(new Set(text.normalize("NFKC"))).filter(function (c) { return kind(c) === 2 && !known[c]; });
      if (strange.length) return (index.keys ? E.absent(strange) : Promise.resolve(true)).then(function (none) {
        if (none) return baogao.run("traditional.js");
      });
    });
  }
  baogao.search = function (text, some) { return prepare(text).then(function () { return answer(text, some); }); };
  baogao.prepare = prepare;
  function later(name, read) { baogao[name] = function (a, b) { return prepare(a).then(read).then(function () { return baogao[name](a, b); }); }; }
  later("named", function () { return baogao.run("names.js"); });
  later("near", function () { return baogao.run("near.js"); });
  Object.assign(E, { numeral: numeral, numbers: numbers, steps: steps, passages: passages, passes: passes, match: match, hit: hit, order: order, whole: whole, right: right });
})();
