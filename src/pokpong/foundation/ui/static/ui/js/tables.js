// Tables answer in place: sorting, paging and filters fetch the same address and replace only the table.
// The address bar follows, so a view can still be kept and sent. Without script these are plain links and forms.
import { each } from "./once.js";

const LINKS = "thead a, .pk-sort-narrow a, .pk-pages a, [data-pk-filters] a.pk-button-quiet";

const load = async (area, address, remember = true) => {
  area.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(address, { headers: { Accept: "text/html" } });
    if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.getElementById(area.id);
    if (!fresh) throw new Error("no table");
    replace(area, fresh);
    if (remember) history.replaceState(null, "", address);
  } catch {
    location.assign(address); // let the browser show what the matter is
  }
};

const replace = (area, fresh) => {
  const focused = document.activeElement?.id;
  const heading = [...area.querySelectorAll("thead a")].indexOf(document.activeElement);
  const open = area.querySelector(".pk-filters")?.open;
  area.replaceChildren(...fresh.childNodes);
  area.removeAttribute("aria-busy");
  const filters = area.querySelector(".pk-filters");
  if (filters && open) filters.open = true;
  const again = (focused && document.getElementById(focused)) || area.querySelectorAll("thead a")[heading];
  again?.focus({ preventScroll: true });
};

const filterAddress = (form) => {
  const address = new URL(form.action, location.href);
  address.hash = "";
  address.search = new URLSearchParams([...new FormData(form)].filter(([, value]) => value !== "")).toString();
  return address.href;
};

export const liveTables = (root) =>
  each(root, "[data-pk-table]", (area) => {
    area.addEventListener("click", (event) => {
      const link = event.target.closest?.(LINKS);
      if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      load(area, link.href);
    });
    area.addEventListener("submit", (event) => {
      if (!event.target.matches("[data-pk-filters]")) return;
      event.preventDefault();
      load(area, filterAddress(event.target));
    });
    area.addEventListener("change", (event) => {
      if (event.target.matches("[data-pk-filters] select")) load(area, filterAddress(event.target.form));
    });
  });
