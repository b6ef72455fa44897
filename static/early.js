/* Before the first paint: what the reader chose on this device, so that nothing flashes. It is written into every page. */
(function (root) {
  "use strict";
  root.classList.add("js");
  try {
    var saved = JSON.parse(localStorage.getItem("baogao")) || {};
    for (var name in saved) root.dataset[name] = saved[name];
  } catch (e) { /* no storage, or another's: the page is as it comes */ }
})(document.documentElement);
