/** The page: phones side by side, one panel, and the wait for something new. */

import { get } from "./api.js";
import { showDetails, showNothing } from "./details.js";
import { make } from "./make.js";
import { Phone } from "./phone.js";
import { tell } from "./say.js";
import { Tree } from "./tree.js";
import { World } from "./world.js";

const AGAIN_MS = 1000;
const SHOWN_AT_FIRST = 2;
const byId = (id) => document.getElementById(id);

class Page {
  constructor(facts) {
    this.mode = "use";
    this.chosen = null; // { phone, id } of the view that the panel tells about
    this.phones = facts.map((each) => new Phone(each, this));
    [this.active] = this.phones;
    this.active.setActive(true);
    this.tree = new Tree(
      (node) => this.choose(this.active, node),
      (node) => this.active.hover(node),
    );
    this.world = new World(this);
    byId("phones").append(...this.phones.map((phone) => phone.article));
    this.#switches();
    this.#tabs();
    this.phones.forEach((phone, at) => this.#setShown(phone, at < SHOWN_AT_FIRST));
    showNothing();
  }

  /** Keys, the tree and typed values go to this phone from now on. */
  activate(phone) {
    if (phone === this.active) return;
    this.active.setActive(false);
    this.active = phone;
    phone.setActive(true);
    this.tree.show(phone, this.chosen?.phone === phone ? this.chosen.id : null);
    this.world.show();
  }

  /** A person has picked a view. */
  choose(phone, node) {
    this.chosen?.phone.mark(null);
    this.chosen = { phone, id: node.id };
    this.activate(phone);
    this.#openTab("inspector");
    phone.mark(node);
    this.tree.reveal(node);
    tell(this.#tellAbout(phone, node));
  }

  /** A phone shows something new. */
  refreshed(phone) {
    const chosen = this.chosen?.phone === phone ? this.chosen : null;
    if (phone === this.active) this.tree.show(phone, chosen?.id);
    if (!chosen) return;
    const node = phone.nodes.get(chosen.id);
    phone.mark(node ?? null);
    if (node) tell(this.#tellAbout(phone, node));
    else showNothing(true);
  }

  async #tellAbout(phone, node) {
    const { stamp } = phone;
    try {
      const details = await phone.details(node);
      const still = this.chosen?.phone === phone && this.chosen.id === node.id;
      if (still && phone.stamp === stamp) showDetails(phone, node, details);
    } catch (error) {
      if (phone.newest === stamp) throw error; // otherwise the screen went on, and is on its way
    }
  }

  #switches() {
    for (const phone of this.phones) {
      const onclick = () => this.#setShown(phone, !phone.shown);
      phone.toggle = make("button", { onclick }, phone.udid);
      byId("shown").append(phone.toggle);
    }
    byId("modes").addEventListener("change", (event) => {
      this.mode = event.target.value;
      document.body.classList.toggle("inspecting", this.mode === "inspect");
      if (this.mode === "inspect") this.#openTab("inspector");
    });
  }

  #setShown(phone, shown) {
    phone.shown = shown;
    phone.article.hidden = !shown;
    phone.toggle.setAttribute("aria-pressed", String(shown));
    if (shown && phone.newest) phone.changed(phone.newest);
    if (!this.active.shown) this.activate(this.phones.find((each) => each.shown) ?? this.active);
    this.world.show();
  }

  #tabs() {
    const tabs = [...document.querySelectorAll('[role="tab"]')];
    for (const tab of tabs) {
      tab.addEventListener("click", () => this.#openTab(tab.getAttribute("aria-controls")));
      tab.addEventListener("keydown", (event) => {
        if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
        const other = tabs[1 - tabs.indexOf(tab)];
        other.focus();
        other.click();
      });
    }
  }

  #openTab(name) {
    for (const tab of document.querySelectorAll('[role="tab"]')) {
      const open = tab.getAttribute("aria-controls") === name;
      tab.setAttribute("aria-selected", String(open));
      tab.tabIndex = open ? 0 : -1;
      byId(tab.getAttribute("aria-controls")).hidden = !open;
    }
    this.world.show();
  }

  /** Waits for news as long as somebody looks. */
  async watch() {
    let known = {};
    for (;;) {
      await seen();
      try {
        const changes = await get(`/api/changes?since=${encodeURIComponent(known.stamp ?? "")}`);
        if (!byId("lost").hidden) location.reload(); // other phones may have come
        for (const phone of this.phones) phone.changed(changes.phones[phone.udid]);
        if (changes.world !== known.world) await this.world.refresh();
        known = changes;
      } catch {
        byId("lost").hidden = false;
        await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
      }
    }
  }
}

/** Returns when the page is before somebody's eyes. */
function seen() {
  if (!document.hidden) return Promise.resolve();
  return new Promise((resolve) =>
    document.addEventListener("visibilitychange", resolve, { once: true }),
  );
}

const page = new Page(await get("/api/phones"));
page.watch();
