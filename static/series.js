/* The search in a series: postings lead to shards of text, which are read and compared. generator/search/series.go writes them. */
(function () {
  "use strict";
  var baogao = window.baogao, E = baogao.engine, index = E.index, names = index.names.reduce(sum, 0), owners = new Array(names), starts = [], limits = [];
  var MOST = { t: 64, k: 160, n: 32 };
  var ranks = {}, held = new Map(), coming = {};

  function sum(a, b) { return a + b; }
  Array.from(index.codes).forEach(function (c, i) { ranks[c] = i; });
  [0, 1].forEach(function (k) { index.blocks.forEach(function (b, r) { for (var i = b[k]; i--;) owners.push(r); }); });
  index.texts.reduce(function (at, n) { starts.push(at); return at + n; }, names);
  E.names = names;
  /* limits are the first keys of the shards of postings, as numbers. */
  E.numbers(index.keys).reduce(function (last, n, i, all) {
    if (i % 2) return last;
    var now = [last[0] + n, (n ? 0 : last[1]) + all[i + 1]];
    limits.push(order(now[0], now[1]));
    return now;
  }, [0, 0]);
  function order(a, b) { return a * 0x200000 + b; }

  /* shard is a file of the search, as what it holds; those that were used last are kept. */
  function shard(name) {
    if (held.has(name)) {
      var kept = held.get(name);
      held.delete(name);
      held.set(name, kept);
      return Promise.resolve(kept);
    }
    return coming[name] = coming[name] || baogao.run("search/" + name + ".js", true).then(function () {
      E.right();
      var d = E.got[name], all;
      delete coming[name];
      delete E.got[name];
      held.set(name, d = name[0] === "t" ? blocks(d[1], d[2]) : name[0] === "k" ? decode(atob(d[1])) : d[1]);
      all = Array.from(held.keys()).filter(function (k) { return k[0] === name[0]; });
      all.slice(0, Math.max(0, all.length - MOST[name[0]])).forEach(function (k) { held.delete(k); });
      return d;
    }).catch(function (e) { delete coming[name]; throw e; });
  }
  function shards(names) { return Promise.all(names.map(shard)); }

  /* blocks are the passages of a shard by the block that they stand in. */
  function blocks(parts, passages) {
    var out = [];
    passages.forEach(function (p) {
      p[0] = parts[p[0]];
      p[2] = E.plaintext(p[2]);
      (out[p[5] || 0] = out[p[5] || 0] || []).push(p);
    });
    return out;
  }
  /* decode reads keys and postings: of each key its blocks, and those where it begins in a heading inside the text. See bits.go. */
  function decode(bits) {
    var at = 0, posts = {};
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
    function chars() {
      var n = gamma(), all = new Uint32Array(n);
      list(all, 0, n, 0, 0x110000);
      return Array.from(all, function (c) { return String.fromCodePoint(c); });
    }
    var keys = [];
    chars().map(function (a) { return [a, chars()]; }).forEach(function (k) { k[1].forEach(function (b) { keys.push(k[0] + b); }); });
    at = at + 7 & ~7;
    keys.forEach(function (key) {
      var n = gamma(), own = new Uint32Array(n), h, heads;
      list(own, 0, n, 0, owners.length);
      h = gamma() - 1;
      heads = new Uint32Array(h);
      list(heads, 0, h, 0, n);
      posts[key] = [own, heads.map(function (k) { return own[k]; })];
    });
    return posts;
  }

  /* want has the postings of keys. */
  function want(keys) {
    var files = {};
    keys.forEach(function (key) {
      var low = 0, high = limits.length, c = Array.from(key), at = order(c[0].codePointAt(0), c[1].codePointAt(0));
      while (low < high) { var mid = low + high >> 1; if (at < limits[mid]) high = mid; else low = mid + 1; }
      if (low) files["k" + (low - 1)] = 1;
    });
    return shards(Object.keys(files)).then(function (all) {
      var posts = {};
      keys.forEach(function (key) { all.forEach(function (d) { if (d[key]) posts[key] = d[key]; }); });
      return posts;
    });
  }
  E.want = want;
  E.absent = function (characters) {
    var keys = characters.map(function (c) { return c + "\t"; });
    return want(keys).then(function (posts) { return keys.some(function (k) { return !posts[k]; }); });
  };

  E.pairs = function (text) {
    var all = Array.from(text), out = [];
    for (var i = 0; i + 1 < all.length; i++) out.push(all[i] + all[i + 1]);
    return out;
  };
  /* What a phrase needs of the postings: its first pair, which says whether it can begin in a heading, and others, the rarest first by their
     characters; of a single character or of punctuation the characters. */
  var FIRST = 3, ENOUGH = 4;
  function keys(n) {
    if (n.keys) return n.keys;
    var all = Array.from(n.core), pairs = E.pairs(n.core);
    if (all.length < 2) return (n.keys = (n.core ? all : n.lead).map(function (c) { return c + "\t"; }));
    function rank(pair) { return Array.from(pair).reduce(function (sum, c) { return sum + (ranks[c] === undefined ? 1e4 : ranks[c]); }, 0); }
    return (n.keys = [pairs[0]].concat(pairs.slice(1).sort(function (a, b) { return rank(b) - rank(a); })));
  }
  function both(a, b) {
    var has = new Set(b);
    return a.filter(function (x) { return has.has(x); });
  }
  /* among are the blocks that have all keys, of postings. */
  E.among = function (posts, keys) {
    return keys.length ? Array.from(keys.map(function (k) { return (posts[k] || [[]])[0]; }).sort(function (a, b) { return a.length - b.length; }).reduce(both)) : [];
  };
  function blocksOf(n, posts, heads, most) {
    var first = posts[keys(n)[0]], own = E.among(posts, keys(n).slice(0, most));
    if (first) first[1].forEach(function (b) { heads.add(b); });
    return n.near ? both(own, blocksOf(n.near, posts, heads, most)) : own;
  }
  /* jobs are the blocks that can hold an answer, as [rank, block], those first whose hits come first. Where the first pairs leave many, the
     others are read too: they cost less than the texts. */
  function jobs(q, most) {
    var needed = [], more = false, heads = new Set(), found = null;
    q.groups.forEach(function (g) {
      g.forEach(function need(n) {
        more = more || keys(n).length > most;
        needed = needed.concat(keys(n).slice(0, most));
        if (n.near) need(n.near);
      });
    });
    return want(needed).then(function (posts) {
      q.groups.forEach(function (g) {
        var of = new Set();
        g.forEach(function (n) { blocksOf(n, posts, heads, most).forEach(function (b) { if (b >= names) of.add(b); }); });
        found = found ? found.filter(function (b) { return of.has(b); }) : Array.from(of);
      });
      if (more && found.length > ENOUGH) return jobs(q, most + 6);
      found = found || owners.map(function (_, b) { return b; }).slice(names);
      q.filters.forEach(function (f) {
        if (f[0] === "年") found = found.filter(function (b) { return E.passes([[owners[b]]], f[0], f[1]); });
      });
      return found.map(function (b) { return [b < names + index.heads ? 2 : heads.has(b) ? 1 : 0, b]; }).sort(function (a, b) { return b[0] - a[0] || a[1] - b[1]; });
    });
  }
  function shardOf(block) { for (var low = 0, high = starts.length; high - low > 1;) { var mid = low + high >> 1; if (starts[mid] <= block) low = mid; else high = mid; } return low; }
  /* texts has the passages of blocks, a list of each. */
  E.blocks = function (list) {
    var files = {};
    list.forEach(function (b) { files["t" + shardOf(b)] = 1; });
    files = Object.keys(files);
    return shards(files).then(function (all) {
      return list.map(function (b) { var s = shardOf(b); return all[files.indexOf("t" + s)][b - starts[s]] || []; });
    });
  };
  /* nameBlocks has the names of blocks. */
  E.nameBlocks = function (list) {
    var at = [], n = 0, files = {};
    index.names.forEach(function (count, i) { for (var k = 0; k < count; k++) at[n++] = [i, k]; });
    list.forEach(function (b) { files["n" + at[b][0]] = 1; });
    files = Object.keys(files);
    return shards(files).then(function (all) {
      return list.map(function (b) { return all[files.indexOf("n" + at[b][0])].filter(function (x) { return (x[6] || 0) === at[b][1]; }); });
    });
  };

  E.series = function (q, found, finish, some) {
    return jobs(q, FIRST).then(function (list) {
      var at = 0, width = 1;
      return (function on() {
        var end = at, files = {};
        for (; end < list.length && end - at < width * 6; end++) {
          var n = shardOf(list[end][1]);
          if (!held.has("t" + n) && !files[n] && Object.keys(files).length === width) break;
          if (!held.has("t" + n)) files[n] = 1;
        }
        width = Math.min(width * 2, 16);
        return E.blocks(list.slice(at, end).map(function (j) { return j[1]; })).then(function (all) {
          all.forEach(function (passages, i) {
            passages.forEach(function (p, k) { var m = E.match(q, p, list[at + i][1] * 1e4 + k); if (m) found.push(m); });
          });
          at = end;
          found.sort(E.order);
          if (at === list.length) return finish();
          // What comes after can be of this rank and report, or behind it.
          var next = list[at], sure = found.filter(function (m) { return m.tier > next[0] || m.tier === next[0] && m.report < owners[next[1]]; });
          if (some && some(sure.map(E.hit), false, at / list.length) === false) return found.map(E.hit);
          return new Promise(function (go) { setTimeout(go); }).then(on);
        });
      })();
    });
  };
})();
