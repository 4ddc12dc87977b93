// Asks in a dialog before a form is sent. Without script, or without <dialog>, the server asks on a page of its own.
import { each } from "./once.js";

const confirmed = (form) => {
  const answer = document.createElement("input");
  answer.type = "hidden";
  answer.name = "confirmed";
  answer.value = "yes";
  form.append(answer);
  form.submit();
};

export const askFirst = (root) =>
  each(root, "form[data-pk-confirm]", (form) => {
    const dialog = document.getElementById(form.dataset.pkConfirm);
    if (!dialog?.showModal) return;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      dialog.showModal();
    });
    // The safer answer has the focus: Enter pressed twice must not delete anything.
    dialog.querySelector("[data-pk-no]").autofocus = true;
    dialog.querySelector("[data-pk-no]").addEventListener("click", () => dialog.close());
    dialog.querySelector("[data-pk-yes]").addEventListener("click", () => {
      dialog.close();
      confirmed(form);
    });
  });
