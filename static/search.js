/* The site's search, the same as generator/search in Go; docs/search-format.md describes its data.
     baogao.search(query[, some]) → Promise<[{url, title, score, count, excerpt, marks}]>, all passages that answer, best first. url leads from
       this page to the sentence; marks are the matches in the excerpt, in UTF-16 units. In a series texts are read while it answers:
       some(hits, done, part), if given, gets the hits that no later one comes before; part is how much is checked, of 1. Where it gives
       false the search stops and the promise has what was found.
   A query that has a character that no text has loads the traditional ones. */
window.baogao = window.baogao || {};
(function () {
  "use strict";
  var baogao = window.baogao, FORMAT = 3, root = document.querySelector("script[data-root]").dataset.root;
  var index, wrong = "", simple = {}, known = {}, cache = {}, texts = {}, posts = {}, starts = [], owners = [];

  window.baogaoSearch = function (d) {
    if (d.format !== FORMAT) wrong = "baogao: search data of format " + d.format + ", script of format " + FORMAT;
    else if (!d.reports && (!index || d.stamp !== index.stamp)) wrong = "baogao: search data of two builds";
    if (wrong) { console.warn(wrong); return; }
    if (d.reports) {
      index = d;
      baogao.traditional(d.fold);
      know(d.codes || "");
      (d.texts || []).reduce(function (at, n) { starts.push(at); return at + n; }, 0);
      [0, 1].forEach(function (k) { (d.blocks || []).forEach(function (b, r) { for (var i = b[k]; i--;) owners.push(r); }); });
    }
    if (d.text) texts[d.text[0]] = blocks(d.text[1], d.text[2]);
    if (d.keys && !d.reports) decode(d.keys[1], atob(d.keys[2]));
  };
  baogao.traditional = function (pairs) {
    forms = {};
    cache = {};
    for (var i = 0; i + 1 < pairs.length; i += 2) simple[pairs[i]] = known[pairs[i]] = pairs[i + 1];
  };
  function know(text) { for (var c of text.normalize("NFKC")) known[c] = known[c] || 1; }
  /* blocks are the passages of a shard by the block that they stand in. */
  function blocks(parts, passages) {
    var out = [];
    passages.forEach(function (p) {
      p[0] = parts[p[0]];
      if (index.codes) p[2] = plaintext(p[2]); else know(p[2]);
      (out[p[5] || 0] = out[p[5] || 0] || []).push(p);
    });
    return out;
  }
  var SHORT = 75, LETTERS = " !#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_`abcdefghijklmnopqrstuvwxyz{|}~";
  function plaintext(coded) {
    return coded.replace(/[ -~]/g, letter);
  }
  var held = -1;
  function letter(c) {
    var i = LETTERS.indexOf(c), at = held;
    if (at < 0) { if (i < SHORT) return index.codes[i]; held = i; return ""; }
    held = -1;
    return index.codes[SHORT + (at - SHORT) * LETTERS.length + i];
  }
  /* decode reads postings: of each key its blocks, and those where it begins in a heading inside the text. See bits.go. */
  function decode(keys, bits) {
    var at = 0;
    function bit() { return bits.charCodeAt(at >> 3) >> (7 - (at++ & 7)) & 1; }
    function read(n) { for (var v = 0; n--;) v = v * 2 + bit(); return v; }
    function gamma() { for (var n = 0; !bit();) n++; return (1 << n) + read(n); }
    function binary(n) {
      if (n < 2) return 0;
      var width = 32 - Math.clz32(n - 1), short = (1 << width) - n, v = read(width - 1);
      return v < short ? v : v * 2 + bit() - short;
    }
    function list(out, from, n, low, high) {
      if (!n) return;
      if (high - low === n) { while (n--) out[from++] = low++; return; }
      var m = n >> 1, mid = low + m + binary(high - low - n + 1);
      out[from + m] = mid;
      list(out, from, m, low, mid);
      list(out, from + m + 1, n - m - 1, mid + 1, high);
    }
    keys.split("\n").forEach(function (line) {
      var all = Array.from(line);
      for (var i = 1; i < all.length; i++) {
        var own = [], heads = [], n = gamma();
        list(own, 0, n, 0, owners.length);
        list(heads, 0, gamma() - 1, 0, n);
        posts[all[0] + all[i]] = [own, heads.map(function (k) { return own[k]; })];
      }
    });
  }

  var PUNCT = /^\p{P}$/u, HAN = /^\p{Script=Han}$/u, WORD = /^[\p{L}\p{N}]$/u, forms = {}, kinds = {};
  /* plain is a character's form in comparisons, "" for one that is not seen; it has several characters where NFKC takes it apart. */
  function plain(c) { return forms[c] === undefined ? (forms[c] = Array.from(c.normalize("NFKC"), one).join("")) : forms[c]; }
  function one(c) {
    if (/^[\0- \u0085\u1680\u2028\u2029]$/.test(c)) return " ";
    if (/^[\u200b-\u200f\u2060\ufeff\u00ad]$/.test(c)) return "";
    if (/^[\u2010-\u2015\u2212\u2500\u2501\ufe58]$/.test(c)) return "-";
    if (/^[\u201c-\u201f\u300c-\u300f\u301d\u301e]$/.test(c)) return '"';
    if (/^[\u2018-\u201b\u2032`]$/.test(c)) return "'";
    if (c === "\u2236") return ":";
    if (/^[\u30fb\u2022\u2027\u2219\u22c5]$/.test(c)) return "\u00b7";
    if (c === "\u0130") return c;
    return simple[c] || c.toLowerCase();
  }
  /* kind: 1 punctuation, 2 Han, 3 another letter or digit. */
  function kind(c) { return kinds[c] === undefined ? (kinds[c] = HAN.test(c) ? 2 : PUNCT.test(c) ? 1 : WORD.test(c) ? 3 : 0) : kinds[c]; }

  /* fold gives {full, from, to, core, at}: see fold.go. Characters beyond the first plane are two units in both strings. */
  function fold(text) {
    var full = [], from = [], to = [], place = 0, space = false, core = "", at = [], unit = [];
    function add(c, a, b) { full.push(c); from.push(a); to.push(b); }
    for (var r of text) {
      var start = place, form = plain(r);
      place += r.length;
      for (var c of form) {
        var last = full[full.length - 1];
        if (c === " ") space = true;
        else if (c === "-" && last === "-" && !space) to[to.length - 1] = place;
        else {
          if (space && last && kind(last) === 3 && kind(c) === 3) add(" ", start, start);
          space = false;
          add(c, start, place);
        }
      }
    }
    for (var i = 0; i < full.length;) {
      var end = i;
      while (end < full.length && kind(full[end]) === 1) end++;
      if (end > i && i > 0 && end < full.length && kind(full[i - 1]) === 2 && kind(full[end]) === 2) i = end;
      for (end = Math.max(end, i + 1); i < end; i++) {
        core += full[i];
        for (var k = full[i].length; k--;) at.push(i);
      }
    }
    return { full: full, from: from, to: to, core: core, at: at };
  }
  function same(list, at, part) {
    if (at < 0 || at + part.length > list.length) return false;
    for (var i = 0; i < part.length; i++) if (list[at + i] !== part[i]) return false;
    return true;
  }

  var UNITS = "亿万千百元个项家公平吨人户亩件张辆米立方小时天年月日次位倍度套条所名%℃";
  function isSpace(c) { return c === "\u3000" || c === "\u00a0" || plain(c) === " "; }
  function split(text) {
    var words = [], all = Array.from(text), i = 0;
    while (i < all.length) {
      if (isSpace(all[i])) { i++; continue; }
      var w = { without: all[i] === "-" && i + 1 < all.length && !isSpace(all[i + 1]) }, end;
      if (w.without) i++;
      if (all[i] === '"' && (end = all.indexOf('"', i + 1)) > i + 1) {
        w.quoted = true;
        w.text = all.slice(i + 1, end).join("");
        i = end + 1;
      } else {
        for (end = i; end < all.length && !isSpace(all[end]);) end++;
        w.text = all.slice(i, end).join("");
        i = end;
      }
      words.push(w);
    }
    return words;
  }
  function phrase(text) {
    var f = fold(text), start = 0, end = f.full.length, n = { raw: text, lead: f.full, core: "", trail: [] };
    while (start < end && kind(f.full[start]) === 1) start++;
    if (start === end) return n;
    while (kind(f.full[end - 1]) === 1) end--;
    n.lead = f.full.slice(0, start);
    n.trail = f.full.slice(end);
    for (var i = 0; i < f.at.length; i++) if (f.at[i] >= start && f.at[i] < end) n.core += f.core[i];
    return n;
  }
  function parse(text) {
    var q = { groups: [], without: [], filters: [] }, words = split(text), or = false, apart = 0, groups = q.groups;
    for (var i = 0; i < words.length; i++) {
      var w = words[i], t = w.text, more = i + 1 < words.length, m, last;
      if (!w.quoted) {
        if (t === "OR" && groups.length && more) { or = true; continue; }
        if ((m = /^~([1-9]\d*)$/.exec(t)) && groups.length && more) { apart = Math.min(+m[1], 10000); continue; }
        if ((m = /^(in|章|主题|类型|年)[:：]([^]+)$/.exec(t))) { q.filters.push([m[1], m[2]]); continue; }
        while (!w.without && i + 1 < words.length && !words[i + 1].quoted && !words[i + 1].without && /\d$/.test(fold(t).full.join("")) && UNITS.indexOf(Array.from(words[i + 1].text)[0]) >= 0) t += words[++i].text;
      }
      var n = phrase(t);
      if (n.core || n.lead.length) {
        last = groups[groups.length - 1];
        if (w.without) q.without.push(n);
        else if (apart) { n.within = apart; n.near = last.pop(); last.push(n); }
        else if (or) last.push(n);
        else groups.push([n]);
      }
      or = false;
      apart = 0;
    }
    return q;
  }

  function places(n, p, f) {
    var found = [], at, a, b;
    function add(start, end, core) {
      var s = { start: f.from[start], end: f.to[end - 1], core: f.from[core] };
      s.exact = p[2].slice(s.start, s.end) === n.raw;
      found.push(s);
    }
    if (!n.core) {
      for (at = 0; at < f.full.length;) if (same(f.full, at, n.lead)) { add(at, at + n.lead.length, at); at += n.lead.length; } else at++;
      return found;
    }
    for (at = f.core.indexOf(n.core); at >= 0;) {
      a = f.at[at] - n.lead.length;
      b = f.at[at + n.core.length - 1] + 1;
      var here = same(f.full, a, n.lead) && same(f.full, b, n.trail);
      if (here) add(a, b + n.trail.length, f.at[at]);
      at = f.core.indexOf(n.core, at + (here ? n.core.length : 1));
    }
    return found;
  }
  function find(n, p, f) {
    var own = places(n, p, f), kept = [];
    if (!n.near || !own.length) return own;
    var others = find(n.near, p, f);
    own.forEach(function (a) {
      others.forEach(function (b) {
        var gap = Math.max(a.start - b.end, b.start - a.end);
        if (gap >= 0 && gap <= n.within) kept.push(a, b);
      });
    });
    return tidy(kept);
  }
  function tidy(all) {
    var end = 0;
    return all.sort(function (a, b) { return a.start - b.start || b.end - a.end; }).filter(function (s) { return s.start >= end && (end = s.end, true); });
  }
  function inHead(p, at) {
    for (var h = p[3] || [], i = 0; i < h.length; i += 2) if (at >= h[i] && at < h[i + 1]) return true;
    return false;
  }
  function nearest(a, b) {
    var best = 400;
    a.forEach(function (x) { b.forEach(function (y) { best = Math.min(best, Math.max(y.start - x.end, x.start - y.end, 0)); }); });
    return best;
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
    return (p[4] || []).indexOf(index.facets.indexOf(key + ":" + value)) >= 0;
  }
  function whole(p) { return p[3] && p[3].length && p[3][0] === 0 && p[3][1] === p[2].length; }

  var TIER = 2000;
  function match(q, p, place) {
    var heads = false, all = [], exact = true, gap = 0, before = null;
    for (var f of q.filters) {
      if (f[0] === "in") { heads = f[1] === "标题"; if (!heads) return; }
      else if (!passes(p, f[0], f[1])) return;
    }
    if (p.core !== undefined && !q.groups.every(function (g) { return g.some(function (n) { return !n.core || p.core.indexOf(n.core) >= 0; }); })) return;
    var folded = p.folded || fold(p[2]);
    if (index.codes) p.core = folded.core; else p.folded = folded; // a series is too large to be kept folded with all places
    for (var n of q.without) if (find(n, p, folded).length) return;
    for (var group of q.groups) {
      var of = [];
      group.forEach(function (n) { of = of.concat(find(n, p, folded).filter(function (s) { return !heads || inHead(p, s.core); })); });
      if (!of.length) return;
      exact = exact && of.some(function (s) { return s.exact; });
      if (before) gap += nearest(before, of);
      before = of;
      all = all.concat(of);
    }
    if (!q.groups.length && heads && !(p[3] || []).length) return;
    all = tidy(all);
    var score = Math.min(all.length, 50) + (exact ? 500 : 0) + 400 - Math.min(gap, 400);
    if (whole(p)) score += 2 * TIER;
    else if (all.some(function (s) { return inHead(p, s.core); })) score += TIER;
    return { p: p, all: all, score: score, tier: Math.floor(score / TIER), report: p[0][0], place: place };
  }

  var LONGEST = 160;
  /* hit shows the sentence of the first match; one that is too long is cut around it. */
  function hit(m) {
    if (m.hit) return m.hit;
    var p = m.p, text = p[2], part = p[0], at = m.all.length ? m.all[0].start : 0, number = 0, from = 0, to = 0, re = /[^。！？!?]*[。！？!?”’』」》）)】］〕]*/y;
    while (to < text.length && (to <= at || !number)) {
      from = re.lastIndex = to;
      number++;
      re.exec(text);
      to = re.lastIndex;
    }
    var h = m.hit = { url: root + part[1] + "#" + p[1], title: (index.reports[part[0]][1] + " · " + part[2] + " " + part[3]).split(/\s+/).filter(Boolean).join(" "), score: m.score, count: m.all.length };
    if (number && /-p\d+$/.test(p[1])) h.url += "-" + number;
    function low(i) { return (text.charCodeAt(i) & 0xfc00) === 0xdc00; }
    var before = "", after = "";
    if (at - from > 40 && to - from > LONGEST) { from = at - 40; before = "…"; if (low(from)) from--; }
    if (to - from > LONGEST) {
      to = Math.max(from + LONGEST, Math.min(at + 1, to));
      after = "…";
      if (m.all.length) to = Math.min(Math.max(to, m.all[0].end), text.length);
      if (to < text.length && low(to)) to++;
    }
    h.excerpt = before + text.slice(from, to) + after;
    h.marks = m.all.filter(function (s) { return s.start >= from && s.end <= to; }).map(function (s) { return [s.start - from + before.length, s.end - from + before.length]; });
    return h;
  }

  /* What a phrase needs of the postings: its first pair, which says whether it can begin in a heading, and the two rarest others by their
     characters; of a single character or of punctuation the characters. */
  function keys(n) {
    if (n.keys) return n.keys;
    var all = Array.from(n.core), pairs = [];
    if (all.length < 2) return (n.keys = (n.core ? all : n.lead).map(function (c) { return c + "\t"; }));
    for (var i = 0; i + 1 < all.length; i++) pairs.push(all[i] + all[i + 1]);
    function rank(pair) { return Array.from(pair).reduce(function (sum, c) { var i = index.codes.indexOf(c); return sum + (i < 0 ? 1e4 : i); }, 0); }
    return (n.keys = [pairs[0]].concat(pairs.slice(1).sort(function (a, b) { return rank(b) - rank(a); }).slice(0, 2)));
  }
  function less(a, b) { // by code points, as the postings are sorted
    var x = Array.from(a), y = Array.from(b);
    return (x[0].codePointAt(0) - y[0].codePointAt(0) || x[1].codePointAt(0) - y[1].codePointAt(0)) < 0;
  }
  /* want reads the shards that have these keys. */
  function want(list) {
    var files = {};
    list.forEach(function (key) {
      if (posts[key]) return;
      var low = 0, high = index.keys.length;
      while (low < high) { var mid = low + high >> 1; if (less(key, index.keys[mid])) high = mid; else low = mid + 1; }
      if (low) files["search/k" + (low - 1) + ".js"] = 1;
    });
    return read(Object.keys(files));
  }
  function read(files) {
    return Promise.all(files.map(baogao.run)).then(function () { if (wrong) throw new Error(wrong); });
  }
  function both(a, b) {
    var has = new Set(b);
    return a.filter(function (x) { return has.has(x); });
  }
  function blocksOf(n, heads) {
    var own = keys(n).map(function (k) { return posts[k] || [[], []]; });
    own[0][1].forEach(function (b) { heads.add(b); });
    own = own.map(function (p) { return p[0]; }).reduce(both);
    return n.near ? both(own, blocksOf(n.near, heads)) : own;
  }
  /* jobs are the blocks that can hold an answer, as [rank, block], those first whose hits come first. */
  function jobs(q) {
    var needed = [], heads = new Set(), found = null;
    q.groups.forEach(function (g) { g.forEach(function need(n) { needed = needed.concat(keys(n)); if (n.near) need(n.near); }); });
    return want(needed).then(function () {
      q.groups.forEach(function (g) {
        var of = new Set();
        g.forEach(function (n) { blocksOf(n, heads).forEach(function (b) { of.add(b); }); });
        found = found ? found.filter(function (b) { return of.has(b); }) : Array.from(of);
      });
      found = found || owners.map(function (_, b) { return b; });
      q.filters.forEach(function (f) {
        if (f[0] === "年") found = found.filter(function (b) { return passes([[owners[b]]], f[0], f[1]); });
      });
      return found.map(function (b) { return [b < index.heads ? 2 : heads.has(b) ? 1 : 0, b]; }).sort(function (a, b) { return b[0] - a[0] || a[1] - b[1]; });
    });
  }
  function order(a, b) { return b.tier - a.tier || a.report - b.report || b.score - a.score || a.place - b.place; }

  function answer(text, some) {
    var q = parse(text), found = [];
    if (cache[text]) { found = cache[text]; if (some) some(found, true, 1); return found; }
    function finish() { cache[text] = found.map(hit); return answer(text, some); }
    if (!(q.groups.length + q.without.length + q.filters.length)) return finish();
    function check(passages, block) { passages.forEach(function (p, i) { var m = match(q, p, block * 1e4 + i); if (m) found.push(m); }); }
    if (!index.codes) { check(texts[0][0] || [], 0); found.sort(order); return finish(); }
    return jobs(q).then(function (list) {
      var at = 0, width = 1, stopped = false;
      function shard(block) { for (var low = 0, high = starts.length; high - low > 1;) { var mid = low + high >> 1; if (starts[mid] <= block) low = mid; else high = mid; } return low; }
      return (function on() {
        var end = at, files = {};
        for (; end < list.length && end - at < width * 6; end++) {
          var n = shard(list[end][1]);
          if (!texts[n] && !files[n] && Object.keys(files).length === width) break;
          if (!texts[n]) files[n] = "search/t" + n + ".js";
        }
        width = Math.min(width * 2, 16);
        return read(Object.values(files)).then(function () {
          for (; at < end; at++) { var b = list[at][1], s = shard(b); check(texts[s][b - starts[s]], b); }
          found.sort(order);
          if (at === list.length) return finish();
          // What comes after can be of this rank and report, or behind it.
          var next = list[at], sure = found.filter(function (m) { return m.tier > next[0] || m.tier === next[0] && m.report < owners[next[1]]; });
          stopped = some && some(sure.map(hit), false, at / list.length) === false;
          return stopped ? found.map(hit) : new Promise(function (go) { setTimeout(go); }).then(on);
        });
      })();
    });
  }

  var ready;
  function begin() {
    return ready || (ready = (index ? Promise.resolve() : baogao.run("search/index.js")).then(function () { if (wrong) throw new Error(wrong); }).catch(function (e) { ready = null; throw e; }));
  }
  baogao.search = function (text, some) {
    return begin().then(function () {
      var strange = Array.from(new Set(text.normalize("NFKC"))).filter(function (c) { return kind(c) === 2 && !known[c]; }).map(function (c) { return c + "\t"; });
      if (strange.length) return (index.codes ? want(strange) : Promise.resolve()).then(function () {
        if (strange.some(function (k) { return !posts[k]; })) return baogao.run("traditional.js");
      });
    }).then(function () { return answer(text, some); });
  };
})();
