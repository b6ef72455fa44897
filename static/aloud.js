/* Reads the text aloud with the system's Chinese voice, sentence by sentence, each marked while it is heard. baogao.aloud() starts,
   pauses and goes on. A click on a sentence while it reads goes on from there. */
(function () {
  "use strict";
  var baogao = window.baogao = window.baogao || {}, synth = window.speechSynthesis, box = document.getElementById("aloud");
  var sentences = Array.prototype.slice.call(document.querySelectorAll(".text .s"));
  if (!box || !sentences.length) return;
  var play = box.querySelector("button"), stop = box.querySelectorAll("button")[1], rate = box.querySelector("select"), none = box.querySelector("p"), status = box.querySelector("output");
  var at = -1, state = "off", voice = null, turn = 0;

  function find() {
    var all = synth ? synth.getVoices() : [];
    voice = all.filter(function (v) { return /^zh([-_](CN|Hans))?/i.test(v.lang) && v.localService; })[0] || all.filter(function (v) { return /^(zh|cmn)/i.test(v.lang); })[0] || null;
    box.querySelectorAll("button, label").forEach(function (e) { e.hidden = !voice; });
    none.hidden = Boolean(voice);
  }
  find();
  if (synth && synth.addEventListener) synth.addEventListener("voiceschanged", find);
  try { rate.value = localStorage.getItem("baogao-rate") || "1"; } catch (e) { /* the usual speed */ }

  function mark(i) {
    document.querySelectorAll(".s.aloud").forEach(function (s) { s.classList.remove("aloud"); });
    if (i < 0) return;
    sentences[i].classList.add("aloud");
    var box = sentences[i].getBoundingClientRect();
    if (box.top < 60 || box.bottom > innerHeight - 60) sentences[i].scrollIntoView({ block: "center" });
  }
  /* What is read is the text: no marks, no numbers of paragraphs. */
  function words(s) {
    var copy = s.cloneNode(true);
    copy.querySelectorAll("[data-ui]").forEach(function (e) { e.remove(); });
    return copy.textContent.trim();
  }
  function say(i) {
    var mine = ++turn;
    synth.cancel();
    if (i >= sentences.length) return set("off");
    at = i;
    mark(i);
    if (!words(sentences[i])) return say(i + 1);
    var u = new SpeechSynthesisUtterance(words(sentences[i]));
    u.voice = voice; u.lang = voice.lang; u.rate = Number(rate.value);
    u.onend = function () { if (mine === turn && state === "on") say(at + 1); };
    u.onerror = function () { if (mine === turn) set("off"); };
    synth.speak(u);
  }
  function set(to) {
    state = to;
    play.textContent = to === "on" ? play.dataset.pause : to === "paused" ? play.dataset.resume : play.dataset.start;
    status.textContent = to === "off" ? "" : play.dataset[to];
    stop.disabled = to === "off";
    if (to === "off") { turn++; synth.cancel(); mark(-1); at = -1; }
  }
  function first() {
    for (var i = 0; i < sentences.length; i++) if (sentences[i].getBoundingClientRect().bottom > 80) return i;
    return 0;
  }
  baogao.aloud = function () {
    if (!voice) return;
    if (state === "on") { set("paused"); synth.pause(); return; }
    if (state === "paused") { set("on"); synth.resume(); return; }
    set("on");
    say(first());
  };
  play.addEventListener("click", baogao.aloud);
  stop.addEventListener("click", function () { set("off"); });
  rate.addEventListener("change", function () {
    try { localStorage.setItem("baogao-rate", rate.value); } catch (e) { /* for this page */ }
    if (state === "on") say(at);
  });
  document.addEventListener("click", function (e) {
    var s = state === "off" || e.target.closest("a") ? null : e.target.closest(".text .s");
    if (s) { set("on"); say(sentences.indexOf(s)); }
  });
  document.addEventListener("keydown", function (e) {
    if (state === "off" || e.target.closest("input, select, textarea")) return;
    if (e.key === "Escape") set("off");
    if (e.key === "ArrowRight" || e.key === "ArrowLeft") { e.preventDefault(); set("on"); say(Math.max(0, at + (e.key === "ArrowRight" ? 1 : -1))); }
  });
  addEventListener("pagehide", function () { if (state !== "off") set("off"); });
})();
