/** The tree of one phone's windows, for mouse, keyboard and screen reader. */

import { make } from "./make.js";
import { shortClass, words } from "./nodes.js";

const list = document.getElementById("tree");
const title = document.getElementById("tree-of");
const inFront = document.getElementById("in-front");

export class Tree {
  /** @param choose Called with a node when a person picks it; @param hover with one, or null. */
  constructor(choose, hover) {
    this.choose = choose;
    this.hover = hover;
    this.folded = new Set();
    this.opened = new Set();
    this.rows = [];
    list.addEventListener("click", (event) => this.#click(event));
    list.addEventListener("keydown", (event) => this.#key(event));
    list.addEventListener("mouseover", (event) => this.hover(this.#of(event)?.node ?? null));
    list.addEventListener("mouseleave", () => this.hover(null));
  }

  /** Shows a phone's windows; `chosen` is the id of the view that the panel tells about. */
  show(phone, chosen) {
    const held = list.contains(document.activeElement);
    this.phone = phone;
    this.chosen = chosen;
    title.textContent = phone.udid;
    inFront.textContent = phone.screen ? `${phone.screen.package} ${phone.screen.activity}` : "";
    this.rows = [];
    for (const window of [...phone.windows].sort((a, b) => b.active - a.active)) {
      this.#add(window.root, 1);
    }
    list.replaceChildren(...this.rows.map((row) => row.item));
    this.#makeReachable(held);
  }

  /** Unfolds all above a view, and brings it into sight. */
  reveal(node) {
    for (let above = node.parent; above; above = above.parent) {
      this.folded.delete(above.id);
      this.opened.add(above.id);
    }
    this.show(this.phone, node.id);
    this.#row(node.id)?.item.scrollIntoView({ block: "nearest" });
  }

  #isOpen(node) {
    if (this.folded.has(node.id)) return false;
    return node.parent !== null || node.window.active || this.opened.has(node.id);
  }

  #add(node, level) {
    const open = node.children.length > 0 && this.#isOpen(node);
    const row = { node, level, open, item: this.#item(node, level, open) };
    this.rows.push(row);
    if (open) for (const child of node.children) this.#add(child, level + 1);
  }

  #item(node, level, open) {
    const siblings = node.parent?.children ?? this.phone.windows.map((each) => each.root);
    const item = make(
      "li",
      {
        role: "treeitem",
        tabindex: "-1",
        "aria-level": level,
        "aria-setsize": siblings.length,
        "aria-posinset": siblings.indexOf(node) + 1,
        "aria-selected": String(node.id === this.chosen),
        "aria-expanded": node.children.length ? String(open) : null,
        class: node.enabled ? null : "disabled",
      },
      make("span", { class: "twist", "aria-hidden": "true" }),
      make("span", { class: "class" }, shortClass(node)),
      words(node) ? make("span", { class: "words" }, `“${words(node)}”`) : null,
      this.#windowChip(node),
    );
    item.style.setProperty("--level", level);
    item.dataset.id = node.id;
    return item;
  }

  #windowChip(node) {
    if (node.parent) return null;
    return node.window.active
      ? make("span", { class: "chip good" }, "window in front")
      : make("span", { class: "chip" }, `window of ${node.package}`);
  }

  #row(id) {
    return this.rows.find((row) => row.node.id === id);
  }

  #of(event) {
    return this.#row(event.target.closest("li")?.dataset.id);
  }

  /** One row can be reached with Tab: the one last used, or the chosen one, or the first. */
  #makeReachable(held) {
    const row = this.#row(this.current) ?? this.#row(this.chosen) ?? this.rows[0];
    if (!row) return;
    row.item.tabIndex = 0;
    if (held) row.item.focus({ preventScroll: true });
  }

  #focus(row) {
    if (!row) return;
    for (const each of this.rows) each.item.tabIndex = -1;
    this.current = row.node.id;
    row.item.tabIndex = 0;
    row.item.focus();
    this.hover(row.node);
  }

  #fold(row, open) {
    this.folded.delete(row.node.id);
    this.opened.delete(row.node.id);
    (open ? this.opened : this.folded).add(row.node.id);
    this.current = row.node.id;
    this.show(this.phone, this.chosen);
    this.#focus(this.#row(row.node.id));
  }

  #click(event) {
    const row = this.#of(event);
    if (!row) return;
    if (event.target.closest(".twist") && row.node.children.length) {
      this.#fold(row, !row.open);
      return;
    }
    this.#focus(row);
    this.choose(row.node);
  }

  #key(event) {
    const row = this.#of(event);
    const at = this.rows.indexOf(row);
    const last = this.rows.length - 1;
    const moves = { ArrowDown: Math.min(at + 1, last), ArrowUp: Math.max(at - 1, 0), Home: 0, End: last };
    if (event.key in moves) this.#focus(this.rows[moves[event.key]]);
    else if (event.key === "ArrowRight") this.#right(row, at);
    else if (event.key === "ArrowLeft") this.#left(row);
    else if (event.key === "Enter" || event.key === " ") this.choose(row.node);
    else return;
    event.preventDefault();
  }

  #right(row, at) {
    if (!row.node.children.length) return;
    if (row.open) this.#focus(this.rows[at + 1]);
    else this.#fold(row, true);
  }

  #left(row) {
    if (row.open) this.#fold(row, false);
    else if (row.node.parent) this.#focus(this.#row(row.node.parent.id));
  }
}
