// Moves messages that can be undone to the corner, where they stay in sight until the reader closes them or goes on:
// they never vanish by themselves, because not everyone reads fast.
const close = (message) => {
  const around = message.parentElement;
  message.remove();
  if (around.matches(".pk-toasts") && !around.children.length) around.remove();
};

const closeButtons = (root) => {
  for (const button of root.querySelectorAll("[data-pk-close]")) {
    button.hidden = false;
    button.addEventListener("click", () => close(button.closest("[data-pk-message]")));
  }
};

export const floatMessages = (root) => {
  closeButtons(root);
  const area = root.querySelector("[data-pk-messages]");
  const undoable = [...(area?.querySelectorAll("[data-pk-message]") ?? [])].filter((message) => message.querySelector("form"));
  if (!undoable.length) return;
  const toasts = document.createElement("div");
  toasts.className = "pk-toasts";
  toasts.setAttribute("role", "status");
  toasts.append(...undoable);
  document.body.append(toasts);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") toasts.remove();
  });
};
