/* Names and headings that a text names, by their characters or their pinyin: names.go and readings.go in JavaScript.
     baogao.named(text[, most]) → Promise<[{url, text, kind, rank, more, in}]>, terms, indicators and headings; in is the report, in a series; rank 0 is the very name, 1 its
       beginning, 2 inside of it, 3, 4, 5 the same by pinyin, 6 short for it. Of a series most shards are read, if given; "names" leaves headings out. */
(function () {
  "use strict";
  var baogao = window.baogao, E = baogao.engine, index = E.index, KINDS = ["term", "indicator"], NONE = 9, INITIAL = 0xe000, SHORT = 3;
  var usual = null, odd = {}, syllables = null;

  /* letters is a text as pinyin, "" where it is none. */
  function letters(text) {
    var all = text.normalize("NFKC").toLowerCase().replace(/ü/g, "v").replace(/[ '’-]/g, "");
    return /^[a-z0-9]+$/.test(all) && all.replace(/\d/g, "").length > 1 ? all : "";
  }
  /* sounds reads the readings, which only a text in Latin letters needs. */
  function sounds(wanted) {
    return !wanted || usual ? Promise.resolve() : baogao.run("search/pinyin.js").then(E.right).then(function () {
      var read = E.got.pinyin;
      usual = {};
      syllables = new Set();
      read[0].forEach(function (s) {
        var m = /^([a-z]+)(.*)$/u.exec(s);
        syllables.add(m[1]);
        for (var c of m[2]) usual[c] = m[1];
      });
      read[1].forEach(function (o) {
        var text = Array.from(o[0]), c = text[o[1]];
        (odd[c] = odd[c] || []).push([text, o[1], o[2]]);
        syllables.add(o[2]);
      });
    });
  }
  function same(all, at, part) {
    return at >= 0 && part.every(function (c, i) { return all[at + i] === c; });
  }
  function read(text, own) {
    var out = text.map(function (c, i) {
      var found = (odd[c] || []).find(function (o) { return same(text, i - o[1], o[0]); });
      return found ? found[2] : usual[c] || "";
    }), said = own ? own.split(/\s+/).filter(Boolean) : [], n = 0;
    return said.length && said.length === out.filter(Boolean).length ? out.map(function (s) { return s && said[n++]; }) : out;
  }
  function isWord(c) { return E.kind(c) === 3; }
  function isMark(c) { return E.kind(c) === 1; }
  /* spelt: see readings.go. */
  function spelt(typed, text, sounds, from) {
    var dead = {};
    if (!sounds[from] && !isWord(text[from])) return -1;
    function next(at, i) {
      if (at === typed.length) return i - from < 2 ? -1 : i;
      if (i === text.length || dead[at + " " + i]) return -1;
      var rest = typed.slice(at), sound = sounds[i], end = -1;
      if (!sound) {
        if (isWord(text[i])) { if (rest[0] === text[i]) end = next(at + 1, i + 1); }
        else if (isMark(text[i]) && i > from) end = next(at, i + 1);
      } else {
        [sound.length, 2, 1].forEach(function (size, k) {
          if (end >= 0 || size > sound.length || k === 1 && sound[1] !== "h" || k && size === sound.length || rest.indexOf(sound.slice(0, size))) return;
          end = next(at + size, i + 1);
        });
        if (end < 0 && sound.indexOf(rest) === 0) end = next(typed.length, i + 1);
      }
      if (end < 0) dead[at + " " + i] = true;
      return end;
    }
    return next(0, from);
  }
  function rank(a, name, own) {
    var core = a.core && E.fold(name, true), at = core ? core.indexOf(a.core) : -1, full, s, i, end, first, last;
    if (at >= 0) return at ? 2 : core.length === a.core.length ? 0 : 1;
    if (!a.letters) return NONE;
    full = Array.from(E.fold(name).full);
    s = read(full, own);
    for (first = 0; first < full.length && isMark(full[first]);) first++;
    for (last = full.length - 1; last >= 0 && isMark(full[last]);) last--;
    for (i = 0; i < full.length; i++) {
      end = spelt(a.letters, full, s, i);
      if (end >= 0) return i > first ? 5 : end > last ? 3 : 4;
    }
    return NONE;
  }

  /* starts are the first letters of the characters that a text in pinyin can begin with, all ways to read it. The beginning is enough to find blocks. */
  var SURE = 10, WAYS = 200;
  function starts(typed) {
    var found = new Set();
    typed = typed.slice(0, SURE);
    (function next(at, out) {
      if (found.size > WAYS) return;
      if (at === typed.length) { found.add(out); return; }
      if (/\d/.test(typed[at])) return next(at + 1, out + " ");
      for (var end = Math.min(typed.length, at + 6); end > at; end--) {
        var s = typed.slice(at, end);
        if (s.length === 1 || syllables.has(s) || /^[zcs]h$/.test(s) || end === typed.length && Array.from(syllables).some(function (x) { return x.indexOf(s) === 0; })) next(end, out + s[0]);
      }
    })(0, "");
    return found.size > WAYS ? [""] : Array.from(found);
  }
  /* candidates are the blocks of a series that can have a name or heading. */
  function candidates(a) {
    var own = Array.from(a.core).length > 1 ? E.pairs(a.core) : a.core ? [a.core + "\t"] : [], needed = own, ways = [];
    if (a.letters) {
      ways = starts(a.letters).map(function (s) {
        return E.pairs(s).filter(function (p) { return p.indexOf(" ") < 0; }).map(function (p) { return Array.from(p, function (c) { return String.fromCharCode(INITIAL + c.charCodeAt(0)); }).join(""); });
      });
      needed = Array.from(new Set(needed.concat(ways.reduce(function (x, y) { return x.concat(y); }, []))));
    }
    return E.want(needed).then(function (posts) {
      var all = new Set(), first = own[0] && posts[own[0]], heads = new Set(first ? first[1] : []), top = E.names + index.heads;
      E.among(posts, own).forEach(function (b) { if (b < top || heads.has(b)) all.add(b); });
      ways.forEach(function (keys) {
        if (!keys.length) for (var b = 0; b < top; b++) all.add(b);
        E.among(posts, keys).forEach(function (b) { all.add(b); });
      });
      return Array.from(all).sort(function (x, y) { return x - y; });
    });
  }

  /* sources are the names, and the passages with headings, whole headings first. */
  function sources(a, most) {
    if (!index.keys) return baogao.run("search/n0.js").then(E.right).then(function () {
      function heads(whole) { return E.texts.filter(function (p) { return p[3] && p[3].length && E.whole(p) === whole; }); }
      return [E.got.n0[1], most === "names" ? [] : heads(true).concat(heads(false))];
    });
    return candidates(a).then(function (list) {
      var names = list.filter(function (b) { return b < E.names; }), texts = most === "names" ? [] : list.filter(function (b) { return b >= E.names; });
      if (most > 0) {
        names = names.slice(0, most);
        texts = texts.slice(0, most);
      } else if (most) names = names.slice(0, 8);
      return Promise.all([E.nameBlocks(names), E.blocks(texts)]);
    }).then(function (found) { return found.map(function (lists) { return [].concat.apply([], lists); }); });
  }

  /* short reads the names that have all these characters. */
  function short(core) {
    if (!index.keys) return Promise.resolve(E.got.n0[1]);
    var keys = core.map(function (c) { return c + "\t"; });
    return E.want(keys).then(function (posts) {
      return E.nameBlocks(E.among(posts, keys).filter(function (b) { return b < E.names; }).sort(function (x, y) { return x - y; }));
    }).then(function (lists) { return [].concat.apply([], lists); });
  }

  baogao.named = function (text, most) {
    var a = { letters: letters(text) }, found = [];
    function add(report, url, shown, kind, rank, more, length, at) {
      found.push({ url: url, text: shown, kind: kind, rank: rank, more: more || "", in: index.reports.length > 1 ? index.reports[report][1] : "", length: length, at: at });
    }
    /* named adds a name in each of its reports, number is its place among the names. */
    function named(n, number, name, rank) {
      E.steps(n[3]).forEach(function (r, i) {
        add(r, E.root + index.reports[r][0] + "/" + KINDS[n[0]] + "s/" + n[1] + ".html", n[2][0], KINDS[n[0]], rank, (n[5] || [])[i], Array.from(name).length, r * 1e6 + number);
      });
    }
    return baogao.prepare(text).then(function () {
      a.core = E.phrase(text).core;
      return sounds(a.letters);
    }).then(function () { return sources(a, most); }).then(function (from) {
      from[0].forEach(function (n, number) {
        var best = NONE, by;
        n[2].forEach(function (name, i) {
          var r = rank(a, name, i ? "" : n[4]);
          if (r < best) { best = r; by = name; }
        });
        if (best < NONE) named(n, number, by, best);
      });
      from[1].forEach(function (p) {
        for (var i = 0; p[3] && i + 1 < p[3].length; i += 2) {
          var t = p[2].slice(p[3][i], p[3][i + 1]).replace(/。+$/, ""), r = rank(a, t, "");
          if (r < NONE) add(p[0][0], E.hit({ p: p, all: [{ start: p[3][i], end: p[3][i + 1] }], has: 0, score: 0 }).url, (p[0][2] + " " + t).trim(), "heading", r, "", Array.from(t).length, found.length);
        }
      });
      var core = Array.from(a.core);
      if (core.length < SHORT || found.some(function (f) { return f.kind !== "heading"; }) || core.some(function (c) { return E.kind(c) !== 2; })) return;
      return short(core).then(function (names) {
        names.forEach(function (n, number) {
          var by = n[2].find(function (name) {
            var at = 0;
            for (var c of E.fold(name, true)) if (c === core[at]) at++;
            return at === core.length;
          });
          if (by !== undefined) named(n, number, by, 6);
        });
      });
    }).then(function () {
      return found.sort(function (x, y) {
        return x.rank - y.rank || (x.kind === "heading") - (y.kind === "heading") || x.length - y.length || x.at - y.at;
      }).map(function (x) { return { url: x.url, text: x.text, kind: x.kind, rank: x.rank, more: x.more, in: x.in }; });
    });
  };
})();
