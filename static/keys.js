/* One-letter keys, and the map of them that ? opens. They rest while the reader writes, and stay off where the reader says so. */
(function () {
  "use strict";
  var baogao = window.baogao = window.baogao || {}, root = document.documentElement;

  function follow(selector) {
    var a = document.querySelector(selector);
    if (a) a.click();
  }
  function step(list, name, by) {
    var at = list.indexOf(root.dataset[name] || "");
    baogao.choose(name, list[Math.max(0, Math.min(list.length - 1, at + by))]);
  }
  /* The paragraph that is read: the last whose top is above a third of the window. */
  function paragraph(by) {
    var all = Array.prototype.slice.call(document.querySelectorAll(".text .p")), line = innerHeight / 3, at = -1;
    all.forEach(function (p, i) { if (p.getBoundingClientRect().top <= line) at = i; });
    var here = document.activeElement.closest(".text .p"); // where the last key led, while the page may still be on its way there
    if (here) at = all.indexOf(here);
    var to = all[Math.max(0, Math.min(all.length - 1, at + by))];
    if (!to) return;
    to.scrollIntoView({ block: "start" });
    var link = to.querySelector(".pl");
    if (link) link.focus({ preventScroll: true });
  }
  baogao.openKeys = function () {
    baogao.panels(function () {
      var map = document.getElementById("keys");
      if (!map.open) map.showModal();
    });
  };

  var does = {
    "?": baogao.openKeys,
    "]": function () { follow("a[rel=next]"); },
    "[": function () { follow("a[rel=prev]"); },
    "j": function () { paragraph(1); },
    "k": function () { paragraph(-1); },
    "c": function () { follow(".sections a"); },
    "+": function () { step(["", "1", "2", "3"], "size", 1); },
    "-": function () { step(["", "1", "2", "3"], "size", -1); },
    "d": function () {
      var dark = getComputedStyle(root).colorScheme === "dark" || (!root.dataset.theme && matchMedia("(prefers-color-scheme: dark)").matches);
      baogao.choose("theme", dark ? "light" : "dark");
    },
    "f": function () { baogao.choose("focus", root.dataset.focus ? "" : "on"); },
    "s": baogao.openAids,
    "r": function () { if (baogao.aloud) baogao.aloud(); }
  };
  does["="] = does["+"];

  document.addEventListener("keydown", function (e) {
    if (e.defaultPrevented || e.isComposing || e.ctrlKey || e.metaKey || e.altKey) return;
    if (e.target.closest("input:not([type=radio]):not([type=checkbox]), select, textarea, [contenteditable], dialog[open]")) return;
    if (root.dataset.keys === "off" && e.key !== "?") return;
    var act = does[e.key];
    if (!act) return;
    e.preventDefault();
    act();
  });
})();
