/* Before the first paint: what the reader chose on this device, so that nothing flashes. It is written into every page, and so it is short. */
{
  let page = document.documentElement;
  page.classList.add("js");
  try { Object.assign(page.dataset, JSON.parse(localStorage.baogao)); } catch { /* nothing chosen, no storage, or another's: the page is as it comes */ }
}
