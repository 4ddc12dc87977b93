// Switches the colours at once; the form's own answer keeps the choice for the next page.
import { each } from "./once.js";

export const switchTheme = (root) =>
  each(root, "form[data-pk-theme]", (form) =>
    form.addEventListener("submit", async (event) => {
      const chosen = event.submitter?.value;
      if (!chosen) return;
      event.preventDefault();
      const data = new FormData(form);
      data.set("theme", chosen);
      document.documentElement.dataset.theme = chosen;
      for (const button of document.querySelectorAll("form[data-pk-theme] button")) button.setAttribute("aria-pressed", String(button.value === chosen));
      try {
        await fetch(form.action, { method: "POST", body: data, redirect: "manual" });
      } catch {
        // no network: the colours hold for this page
      }
    }),
  );
