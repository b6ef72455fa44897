/* Sorts and filters the tables of data. The table is whole without it. */
(function () {
  "use strict";
  document.querySelectorAll("table.data").forEach(function (table) {
    var body = table.tBodies[0], rows = Array.prototype.slice.call(body.rows), heads = table.tHead.rows[0].cells;
    var bar = document.createElement("div"), count = document.createElement("span"), chosen = {};
    bar.className = "filters";
    count.setAttribute("role", "status");
    var box = document.createElement("input");
    box.type = "search";
    box.setAttribute("aria-label", table.dataset.find);
    box.placeholder = table.dataset.find;
    bar.append(box);

    Object.keys(table.dataset).forEach(function (key) {
      if (key.indexOf("filter") !== 0) return;
      var name = key.slice(6).toLowerCase(), values = [];
      rows.forEach(function (r) { var v = r.dataset[name]; if (v && values.indexOf(v) < 0) values.push(v); });
      if (values.length < 2) return;
      var label = document.createElement("label"), select = document.createElement("select");
      label.append(table.dataset[key], " ", select);
      select.append(new Option(table.dataset.all, ""));
      values.forEach(function (v) { select.append(new Option(v, v)); });
      select.addEventListener("change", function () { chosen[name] = select.value; filter(); });
      bar.append(label);
    });

    function filter() {
      var words = box.value.trim(), shown = 0;
      rows.forEach(function (r) {
        var fits = !words || r.textContent.indexOf(words) >= 0;
        for (var name in chosen) if (chosen[name] && r.dataset[name] !== chosen[name]) fits = false;
        r.hidden = !fits;
        if (fits) shown++;
      });
      count.textContent = table.dataset.count.replace("{1}", shown);
    }
    box.addEventListener("input", function (e) { if (!e.isComposing) filter(); });
    box.addEventListener("compositionend", filter);

    function value(row, i) {
      var cell = row.cells[i];
      return cell.dataset.sort !== undefined ? cell.dataset.sort : cell.textContent;
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
        var sorted = rows.slice().sort(function (a, b) {
          var x = value(a, i), y = value(b, i), d = parseFloat(x) - parseFloat(y);
          d = isNaN(d) ? x.localeCompare(y, "zh-Hans-CN-u-co-pinyin") : d;
          return down ? -d : d;
        });
        sorted.forEach(function (r) { body.append(r); });
      });
    });
    bar.append(count);
    table.closest(".scroll").before(bar);
    filter();
  });
})();
