// Print buttons, and menus that close when the reader turns elsewhere.
import { each } from "./once.js";

export const printButtons = (root) =>
  each(root, "[data-pk-print]", (button) => {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  });

export const closeMenus = (root) => {
  const open = () => root.querySelectorAll("details[data-pk-menu][open]");
  root.addEventListener("click", (event) => {
    for (const menu of open()) if (!menu.contains(event.target)) menu.open = false;
  });
  root.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of open()) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });
};
