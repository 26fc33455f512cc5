/** One phone: its picture, its outlines, and what mouse and keyboard do to it. */

import { get, picture, post } from "./api.js";
import { Hands } from "./hands.js";
import { make } from "./make.js";
import { called, indexed } from "./nodes.js";
import { say, tell } from "./say.js";

const TIP_DELAY_MS = 60;

export class Phone {
  /**
   * @param facts What /api/phones says of it.
   * @param page Has `mode`, `activate(phone)`, `choose(phone, node)`, `refreshed(phone)`.
   */
  constructor(facts, page) {
    this.facts = facts;
    this.udid = facts.udid;
    this.page = page;
    this.stamp = "";
    this.windows = [];
    this.nodes = new Map();
    this.shown = false;
    this.path = `/api/phones/${encodeURIComponent(facts.udid)}`;
    this.sending = Promise.resolve();
    this.waiting = [];
    this.known = new Map();
    this.article = document.getElementById("phone").content.cloneNode(true).firstElementChild;
    this.#fill();
    new Hands(this);
  }

  #find(selector) {
    return this.article.querySelector(selector);
  }

  #fill() {
    const { udid, sim, faults } = this.facts;
    this.article.dataset.udid = udid;
    this.#find("h2").textContent = udid;
    this.#find(".sim").textContent = sim ? `SIM ${sim}` : "no SIM card";
    this.#find(".faults").hidden = !faults.length;
    this.#find(".faults").append(...faults.map(faultChip));
    this.glass = this.#find(".glass");
    this.image = this.#find("img");
    this.glass.setAttribute(
      "aria-label",
      `Screen of ${udid}. Keys go to its focused field, Escape is Back, Tab leaves.`,
    );
    this.#find(".keys").setAttribute("aria-label", `Keys of ${udid}`);
    this.#find(".typing input").setAttribute("aria-label", `Text for the focused field of ${udid}`);
  }

  /** Does something to the phone, after all that was asked before. Typed text is sent together. */
  touch(name, body = {}) {
    const last = this.waiting.at(-1);
    if (name === "type" && last?.name === "type") {
      last.body.text += body.text;
    } else {
      this.waiting.push({ name, body: { ...body } });
      this.sending = this.sending.then(() => this.#sendNext());
    }
    return this.sending;
  }

  async #sendNext() {
    const { name, body } = this.waiting.shift();
    try {
      const { stamp } = await post(`${this.path}/${name}`, body);
      this.changed(stamp);
    } catch (error) {
      say(error.message, true);
    }
  }

  /** Whether it is the one that keys and the tree are about. */
  setActive(active) {
    this.article.classList.toggle("active", active);
  }

  /** The screen has this stamp now. */
  changed(stamp) {
    this.newest = stamp;
    if (this.shown && stamp !== this.stamp) tell(this.#refresh());
  }

  async #refresh() {
    if (this.refreshing) return;
    this.refreshing = true;
    try {
      while (this.newest !== this.stamp) {
        const wanted = this.newest;
        const [screen, { stamp, blob }] = await Promise.all([
          get(`${this.path}/screen`),
          picture(`${this.path}/picture`),
        ]);
        // The screen may change between the two; then neither is shown, and both are asked for anew.
        if (screen.stamp !== stamp) continue;
        this.#show(screen, blob);
        if (this.newest === wanted) this.newest = screen.stamp;
      }
    } finally {
      this.refreshing = false;
    }
  }

  #show(screen, blob) {
    const old = this.image.src;
    this.image.src = URL.createObjectURL(blob);
    if (old) URL.revokeObjectURL(old);
    this.image.alt = `Screen of ${this.udid}: ${screen.activity}`;
    Object.assign(this, { screen, stamp: screen.stamp, windows: screen.windows });
    this.nodes = indexed(screen.windows);
    this.known.clear();
    this.article.dataset.stamp = screen.stamp;
    this.hover(this.nodes.get(this.hovered?.id) ?? null);
    this.page.refreshed(this);
  }

  /** Attributes and locators of a view; asked for once as long as the screen stays as it is. */
  details(node) {
    if (!this.known.has(node.id)) {
      this.known.set(node.id, get(`${this.path}/nodes/${encodeURIComponent(node.id)}`));
    }
    return this.known.get(node.id);
  }

  /** Marks the view under the pointer, and says what it is; null for none. */
  hover(node) {
    this.#outline(".hovered", node);
    if (node?.id === this.hovered?.id && node) return;
    this.hovered = node;
    clearTimeout(this.tipTimer);
    const tip = this.#find(".tip");
    const inspecting = node && this.page.mode === "inspect";
    tip.hidden = !inspecting;
    if (!inspecting) return;
    const [, top, , bottom] = node.bounds;
    const below = (top + bottom) / 2 < this.facts.height_px / 2;
    tip.style.top = below ? `calc(${this.#percent(bottom, "height_px")} + .5rem)` : "";
    tip.style.bottom = below ? "" : `calc(100% - ${this.#percent(top, "height_px")} + .5rem)`;
    tip.querySelector("b").textContent = called(node);
    tip.querySelector("code").textContent = "";
    this.tipTimer = setTimeout(() => tell(this.#tipLocator(node, tip)), TIP_DELAY_MS);
  }

  async #tipLocator(node, tip) {
    const { locators } = await this.details(node);
    if (this.hovered?.id !== node.id || !locators.length) return;
    tip.querySelector("code").textContent = `${locators[0].using}: ${locators[0].value}`;
  }

  /** Marks the view that the panel tells about; null for none. */
  mark(node) {
    this.#outline(".chosen", node);
  }

  #outline(selector, node) {
    const outline = this.#find(selector);
    outline.hidden = !node;
    if (!node) return;
    const [left, top, right, bottom] = node.bounds;
    outline.style.left = this.#percent(left, "width_px");
    outline.style.top = this.#percent(top, "height_px");
    outline.style.width = this.#percent(right - left, "width_px");
    outline.style.height = this.#percent(bottom - top, "height_px");
  }

  #percent(value, of) {
    return `${(100 * value) / this.facts[of]}%`;
  }
}

const faultChip = ({ name, description }) =>
  make(
    "span",
    { class: "chip bad", title: description },
    make("span", { class: "unseen" }, "Fault: "),
    name,
    make("span", { class: "unseen" }, `. ${description}`),
  );
