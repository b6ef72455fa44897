/* What a query that is hardly found may have meant: near.go in JavaScript.
     baogao.near(text, hits) → Promise<[{text, count}]>, hits are the query's own */
(function () {
  "use strict";
  var baogao = window.baogao, E = baogao.engine, index = E.index;

  function same(all, at, part) {
    return at >= 0 && part.every(function (c, i) { return all[at + i] === c; });
  }
  var FEW = 2, OFTEN = 10, BLOCKS = 24, SHOWN = 3, TRIED = 6;
  function isOther(c) { var k = E.kind(c); return k !== 2 && k !== 3; }
  function mistaken(text) {
    var q = E.parse(text), n = q.groups.length === 1 && q.groups[0].length === 1 && q.groups[0][0], word;
    if (!n || q.without.length + q.filters.length || n.near) return null;
    word = Array.from(n.core);
    return word.length < 2 || word.length > 20 || !word.some(function (c) { return E.kind(c) === 2; }) || word.some(isOther) ? null : word;
  }
  function equal(a, b) { return a.length === b.length && a.every(function (c, i) { return c === b[i]; }); }
  /* mistakes tells how many of the characters of a text stand for what was typed, with one mistake. */
  function mistakes(typed, text) {
    var n = typed.length, s = 0, found = [];
    while (s < n && s < text.length && typed[s] === text[s]) s++;
    if (s === n) return found;
    if (text.length >= n && equal(typed.slice(s + 1), text.slice(s + 1, n))) found.push(n);
    else if (text.length >= n && s + 1 < n && typed[s] === text[s + 1] && typed[s + 1] === text[s] && equal(typed.slice(s + 2), text.slice(s + 2, n))) found.push(n);
    if (text.length > n && equal(typed.slice(s), text.slice(s + 1, n + 1))) found.push(n + 1);
    if (text.length >= n - 1 && equal(typed.slice(s + 1), text.slice(s, n - 1))) found.push(n - 1);
    return found;
  }
  /* likely reads what has one half of the word: names, headings, texts, each as [source, passages as they are compared]. */
  function likely(half) {
    function cores(p) { return p.core || E.fold(p[2], true); }
    function named(list) { return [].concat.apply([], list.map(function (n) { return n[2].map(function (x) { return E.fold(x, true); }); })); }
    if (!index.keys) return baogao.run("search/n0.js").then(E.right).then(function () { return [[0, named(E.got.n0[1])], [2, E.texts.map(cores)]]; });
    var keys = half.length > 1 ? E.pairs(half.join("")) : [half[0] + "\t"];
    return E.want(keys).then(function (posts) {
      var all = E.among(posts, keys), top = E.names + index.heads;
      function some(low, high) { return all.filter(function (b) { return b >= low && b < high; }).slice(0, BLOCKS); }
      return Promise.all([E.nameBlocks(some(0, E.names)), E.blocks(some(E.names, top)), E.blocks(some(top, 1 / 0))]);
    }).then(function (lists) {
      return lists.map(function (list, i) {
        var all = [].concat.apply([], list);
        return [i, i ? all.map(cores) : named(all)];
      });
    });
  }
  baogao.near = function (text, hits) {
    var word, half, first, second, back, found = {}, own = hits.reduce(function (n, h) { return n + h.count; }, 0);
    function add(text, source) {
      var s = text.join(""), c = found[s];
      if (s === word.join("") || text.some(isOther)) return;
      if (!c) c = found[s] = { text: s, source: source, seen: 0 };
      c.source = Math.min(c.source, source);
      c.seen++;
    }
    function scan(half, look) {
      return likely(half).then(function (lists) {
        lists.forEach(function (l) {
          l[1].forEach(function (core) {
            if (core.indexOf(half.join("")) < 0) return;
            var all = Array.from(core);
            for (var at = 0; at + half.length <= all.length; at++) if (same(all, at, half)) look(all, at, l[0]);
          });
        });
      });
    }
    return baogao.prepare(text).then(function () {
      word = mistaken(text);
      if (!word || hits.length > FEW) return [];
      half = word.length >> 1;
      first = word.slice(0, half);
      second = word.slice(half);
      back = first.slice().reverse();
      return (word.length < 3 ? Promise.resolve() : scan(first, function (all, at, source) {
        mistakes(second, all.slice(at + half)).forEach(function (n) { add(all.slice(at, at + half + n), source); });
      }).then(function () {
        return scan(second, function (all, at, source) {
          mistakes(back, all.slice(Math.max(0, at - half - 1), at).reverse()).forEach(function (n) { add(all.slice(at - n, at + second.length), source); });
        });
      })).then(function () {
        var swapped = word.slice(), list, s;
        swapped[half - 1] = word[half];
        swapped[half] = word[half - 1];
        list = Object.values(found).sort(function (a, b) { return a.source - b.source || b.seen - a.seen || (a.text < b.text ? -1 : 1); }).slice(0, TRIED).map(function (c) { return c.text; });
        s = swapped.join("");
        if (s !== word.join("") && list.indexOf(s) < 0) list.push(s);
        return list.reduce(function (before, s) {
          return before.then(function (kept) {
            // A piece of another suggestion stands wherever that does: it says nothing more.
            return kept.length === SHOWN || kept.some(function (k) { return k.text.includes(s); }) ? kept : baogao.search(s).then(function (hits) {
              var count = hits.reduce(function (n, h) { return n + h.count; }, 0);
              return count && count >= own * OFTEN ? kept.filter(function (k) { return !s.includes(k.text); }).concat({ text: s, count: count }) : kept;
            });
          });
        }, Promise.resolve([])).then(function (kept) { return kept.sort(function (a, b) { return b.count - a.count; }); });
      });
    });
  };
})();
