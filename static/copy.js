/* What is copied from the text holds the text alone: no numbers of passages, no marks. baogao.words(node) is that text, baogao.chosen() the
   range that a reader selected. */
(function () {
  "use strict";
  var baogao = window.baogao = window.baogao || {};

  /* words are the text in a piece of the page: blocks of the report as lines of their own, what is not text left out. */
  function words(node) {
    var out = "";
    (function walk(n) {
      if (n.nodeType === 3) { out += n.data; return; }
      if (n.nodeType === 1 && (n.hasAttribute("data-ui") || n.hidden || /^(script|style|svg)$/i.test(n.tagName))) return;
      var block = n.nodeType === 1 && (n.hasAttribute("data-t") || !n.closest("[data-t]") && /^(p|h\d|li|div|tr|dt|dd|section|figcaption|blockquote)$/i.test(n.tagName));
      if (block && out && !/\n$/.test(out)) out += "\n";
      n.childNodes.forEach(walk);
      if (block && out && !/\n$/.test(out)) out += "\n";
    })(node);
    return out.replace(/^\s+|\s+$/g, "");
  }
  function chosen() {
    var s = window.getSelection();
    return s.rangeCount && !s.isCollapsed ? s.getRangeAt(0) : null;
  }
  function element(node) { return node.nodeType === 1 ? node : node.parentElement; }

  baogao.words = words;
  baogao.chosen = chosen;

  document.addEventListener("copy", (e) => {
    var range = chosen(), at = range && element(range.commonAncestorContainer);
    if (!range || !e.clipboardData || /^(input|textarea)$/i.test(document.activeElement.tagName)) return;
    if (!at.closest(".text, [data-t]") && !at.querySelector("[data-t]")) return;
    var piece = range.cloneContents(), box = document.createElement("div");
    piece.querySelectorAll("[data-ui]").forEach(u => u.remove());
    box.append(piece);
    // Inside one block nothing is a line of its own.
    e.clipboardData.setData("text/plain", at.closest("[data-t]") ? box.textContent : words(box));
    e.clipboardData.setData("text/html", box.innerHTML);
    e.preventDefault();
  });
})();
