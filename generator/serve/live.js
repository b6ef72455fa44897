/* Listens for builds: reloads when the site changed, shows problems while there are any. */
(function () {
  "use strict";
  var first = null, box = null;
  new EventSource("/-/events").onmessage = function (e) {
    if (first === null) first = e.lastEventId;
    if (e.data.trim()) {
      if (!box) {
        box = document.createElement("pre");
        box.setAttribute("role", "alert");
        box.style.cssText = "position:fixed;inset:auto 0 0 0;max-height:60vh;overflow:auto;margin:0;padding:1rem;background:#2b1512;color:#ffe9e2;font:14px/1.5 monospace;z-index:9;white-space:pre-wrap";
        document.body.append(box);
      }
      box.textContent = e.data;
      first = "";
      return;
    }
    if (e.lastEventId !== first) location.reload();
  };
})();
