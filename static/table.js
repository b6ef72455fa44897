/* Sorts and filters the tables of data. A table is whole without it, and the bar above it stands in the page from the start, so that
   nothing moves when the script runs. */
(function () {
  "use strict";
  document.querySelectorAll("table.data").forEach(function (table) {
    var body = table.tBodies[0], rows = Array.prototype.slice.call(body.rows), heads = table.tHead.rows[0].cells;
    var bar = table.closest(".scroll").previousElementSibling;
    if (!bar || !bar.classList.contains("filters")) return;
    var box = bar.querySelector("input"), selects = bar.querySelectorAll("select"), count = bar.querySelector("[role=status]");

    function filter() {
      var words = box.value.trim(), shown = 0;
      rows.forEach(function (row) {
        var fits = !words || row.textContent.indexOf(words) >= 0;
        selects.forEach(function (s) { if (s.value && row.dataset[s.dataset.name] !== s.value) fits = false; });
        row.hidden = !fits;
        if (fits) shown++;
      });
      count.textContent = count.dataset.count.replace("{1}", shown);
    }
    box.addEventListener("input", function (e) { if (!e.isComposing) filter(); });
    box.addEventListener("compositionend", filter);
    selects.forEach(function (s) { s.addEventListener("change", filter); });

    /* The table alone is printed, as it is chosen and sorted, under the page's title. A project's own layout may have no button. */
    var print = bar.querySelector("button");
    if (print) print.addEventListener("click", function () {
      var part = table.closest("article > *");
      part.classList.add("alone");
      window.addEventListener("afterprint", function () { part.classList.remove("alone"); }, { once: true });
      window.print();
    });

    /* A link to a row, from its sentence, shows the row whatever is chosen. */
    function reveal() {
      var row = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
      if (!row || !row.hidden || rows.indexOf(row) < 0) return;
      box.value = "";
      selects.forEach(function (s) { s.value = ""; });
      filter();
      row.scrollIntoView();
    }
    window.addEventListener("hashchange", reveal);

    function value(row, i) {
      var cell = row.cells[i];
      return cell.dataset.sort !== undefined ? cell.dataset.sort : cell.textContent.trim();
    }
    Array.prototype.forEach.call(heads, function (head, i) {
      var button = document.createElement("button");
      button.type = "button";
      button.className = "sort";
      button.append.apply(button, Array.prototype.slice.call(head.childNodes));
      head.append(button);
      button.addEventListener("click", function () {
        var down = head.getAttribute("aria-sort") === "ascending";
        Array.prototype.forEach.call(heads, function (h) { h.removeAttribute("aria-sort"); });
        head.setAttribute("aria-sort", down ? "descending" : "ascending");
        /* What is empty stands last, whichever way. Numbers by their amount, days by their digits, names by their reading. */
        var sorted = rows.slice().sort(function (a, b) {
          var x = value(a, i), y = value(b, i);
          if (!x || !y) return x ? -1 : y ? 1 : 0;
          var d = isNaN(x) || isNaN(y) ? x.localeCompare(y, "zh-Hans-CN-u-co-pinyin") : x - y;
          return down ? -d : d;
        });
        sorted.forEach(function (r) { body.append(r); });
      });
    });
    /* What the address chooses, ?theme=…, is chosen. */
    var asked = new URLSearchParams(location.search);
    selects.forEach(function (s) {
      var value = asked.get(s.dataset.name);
      if (value && Array.prototype.some.call(s.options, function (o) { return o.text === value; })) s.value = value;
    });
    filter();
    reveal();
  });
})();
