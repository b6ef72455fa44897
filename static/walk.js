/* On the search page arrows walk through the hits, Escape leads back to the box. */
(function () {
  "use strict";
  var root = document.getElementById("results"), box = document.getElementById("q");
  document.addEventListener("keydown", function (e) {
    if (e.defaultPrevented || e.isComposing || e.ctrlKey || e.metaKey || e.altKey || e.key !== "ArrowDown" && e.key !== "ArrowUp" && e.key !== "Escape") return;
    var links = Array.from(root.querySelectorAll("li a")), at = links.indexOf(document.activeElement), down = e.key === "ArrowDown", next = links[at + (down ? 1 : -1)];
    if (at < 0 && (document.activeElement !== box || !down)) return;
    e.preventDefault();
    if (e.key === "Escape" || !down && !at) box.focus();
    else if (next) next.focus();
  });
})();
