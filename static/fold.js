/* How the search compares texts, and its query language: fold.go and query.go in JavaScript.
     engine.fold(text), engine.phrase(text), engine.parse(query), engine.find(phrase, passage, folded) gives the places of a phrase;
     simple holds the traditional characters that are known, each with its simplified one */
window.baogao = window.baogao || {};
(function () {
  "use strict";
  var simple = {}, E = window.baogao.engine = { simple: simple, refold: function () { forms = {}; } };

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
  function nearest(a, b) {
    var best = 400;
    a.forEach(function (x) { b.forEach(function (y) { best = Math.min(best, Math.max(y.start - x.end, x.start - y.end, 0)); }); });
    return best;
  }

  Object.assign(E, { kind: kind, fold: fold, same: same, phrase: phrase, parse: parse, find: find, tidy: tidy, nearest: nearest });
})();
