/** Makes elements: make("p", { class: "note" }, "words", child). Texts are never read as HTML. */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value != null) element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child != null));
  return element;
}

/** Puts other children into a box; what had the focus has it afterwards, if it is there again. */
export function redraw(box, ...children) {
  const held = box.contains(document.activeElement) ? document.activeElement : null;
  const at = held ? alike(box, held).indexOf(held) : -1;
  box.replaceChildren(...children.filter((child) => child != null));
  if (held) alike(box, held)[at]?.focus({ preventScroll: true });
}

const alike = (box, other) =>
  [...box.querySelectorAll(other.tagName)].filter(
    (each) =>
      each.textContent === other.textContent &&
      each.value === other.value &&
      each.getAttribute("aria-label") === other.getAttribute("aria-label"),
  );
