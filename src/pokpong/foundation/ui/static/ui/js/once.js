// Elements of one kind below `root` that have not been prepared before.
const done = new WeakMap();

export const each = (root, selector, prepare) => {
  const found = root.matches?.(selector) ? [root] : [];
  for (const element of [...found, ...root.querySelectorAll(selector)]) {
    const kinds = done.get(element) ?? new Set();
    if (kinds.has(selector)) continue;
    done.set(element, kinds.add(selector));
    prepare(element);
  }
};
