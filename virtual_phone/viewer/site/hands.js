/** Mouse, finger and keyboard on the screen of one phone. */

import { nodeAt } from "./nodes.js";

const STILL_PX = 8; // on the page: a finger that moves less has not moved
const LONG_MS = 500;
const WHEEL_PAUSE_MS = 60;
const KEYS = { Backspace: "delete", Enter: "enter", Escape: "back" };

export class Hands {
  constructor(phone) {
    this.phone = phone;
    this.finger = phone.article.querySelector(".finger");
    const { glass, article } = phone;
    const on = (name, act, target = glass, options = {}) =>
      target.addEventListener(name, (event) => act.call(this, event), options);
    on("pointerdown", this.#down);
    on("pointermove", this.#move);
    on("pointerup", this.#up);
    on("pointercancel", this.#leave);
    on("pointerleave", this.#leave);
    on("contextmenu", (event) => event.preventDefault());
    on("wheel", this.#wheel, glass, { passive: false });
    on("keydown", this.#key);
    on("paste", this.#paste);
    on("focusin", () => phone.page.activate(phone), article);
    on("click", this.#button, article.querySelector(".keys"));
    on("submit", this.#type, article.querySelector(".typing"));
  }

  /** Where on the display an event is, in the display's pixels. */
  #place(event) {
    const { width_px, height_px } = this.phone.facts;
    const box = this.phone.image.getBoundingClientRect();
    const within = (value, most) => Math.min(Math.max(Math.floor(value), 0), most - 1);
    return [
      within(((event.clientX - box.left) / box.width) * width_px, width_px),
      within(((event.clientY - box.top) / box.height) * height_px, height_px),
    ];
  }

  #down(event) {
    if (event.button !== 0) return;
    this.phone.page.activate(this.phone);
    this.phone.glass.setPointerCapture(event.pointerId);
    this.start = { at: this.#place(event), x: event.clientX, y: event.clientY, ms: event.timeStamp };
    if (this.phone.page.mode === "inspect") return;
    this.#follow(event);
    this.longTimer = setTimeout(() => this.finger.classList.add("long"), LONG_MS);
  }

  #move(event) {
    if (this.start && this.phone.page.mode === "use") {
      this.#follow(event);
      if (this.#moved(event)) clearTimeout(this.longTimer);
      return;
    }
    this.phone.hover(nodeAt(this.phone.windows, ...this.#place(event)));
  }

  #up(event) {
    const { start, phone } = this;
    if (!start) return;
    const to = this.#place(event);
    const duration_ms = Math.round(event.timeStamp - start.ms);
    this.#lift();
    if (phone.page.mode === "inspect") {
      const node = nodeAt(phone.windows, ...to);
      if (node) phone.page.choose(phone, node);
    } else if (this.#moved(event, start)) {
      phone.touch("swipe", { from: start.at, to, duration_ms });
    } else if (duration_ms >= LONG_MS) {
      phone.touch("long-press", { at: start.at, duration_ms });
    } else {
      phone.touch("tap", { at: start.at });
    }
  }

  #moved(event, start = this.start) {
    return Math.hypot(event.clientX - start.x, event.clientY - start.y) >= STILL_PX;
  }

  #leave() {
    this.#lift();
    this.phone.hover(null);
  }

  #lift() {
    this.start = null;
    clearTimeout(this.longTimer);
    this.finger.hidden = true;
    this.finger.classList.remove("long");
  }

  #follow(event) {
    const box = this.phone.image.getBoundingClientRect();
    this.finger.hidden = false;
    this.finger.style.left = `${event.clientX - box.left}px`;
    this.finger.style.top = `${event.clientY - box.top}px`;
  }

  /** The wheel is a finger that pushes the content. */
  #wheel(event) {
    event.preventDefault();
    this.pushed = (this.pushed ?? 0) + event.deltaY;
    this.wheelTimer ??= setTimeout(() => {
      const [x, y] = this.#place(event);
      const box = this.phone.image.getBoundingClientRect();
      const { height_px } = this.phone.facts;
      const way = (this.pushed / box.height) * height_px;
      const to = [x, Math.min(Math.max(Math.round(y - way), 0), height_px - 1)];
      this.pushed = 0;
      this.wheelTimer = null;
      if (to[1] !== y) this.phone.touch("swipe", { from: [x, y], to, duration_ms: 100 });
    }, WHEEL_PAUSE_MS);
  }

  #key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (KEYS[event.key]) {
      this.phone.touch("press", { key: KEYS[event.key] });
    } else if ([...event.key].length === 1) {
      this.phone.touch("type", { text: event.key });
    } else {
      return;
    }
    event.preventDefault();
  }

  #paste(event) {
    const text = event.clipboardData.getData("text/plain");
    if (text) this.phone.touch("type", { text });
    event.preventDefault();
  }

  #button(event) {
    const { press, touch } = event.target.dataset;
    if (press) this.phone.touch("press", { key: press });
    if (touch) this.phone.touch(touch);
  }

  #type(event) {
    event.preventDefault();
    const field = event.target.querySelector("input");
    if (field.value) this.phone.touch("type", { text: field.value });
    field.value = "";
  }
}
