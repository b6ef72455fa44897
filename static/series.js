/* The search in a series: postings lead to shards of text, which are read and compared. generator/search/series.go writes them. */
(function () {
  "use strict";
  var baogao = window.baogao, E = baogao.engine, index = E.index, names = index.names.reduce(sum, 0), owners = new Array(names), starts = [], limits = [];
  var MOST = { t: 1000, k: 160, n: 32 };
  var ranks, held = { t: new Map(), k: new Map(), n: new Map() }, coming = {};

  function sum(a, b) { return a + b; }
  [0, 1].forEach(function (k) { index.blocks.forEach(function (b, r) { for (var i = b[k]; i--;) owners.push(r); }); });
  index.texts.reduce(function (at, n) { starts.push(at); return at + n; }, names);
  E.names = names;
  /* limits are the first keys of the shards of postings, as numbers. */
  for (var steps = E.numbers(index.keys), i = 0, a = 0, b = 0; i < steps.length; i += 2) {
    b = (steps[i] ? 0 : b) + steps[i + 1];
    limits.push(order(a += steps[i], b));
  }
  function order(a, b) { return a * 0x200000 + b; }

  /* shard is a file of the search, as what it holds; those that were used last are kept. */
  function kept(name) {
    var of = held[name[0]], d = of.get(name);
    if (d) {
      of.delete(name);
      of.set(name, d);
    }
    return d;
  }
  function shard(name) {
    var d = kept(name), of = held[name[0]];
    if (d) return d;
    return coming[name] = coming[name] || baogao.run("search/" + name + ".js", true).then(function () {
      E.right();
      d = E.got[name];
      delete coming[name];
      delete E.got[name];
      of.set(name, d = name[0] === "t" ? blocks(d[1], d[2]) : name[0] === "k" ? decode(atob(d[1])) : d[1]);
      if (of.size > MOST[name[0]]) of.delete(of.keys().next().value);
      return d;
    }).catch(function (e) { delete coming[name]; throw e; });
  }
  function shards(names) { return Promise.all(names.map(shard)); }

  /* blocks are the passages of a shard by the block that they stand in. */
  function blocks(parts, passages) {
    var out = [];
    E.passages(parts, passages).forEach(function (p) {
      p.core = E.fold(p[2], true);
      (out[p[5] || 0] = out[p[5] || 0] || []).push(p);
    });
    return out;
  }
  /* decode reads keys and postings: {pool, at}, at has of each key where in pool its blocks begin, how many they are, and how many blocks behind
     them have it begin in a heading inside the text. See bits.go. */
  function decode(bits) {
    var at = 0, pool = [], where = new Map(), keys = [];
    function read(n) {
      for (var v = 0, take, free; n > 0; n -= take) {
        free = 8 - (at & 7);
        take = Math.min(n, free);
        v = v << take | bits.charCodeAt(at >> 3) >> free - take & (1 << take) - 1;
        at += take;
      }
      return v;
    }
    function gamma() { for (var n = 0; !read(1);) n++; return 1 << n | read(n); }
    function binary(n) {
      if (n < 2) return 0;
      var width = 32 - Math.clz32(n - 1), short = (1 << width) - n, v = read(width - 1);
      return v < short ? v : v * 2 + read(1) - short;
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
      var n = gamma(), all = [];
      list(all, 0, n, 0, 0x110000);
      return all.map(function (c) { return String.fromCodePoint(c); });
    }
    chars().map(function (a) { return [a, chars()]; }).forEach(function (k) { k[1].forEach(function (b) { keys.push(k[0] + b); }); });
    at = at + 7 & ~7;
    keys.forEach(function (key) {
      var n = gamma(), from = pool.length, h;
      list(pool, from, n, 0, owners.length);
      h = gamma() - 1;
      list(pool, from + n, h, 0, n);
      for (var i = from + n; i < from + n + h; i++) pool[i] = pool[from + pool[i]];
      where.set(key, [from, n, h]);
    });
    return { pool: (owners.length >> 16 ? Uint32Array : Uint16Array).from(pool), at: where };
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
      keys.forEach(function (key) {
        all.forEach(function (d) {
          var w = d.at.get(key);
          if (w) posts[key] = [d.pool.subarray(w[0], w[0] + w[1]), d.pool.subarray(w[0] + w[1], w[0] + w[1] + w[2])];
        });
      });
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
  var FIRST = 6, ENOUGH = 4;
  function keys(n) {
    if (n.keys) return n.keys;
    var all = Array.from(n.core), pairs = E.pairs(n.core);
    if (all.length < 2) return (n.keys = (n.core ? all : Array.from(n.lead)).map(function (c) { return c + "\t"; }));
    if (pairs.length <= FIRST) return (n.keys = pairs);
    if (!ranks) {
      ranks = {};
      Array.from(index.codes).forEach(function (c, i) { ranks[c] = i; });
    }
    function rank(pair) { return Array.from(pair).reduce(function (sum, c) { return sum + (ranks[c] === undefined ? 1e4 : ranks[c]); }, 0); }
    return (n.keys = [pairs[0]].concat(pairs.slice(1).sort(function (a, b) { return rank(b) - rank(a); })));
  }
  /* both are the numbers that two ascending lists share. */
  function both(a, b) {
    for (var out = [], i = 0, k = 0; i < a.length && k < b.length;) {
      if (a[i] === b[k]) { out.push(a[i++]); k++; }
      else if (a[i] < b[k]) i++;
      else k++;
    }
    return out;
  }
  /* among are the blocks that have all keys, of postings, ascending. */
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
        var of = g.length === 1 ? blocksOf(g[0], posts, heads, most) : Array.from(g.reduce(function (all, n) {
          blocksOf(n, posts, heads, most).forEach(function (b) { all.add(b); });
          return all;
        }, new Set())).sort(function (a, b) { return a - b; });
        found = found ? both(found, of) : of;
      });
      if (more && found.length > ENOUGH) return jobs(q, most + 6);
      found = (found || Array.from(owners.keys())).filter(function (b) {
        return b >= names && q.filters.every(function (f) { return f[0] !== "年" || E.passes([[owners[b]]], f[0], f[1]); });
      });
      return [2, 1, 0].reduce(function (all, rank) {
        found.forEach(function (b) { if ((b < names + index.heads ? 2 : heads.has(b) ? 1 : 0) === rank) all.push([rank, b]); });
        return all;
      }, []);
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

  /* pause lets the page do other things for a moment. A timer waits for some milliseconds at least. */
  function pause() {
    return new Promise(function (go) {
      if (!window.MessageChannel) { setTimeout(go); return; }
      var c = new MessageChannel();
      c.port1.onmessage = function () { c.port1.close(); go(); };
      c.port2.postMessage(0);
    });
  }
  var SHORT = 2, LONG = 10; // milliseconds before a pause, the first time and later

  E.series = function (q, found, finish, some) {
    return jobs(q, FIRST).then(function (list) {
      var at = 0, width = 1, time = SHORT;
      return (function on() {
        var start = performance.now(), first = at, files = {}, own = -1, block, end, texts, s;
        for (; at < list.length; at++) {
          s = shardOf(block = list[at][1]);
          if (s !== own) texts = kept("t" + (own = s));
          if (!texts || performance.now() - start > time) break;
          (texts[block - starts[s]] || []).forEach(function (p, k) { var m = E.match(q, p, block * 1e4 + k); if (m) found.push(m); });
        }
        time = LONG;
        found.sort(E.order);
        if (at === list.length) return finish();
        if (at > first && some) {
          // What comes after can be of this rank and report, or behind it.
          var next = list[at], sure = found.filter(function (m) { return m.tier > next[0] || m.tier === next[0] && m.report < owners[next[1]]; });
          if (some(sure.map(E.hit), false, at / list.length) === false) return found.map(E.hit);
        }
        if (texts) return pause().then(on);
        for (end = at; end < list.length && end - at < width * 6; end++) {
          var n = "t" + shardOf(list[end][1]);
          if (!held.t.has(n) && !files[n] && Object.keys(files).length === width) break;
          if (!held.t.has(n)) files[n] = 1;
        }
        width = Math.min(width * 2, 16);
        return shards(Object.keys(files)).then(on);
      })();
    });
  };
})();
