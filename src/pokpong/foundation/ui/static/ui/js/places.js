// The place picker: suggestions while typing, by the pattern "combobox with list". The server answers
// {"results": [{"value", "label", "detail"}]}. Without script the typed words are looked up when the page is sent.
import { each } from "./once.js";

const WAIT = 200; // ms after the last key

class PlacePicker {
  constructor(box) {
    this.box = box;
    this.input = box.querySelector("input[type=text]");
    this.value = box.querySelector("[data-pk-value]") ?? this.newValue();
    this.list = document.createElement("ul");
    this.status = document.createElement("div");
    this.chosen = -1;
    this.asked = 0;
    this.prepare();
  }

  newValue() {
    const value = document.createElement("input");
    value.type = "hidden";
    value.name = this.input.name.replace(/_text$/, "");
    value.disabled = true; // the buttons below answer until something is typed
    this.box.append(value);
    return value;
  }

  prepare() {
    const { input, list, status } = this;
    list.id = `${input.id}_list`;
    list.className = "pk-place-list";
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", this.box.closest(".pk-field")?.querySelector("label")?.textContent.trim() ?? "");
    list.hidden = true;
    status.className = "visually-hidden";
    status.setAttribute("role", "status");
    for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-expanded", "false"], ["aria-controls", list.id]]) input.setAttribute(name, value);
    input.after(list, status);
    input.addEventListener("input", () => this.typed());
    input.addEventListener("keydown", (event) => this.key(event));
    input.addEventListener("blur", () => setTimeout(() => this.close(), 150));
    list.addEventListener("mousedown", (event) => event.preventDefault());
    list.addEventListener("click", (event) => this.pick(event.target.closest("li")));
  }

  typed() {
    this.box.querySelector("[data-pk-candidates]")?.remove();
    this.value.disabled = false;
    this.value.value = "";
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), WAIT);
  }

  async ask() {
    const words = this.input.value.trim();
    const turn = ++this.asked;
    if (!words) return this.close();
    try {
      const answer = await fetch(`${this.box.dataset.url}?q=${encodeURIComponent(words)}`, { headers: { Accept: "application/json" } });
      const { results } = await answer.json();
      if (turn === this.asked && document.activeElement === this.input) this.show(results);
    } catch {
      this.close(); // no network: the words are looked up when the page is sent
    }
  }

  show(results) {
    this.list.replaceChildren(...results.map((place, index) => this.option(place, index)));
    this.list.hidden = !results.length;
    this.input.setAttribute("aria-expanded", String(Boolean(results.length)));
    this.status.textContent = results.length ? `${results.length}. ${this.box.dataset.some}` : this.box.dataset.none;
    this.mark(-1);
  }

  option(place, index) {
    const item = document.createElement("li");
    item.id = `${this.list.id}_${index}`;
    item.setAttribute("role", "option");
    item.dataset.value = place.value;
    item.dataset.label = place.label;
    item.append(place.label);
    if (place.detail) {
      const detail = document.createElement("span");
      detail.className = "pk-detail";
      detail.textContent = place.detail;
      item.append(detail);
    }
    return item;
  }

  mark(index) {
    const items = [...this.list.children];
    this.chosen = index;
    items.forEach((item, at) => item.setAttribute("aria-selected", String(at === this.chosen)));
    const current = items[this.chosen];
    if (current) {
      this.input.setAttribute("aria-activedescendant", current.id);
      current.scrollIntoView({ block: "nearest" });
    } else this.input.removeAttribute("aria-activedescendant");
  }

  key(event) {
    const count = this.list.children.length;
    if (event.key === "Escape") return this.close();
    if (this.list.hidden || !count) return;
    const moves = { ArrowDown: (this.chosen + 1) % count, ArrowUp: (this.chosen <= 0 ? count : this.chosen) - 1 };
    if (event.key in moves) {
      event.preventDefault();
      this.mark(moves[event.key]);
    } else if (event.key === "Enter" && this.chosen >= 0) {
      event.preventDefault();
      this.pick(this.list.children[this.chosen]);
    }
  }

  pick(item) {
    if (!item) return;
    this.input.value = item.dataset.label;
    this.value.value = item.dataset.value;
    this.status.textContent = item.textContent;
    this.box.dispatchEvent(new CustomEvent("pk:place", { bubbles: true, detail: { value: item.dataset.value } }));
    this.close();
  }

  close() {
    this.asked++;
    clearTimeout(this.timer);
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.mark(-1);
  }
}

export const placePickers = (root) =>
  each(root, "[data-pk-place]", (box) => {
    if (box.dataset.url && !box.querySelector("input[type=text]").disabled) new PlacePicker(box);
  });
