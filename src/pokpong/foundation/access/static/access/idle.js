// Locks a page that nobody touches for a while: sends what was typed to the server, which keeps it sealed, and goes to
// the page that asks who is there. After that the page puts back what was typed.
const settings = document.getElementById("pk-idle").dataset;
const ACTIVE = "pk-active"; // when somebody last touched any page of ours in this browser
const LOOK_EVERY = 5000;
const NEVER = ["csrfmiddlewaretoken", "call_id", "confirmed"];
const token = () => document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";

function touched() {
  try {
    localStorage.setItem(ACTIVE, String(Date.now()));
  } catch {
    // A browser that keeps nothing: this page counts alone.
  }
  here = Date.now();
}

function last() {
  try {
    return Math.max(here, Number(localStorage.getItem(ACTIVE) ?? 0));
  } catch {
    return here;
  }
}

const forms = () => [...document.querySelectorAll("main form[method=post]")];
const isTyped = (box) =>
  box.name && !box.disabled && !NEVER.includes(box.name) && !["password", "file", "submit", "button"].includes(box.type);

function typed() {
  const boxes = forms().flatMap((form) => [...form.elements].filter(isTyped));
  const changed = (box) =>
    box.type === "checkbox" || box.type === "radio"
      ? box.checked !== box.defaultChecked
      : box.tagName === "SELECT"
        ? [...box.options].some((option) => option.selected !== option.defaultSelected)
        : box.value !== box.defaultValue;
  if (!boxes.some(changed)) return [];
  return boxes.filter((box) => !["checkbox", "radio"].includes(box.type) || box.checked).map((box) => [box.name, box.value]);
}

function put(fields) {
  const left = new Map();
  for (const [name, value] of fields) left.set(name, [...(left.get(name) ?? []), value]);
  for (const box of forms().flatMap((form) => [...form.elements].filter(isTyped))) {
    const values = left.get(box.name) ?? [];
    if (box.type === "checkbox" || box.type === "radio") box.checked = values.includes(box.value);
    else if (values.length) box.value = values.shift();
    box.dispatchEvent(new Event("change", { bubbles: true }));
  }
}

const post = (url, values) =>
  fetch(url, { method: "POST", headers: { "X-CSRFToken": token() }, body: new URLSearchParams(values) });

async function lock() {
  const main = document.getElementById("main");
  main.hidden = true;
  try {
    await post(settings.lock, { back: location.pathname + location.search, fields: JSON.stringify(typed()) });
    location.assign(settings.locked);
  } catch {
    locking = false; // no network now: what stands here stays hidden, and the next look tries again
  }
}

async function bringBack() {
  const answer = await post(settings.kept, { path: location.pathname });
  const { fields } = await answer.json();
  if (!fields.length) return;
  put(fields);
  const words = document.createElement("p");
  words.className = "pk-notice pk-notice-info";
  words.setAttribute("role", "status");
  words.textContent = settings.words;
  document.getElementById("main").prepend(words);
}

let here = Date.now();
let locking = false;
if (location.pathname !== settings.locked) {
  touched();
  for (const name of ["pointerdown", "keydown", "input", "scroll"]) addEventListener(name, touched, { passive: true });
  setInterval(() => {
    if (locking || Date.now() - last() < Number(settings.seconds) * 1000) return;
    locking = true;
    lock();
  }, LOOK_EVERY);
  if (settings.kept) bringBack();
}
