/* Where the reader is: the topic in the lists beside the text, how far in the report, and the place to come back to, kept on this device. */
(function () {
  "use strict";
  var text = document.querySelector(".part .text:not(header), .full .text"), rail = document.querySelector(".rail.contents");
  var store = { get: function (k) { try { return localStorage.getItem(k); } catch (e) { return null; } }, set: function (k, v) { try { localStorage.setItem(k, v); } catch (e) { /* not kept */ } } };
  var report = window.baogao.here.report, page = document.currentScript.dataset.page || location.pathname, key = "baogao-place-" + report;

  /* The contents stay where they were scrolled, and show the current line. */
  if (rail) {
    var railKey = "baogao-rail-" + report, held = 0;
    try { held = Number(sessionStorage.getItem(railKey)); } catch (e) { /* begins at the top */ }
    /* On a phone the contents are a folded list of their own length: nothing to scroll, and no layout to wait for. */
    var wide = matchMedia("(min-width: 60rem)").matches, here = rail.querySelector("[aria-current]");
    if (wide) rail.scrollTop = held;
    if (wide && here) {
      var top = here.getBoundingClientRect().top - rail.getBoundingClientRect().top;
      if (top < 0 || top > rail.clientHeight - 40) rail.scrollTop += top - rail.clientHeight / 2;
    }
    addEventListener("pagehide", function () { try { sessionStorage.setItem(railKey, rail.scrollTop); } catch (e) { /* not kept */ } });
    filter(rail);
  }

  /* A box that narrows the contents to the lines with its words. */
  function filter(rail) {
    var box = rail.querySelector("input"), count = rail.querySelector("output"), lines = rail.querySelectorAll("nav li");
    if (!box) return;
    function narrow() {
      var words = box.value.trim(), found = 0;
      lines.forEach(function (li) {
        var own = li.querySelector("a, [aria-current]").textContent.indexOf(words) >= 0;
        li.hidden = Boolean(words) && li.textContent.indexOf(words) < 0;
        if (words && own) found++;
      });
      count.textContent = words ? count.dataset.count.replace("{1}", found) : "";
    }
    box.addEventListener("input", function (e) { if (!e.isComposing) narrow(); });
    box.addEventListener("compositionend", narrow);
    box.addEventListener("keydown", function (e) { if (e.key === "Escape" && box.value) { box.value = ""; narrow(); e.stopPropagation(); } });
  }

  if (report && !text) offer();
  if (!text) return;
  var blocks = Array.prototype.slice.call(text.querySelectorAll(".p")), heads = Array.prototype.slice.call(text.querySelectorAll(".topic[id], .subtopic[id], .lower[id], .heading[id]"));
  var lists = Array.prototype.slice.call(document.querySelectorAll(".onpage a, .full-contents a")), line = document.querySelector(".progress"), waiting = false, last = "";

  function look() {
    waiting = false;
    var edge = innerHeight / 3, current = null, block = null;
    heads.forEach(function (h) { if (h.getBoundingClientRect().top <= edge) current = h; });
    blocks.forEach(function (b) { if (b.getBoundingClientRect().top <= edge) block = b; });
    lists.forEach(function (a) {
      if (current && a.hash === "#" + current.id) a.setAttribute("aria-current", "true"); else a.removeAttribute("aria-current");
    });
    blocks.forEach(function (b) { b.classList.toggle("here", b === block); });
    if (line) {
      var box = text.getBoundingClientRect(), part = Math.max(0, Math.min(1, (innerHeight - box.top) / box.height));
      var from = Number(line.dataset.from), to = Number(line.dataset.to);
      line.style.setProperty("--read", from + (to - from) * part + "%");
    }
    if (block && block.id !== last) {
      last = block.id;
      store.set(key, JSON.stringify({ page: page, id: last, place: document.querySelector("h1").textContent.trim(), paragraph: block.querySelector(".pl") ? block.querySelector(".pl").textContent : "" }));
    }
  }
  addEventListener("scroll", function () { if (!waiting) { waiting = true; requestAnimationFrame(look); } }, { passive: true });
  addEventListener("resize", look);
  /* With the next frame, which has to lay the page out anyway. */
  requestAnimationFrame(look);

  /* On the report's home, the way back to where the reader stopped. */
  function offer() {
    var link = document.getElementById("resume"), place = JSON.parse(store.get(key) || "null");
    if (!link || !place || !place.page) return;
    link.href = place.page + "#" + place.id;
    link.textContent = link.dataset.label.replace("{1}", place.place.slice(0, 18)).replace("{2}", place.paragraph);
    link.hidden = false;
  }
})();
