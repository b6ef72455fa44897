/* How the search compares texts, and its query language: fold.go and query.go in JavaScript.
     engine.fold(text), engine.phrase(text), engine.parse(query), engine.find(phrase, passage, bare) gives the places of a phrase;
     engine.said(part) and facets(passage, has) what a hit says of its place;
     simple holds the traditional characters that are known, each with its simplified one; refold() after it has changed */
window.baogao = window.baogao || {};
(function () {
  "use strict";
  var simple = {}, formed, formedOf, E = window.baogao.engine = { simple: simple, refold: function () { forms = {}; units.fill(0); } };

  var PUNCT = /^\p{P}$/u, HAN = /^\p{Script=Han}$/u, WORD = /^[\p{L}\p{N}]$/u, forms = {}, kinds = new Uint8Array(0x10000), units = new Uint16Array(0x10000);
  /* plain is a character's form in comparisons, "" for one that is not seen; it has several characters where NFKC takes it apart. */
  function plain(c) { return forms[c] === undefined ? (forms[c] = Array.from(c.normalize("NFKC"), one).join("")) : forms[c]; }
  function one(c) {
    if (/^[\0- \u0085\u1680\u2028\u2029]$/.test(c)) return " ";
    if (/^[\u200b-\u200f\u2060\ufeff\u00ad]$/.test(c)) return "";
    if (/^[‐-―−─━﹘]$/.test(c)) return "-";
    if (/^[“-‟「-』〝〞]$/.test(c)) return '"';
    if (/^[‘-‛′`]$/.test(c)) return "'";
    if (c === "\u2236") return ":";
    if (/^[・•‧∙⋅]$/.test(c)) return "\u00b7";
    if (c === "\u0130") return c;
    return simple[c] || c.toLowerCase();
  }
  /* kind: 1 punctuation, 2 Han, 3 another letter or digit. */
  function kind(c) { return c.length > 1 ? kindOf(c) : (kinds[c.charCodeAt(0)] || (kinds[c.charCodeAt(0)] = kindOf(c) + 1)) - 1; }
  function kindOf(c) { return HAN.test(c) ? 2 : PUNCT.test(c) ? 1 : WORD.test(c) ? 3 : 0; }

  /* unit is the form of nearly every character: one unit, neither a space nor a dash; else 1. */
  function unit(code) {
    var form = code >> 11 === 27 ? "" : plain(String.fromCharCode(code));
    return (units[code] = form.length === 1 && form !== " " && form !== "-" ? form.charCodeAt(0) : 1);
  }

  /* The texts are put together in arrays that all calls share. */
  var size = 0, full, from, to, sorts, core, at;
  function grow(least) {
    function copy(Type, old) { var a = new Type(size); if (old) a.set(old); return a; }
    size = least * 2;
    full = copy(Uint16Array, full);
    from = copy(Int32Array, from);
    to = copy(Int32Array, to);
    sorts = copy(Uint8Array, sorts);
    core = copy(Uint16Array, core);
    at = copy(Int32Array, at);
  }
  function string(codes, n) {
    for (var out = "", i = 0; i < n; i += 4096) out += String.fromCharCode.apply(null, codes.subarray(i, Math.min(i + 4096, n)));
    return out;
  }
  /* fold gives {full, from, to, core, at}, see fold.go; of each unit of full where its character begins and ends, of each of core where it stands
     in full. Where only core is wanted, it gives that; lent are the arrays alone, until the next call. */
  function fold(text, bare, lent) {
    formedOf = null;
    var n = 0, m = 0, space = false, last = 0, i, end;
    function add(code, sort, a, b) {
      if (n === size) grow(n);
      full[n] = code;
      sorts[n] = sort;
      from[n] = a;
      to[n++] = b;
      last = sort;
    }
    if (size < text.length) grow(text.length);
    for (i = 0; i < text.length;) {
      var code = text.charCodeAt(i), form = units[code] || unit(code), start = i, c, sort;
      if (form > 1) {
        sort = (kinds[form] || (kind(String.fromCharCode(form)), kinds[form])) - 1;
        if (space && last === 3 && sort === 3) add(32, 0, start, start);
        space = false;
        add(form, sort, start, ++i);
        continue;
      }
      c = String.fromCodePoint(text.codePointAt(i));
      i += c.length;
      for (c of plain(c)) {
        if (c === " ") space = true;
        else if (c === "-" && n && full[n - 1] === 45 && !space) to[n - 1] = i;
        else {
          sort = kind(c);
          if (space && last === 3 && sort === 3) add(32, 0, start, start);
          space = false;
          for (var k = 0; k < c.length; k++) add(c.charCodeAt(k), sort, start, i);
        }
      }
    }
    for (i = 0; i < n;) {
      end = i;
      while (end < n && sorts[end] === 1) end++;
      if (end > i && i > 0 && end < n && sorts[i - 1] === 2 && sorts[end] === 2) i = end;
      for (end = Math.max(end, i + 1); i < end; i++) {
        core[m] = full[i];
        at[m++] = i;
      }
    }
    if (lent) return { from: from, to: to, core: lent, at: at };
    return bare ? string(core, m) : { full: string(full, n), from: from.slice(0, n), to: to.slice(0, n), core: string(core, m), at: at.slice(0, m) };
  }
  function same(text, at, part) { return at >= 0 && text.startsWith(part, at); }

  var UNITS = "亿万千百元个项家公平吨人户亩件张辆米立方小时天年月日次位倍度套条所名%℃";
  function isSpace(c) { return plain(c) === " "; }
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
    var f = fold(text), start = 0, end = f.full.length, n = { raw: text, lead: f.full, core: "", trail: "" }, i;
    while (start < end && sorts[start] === 1) start++;
    if (start === end) return n;
    while (sorts[end - 1] === 1) end--;
    n.lead = f.full.slice(0, start);
    n.trail = f.full.slice(end);
    for (i = 0; i < f.at.length; i++) if (f.at[i] >= start && f.at[i] < end) n.core += f.core[i];
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
        while (!w.without && i + 1 < words.length && !words[i + 1].quoted && !words[i + 1].without && /\d$/.test(fold(t).full) && UNITS.indexOf(Array.from(words[i + 1].text)[0]) >= 0) t += words[++i].text;
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
    q.bare = groups.concat([q.without]).every(function (g) { return g.every(isBare); });
    return q;
  }

  /* form is a passage folded; its arrays may be lent, so the last one only is remembered. */
  function form(p, bare) {
    if (formedOf !== p) {
      formed = fold(p[2], false, bare && p.core);
      formedOf = p;
    }
    return formed;
  }
  /* A phrase is itself if it is its own form, and cannot overlap itself. Where a text has it as often as the form of the text, it is at these places. */
  function isItself(n) {
    if (n.itself === undefined) n.itself = n.raw === n.core && Array.from(n.raw).every(function (c, i) {
      return units[c.charCodeAt(0)] === c.charCodeAt(0) && kind(c) !== 1 && !(i && n.raw.endsWith(n.raw.slice(0, i)));
    });
    return n.itself;
  }
  function itself(n, p) {
    var core = p.core, part = n.core, size = part.length, found, at, count = 0, s;
    if (!core || !isItself(n)) return;
    for (at = p[2].indexOf(part); at >= 0; at = p[2].indexOf(part, at + size)) {
      s = { start: at, end: at + size, core: at, exact: true };
      if (found) found.push(s);
      else found = [s]; // not grown: most have one
    }
    for (at = core.indexOf(part); at >= 0; at = core.indexOf(part, at + size)) count++;
    return count === (found ? found.length : 0) && (found || []);
  }
  function places(n, p, bare) {
    var found = itself(n, p), f, at, a, b;
    function add(start, end, core) {
      var s = { start: f.from[start], end: f.to[end - 1], core: f.from[core] };
      s.exact = p[2].slice(s.start, s.end) === n.raw;
      found.push(s);
    }
    if (found) return found;
    found = [];
    f = form(p, bare);
    if (!n.core) {
      for (at = -n.lead.length; (at = f.full.indexOf(n.lead, at + n.lead.length)) >= 0;) add(at, at + n.lead.length, at);
      return found;
    }
    for (at = f.core.indexOf(n.core); at >= 0;) {
      a = f.at[at] - n.lead.length;
      b = f.at[at + n.core.length - 1] + 1;
      var here = isBare(n) || same(f.full, a, n.lead) && same(f.full, b, n.trail);
      if (here) add(a, b + n.trail.length, f.at[at]);
      at = f.core.indexOf(n.core, at + (here ? n.core.length : 1));
    }
    return found;
  }
  /* isBare tells whether core is all that a phrase is compared by. */
  function isBare(n) { return !!n.core && !n.lead && !n.trail && (!n.near || isBare(n.near)); }
  function find(n, p, bare) {
    var own = places(n, p, bare), kept = [];
    if (!n.near || !own.length) return own;
    var others = find(n.near, p, bare);
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

  /* said is what all hits of a part say: the title, year and chapter. */
  function said(part) {
    if (part[4]) return part[4];
    var report = E.index.reports[part[0]], chapter = part[2].split("（")[0];
    return (part[4] = [(report[1] + " · " + part[2] + " " + part[3]).replace(/\s+/g, " ").trim(), (report[2] ? ["年:" + report[2]] : []).concat(chapter ? "章:" + chapter : []), {}]);
  }
  /* facets are shared by the hits of a part that have the same few. */
  function facets(p, has) {
    var of = said(p[0]), own = p[4], key = own.length < 5 ? own.reduce(function (k, n) { return k * 2048 + n + 1; }, has) : 0;
    return (key && of[2][key]) || (of[2][key] = of[1].concat(has & 1 ? "in:标题" : [], has & 2 ? "in:正文" : [], own.map(function (n) { return E.index.facets[n]; })));
  }

  Object.assign(E, { said: said, facets: facets, kind: kind, fold: fold, phrase: phrase, parse: parse, find: find, tidy: tidy, nearest: nearest });
})();
