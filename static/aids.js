/* The reader's settings: a panel of form controls that write to data attributes of the page, kept on the device. The style sheets do
   the rest. baogao.choose(name, value) sets one, "" takes it back. The panel, and the map of keys, come with panels.js when they are
   first asked for. From a host, the browser is told here that it can keep the site among its programs. */
(function () {
  "use strict";
  var baogao = window.baogao, root = document.documentElement;
  var panel = null, opener = button("aids-open"), ease = button("ease");
  var names = ["theme", "size", "spacing", "columns", "focus", "ease", "keys", "print"];

  /* A layout can leave the buttons out: the keys go on. */
  function button(id) { return document.getElementById(id) || document.createElement("button"); }

  baogao.choose = function (name, value) {
    if (value) root.dataset[name] = value; else delete root.dataset[name];
    var all = {};
    names.forEach(function (n) { if (root.dataset[n]) all[n] = root.dataset[n]; });
    try { localStorage.setItem("baogao", JSON.stringify(all)); } catch (e) { /* for this page only, then */ }
    show();
  };

  /* Calls back with the panels in the page. */
  baogao.panels = function (then) {
    if (panel) return then();
    baogao.run("panels.js").then(function () {
      if (!panel) {
        document.querySelector(".top .bar").insertAdjacentHTML("afterend", baogao.html.aids);
        document.body.insertAdjacentHTML("beforeend", baogao.html.keys);
        panel = document.getElementById("aids");
        listen();
        show();
      }
      then();
    });
  };

  function show() {
    ease.setAttribute("aria-pressed", String(root.dataset.ease === "on"));
    if (panel) panel.querySelectorAll("input").forEach(function (i) {
      var value = root.dataset[i.name] || "";
      i.checked = i.type === "radio" ? i.value === value : value === i.value;
    });
  }

  function open(on) {
    panel.hidden = !on;
    opener.setAttribute("aria-expanded", String(on));
    if (on) panel.querySelector("input:checked, input").focus();
  }
  baogao.openAids = function () { baogao.panels(function () { open(panel.hidden); }); };

  function listen() {
    panel.addEventListener("change", function (e) {
      var i = e.target;
      if (i.name) baogao.choose(i.name, i.checked ? i.value : "");
    });
    panel.addEventListener("click", function (e) {
      if (e.target.id === "aids-reset") names.forEach(function (n) { baogao.choose(n, ""); });
      if (e.target.id === "aids-close") { open(false); opener.focus(); }
      if (e.target.dataset.opens === "keys") baogao.openKeys();
    });
  }
  opener.addEventListener("click", baogao.openAids);
  ease.addEventListener("click", function () { baogao.choose("ease", root.dataset.ease ? "" : "on"); });
  document.addEventListener("keydown", function (e) {
    if (e.key === "Escape" && panel && !panel.hidden && !e.defaultPrevented) { open(false); opener.focus(); }
  });
  show();

  // A folder has nothing to install, and browsers complain of a manifest there.
  if (location.protocol.indexOf("http") === 0) {
    var link = document.createElement("link");
    link.rel = "manifest";
    link.href = baogao.here.root + "site.webmanifest";
    document.head.append(link);
  }
})();
