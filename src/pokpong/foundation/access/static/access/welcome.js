// A slip's picture leads here with the code behind the # sign, which no server ever sees. Put it into its box and
// take it out of the address, so that neither the history nor a picture of the screen keeps it.
const box = document.querySelector("[data-welcome-code]");
const figures = decodeURIComponent(location.hash.slice(1)).replace(/\D/g, "");
if (box && figures && !box.value) {
  box.value = figures.replace(/(.{4})(?=.)/g, "$1 ");
  document.getElementById("id_password1")?.focus();
}
if (location.hash) history.replaceState(null, "", location.pathname);
