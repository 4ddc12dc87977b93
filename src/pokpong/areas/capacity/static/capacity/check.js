// The code of a certificate stands behind the # sign of its QR code, which no server ever sees. Put it into its box and
// take it out of the address.
const box = document.querySelector("[data-code]");
const code = decodeURIComponent(location.hash.slice(1));
if (box && code && !box.value) box.value = code;
if (location.hash) history.replaceState(null, "", location.pathname);
