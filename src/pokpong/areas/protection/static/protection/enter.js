// A one-time link leads here with its code behind the # sign, which no server ever sees. Put it into its box and take
// it out of the address, so that neither the history nor a picture of the screen keeps it. Until it is sent, this tab
// alone remembers it: a change of the language draws the page anew.
const KEPT = "one-time-link";
const box = document.querySelector("[data-code]");
const code = decodeURIComponent(location.hash.slice(1)) || sessionStorage.getItem(KEPT) || "";
if (box && code) {
  if (!box.value) box.value = code;
  sessionStorage.setItem(KEPT, code);
  document.querySelector("[data-pin]")?.focus();
  box.form?.addEventListener("submit", () => sessionStorage.removeItem(KEPT));
}
if (location.hash) history.replaceState(null, "", location.pathname);
