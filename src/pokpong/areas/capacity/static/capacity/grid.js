// Keying from paper: arrows and Enter go from box to box as in a workbook; one press marks a whole session as present.
const grid = document.querySelector("[data-grid]");
const rows = grid ? [...grid.tBodies[0].rows].map((row) => [...row.querySelectorAll("input")]) : [];

function at(box) {
  for (let row = 0; row < rows.length; row += 1) {
    const column = rows[row].indexOf(box);
    if (column >= 0) return [row, column];
  }
  return null;
}

function go(row, column) {
  const box = rows[row]?.[column];
  if (!box) return false;
  box.focus();
  box.select();
  return true;
}

const STEPS = { ArrowDown: [1, 0], ArrowUp: [-1, 0], Enter: [1, 0] };
const SIDEWAYS = { ArrowRight: 1, ArrowLeft: -1 };

grid?.addEventListener("keydown", (event) => {
  const place = event.isComposing ? null : at(event.target);
  if (!place) return;
  const [row, column] = place;
  const step = STEPS[event.key];
  const atEdge =
    event.key === "ArrowRight"
      ? event.target.selectionEnd === event.target.value.length
      : event.target.selectionStart === 0 || event.target.selectionEnd - event.target.selectionStart > 0;
  if (step) {
    event.preventDefault(); // Enter sends nothing here: there is a button for that
    go(row + step[0], column) || go(0, column + 1);
  } else if (SIDEWAYS[event.key] && atEdge && go(row, column + SIDEWAYS[event.key])) {
    event.preventDefault();
  }
});

const marks = (grid?.dataset.marks ?? "p").split(" "); // as they are written in the reader's language

for (const button of document.querySelectorAll("[data-fill]")) {
  button.hidden = false;
  button.addEventListener("click", () => {
    for (const row of rows) if (!row[Number(button.dataset.fill)].value) row[Number(button.dataset.fill)].value = marks[0];
  });
}

// By thumb: no keyboard opens over the list; each tap shows the next mark.
if (grid?.dataset.marks && matchMedia("(pointer: coarse)").matches) {
  document.querySelector("[data-by-keys]").hidden = true;
  document.querySelector("[data-by-thumb]").hidden = false;
  for (const box of rows.flat()) {
    box.inputMode = "none";
    box.addEventListener("click", () => {
      box.value = marks[marks.indexOf(box.value.trim()) + 1] ?? "";
      box.removeAttribute("aria-invalid");
    });
  }
}
