// The button that copies the link. The PIN has none: it is told, never sent along.
const button = document.querySelector("[data-copy-link]");
const words = document.querySelector("[data-link]");
if (button && words && navigator.clipboard) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(words.textContent.trim());
    document.querySelector("[data-copied]").hidden = false;
  });
}
