// What pages gain from script. Every page works without it; nothing here stores what people type.
import { askFirst } from "./js/confirm.js";
import { countLetters, focusSummary, keepUnsent } from "./js/forms.js";
import { closeMenus, printButtons } from "./js/page.js";
import { floatMessages } from "./js/messages.js";
import { placePickers } from "./js/places.js";
import { liveTables } from "./js/tables.js";
import { switchTheme } from "./js/theme.js";

const enhance = (root) => {
  askFirst(root);
  countLetters(root);
  keepUnsent(root);
  printButtons(root);
  placePickers(root);
  liveTables(root);
  switchTheme(root);
};

enhance(document);
focusSummary(document);
floatMessages(document);
closeMenus(document);
// A part of the page that htmx has replaced gets the same.
document.addEventListener("htmx:after:swap", (event) => enhance(event.target instanceof Element ? event.target : document));
