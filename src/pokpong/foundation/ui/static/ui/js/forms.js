// Letters left in a long text, and the way to the first mistake.
import { each } from "./once.js";

const lettersOf = (text) => Array.from(text.normalize("NFC")).length;

export const countLetters = (root) =>
  each(root, "textarea[data-pk-limit]", (area) => {
    const limit = Number(area.dataset.pkLimit);
    const line = document.createElement("p");
    line.className = "pk-left";
    const show = () => {
      const used = lettersOf(area.value);
      line.textContent = `${used} / ${limit}`;
      line.classList.toggle("pk-left-over", used > limit);
    };
    area.after(line);
    area.addEventListener("input", show);
    show();
  });

// Nothing typed is stored in the browser, so leaving an unsent form asks first (in the browser's own words).
export const keepUnsent = (root) =>
  each(root, "form[data-pk-form]", (form) => {
    let unsent = Boolean(form.querySelector("[aria-invalid]"));
    form.addEventListener("input", () => (unsent = true));
    form.addEventListener("submit", () => (unsent = false));
    window.addEventListener("beforeunload", (event) => {
      if (unsent) event.preventDefault();
    });
  });

export const focusSummary = (root) => {
  const summary = root.querySelector("[data-pk-error-summary]");
  if (!summary) return;
  // A browser that jumps to a fragment of the address takes the focus away once more, after loading.
  const reach = () => setTimeout(() => summary.focus());
  if (document.readyState === "complete") reach();
  else window.addEventListener("load", reach);
  summary.addEventListener("click", (event) => {
    const target = event.target.closest?.("a[href^='#']");
    const control = target && document.getElementById(target.hash.slice(1));
    if (!control) return;
    event.preventDefault();
    control.scrollIntoView({ block: "center" });
    control.focus({ preventScroll: true });
  });
};
