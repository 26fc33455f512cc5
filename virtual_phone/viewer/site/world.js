/** Around the phones: the clock, messages, persons, where other clients connect. */

import { get, post } from "./api.js";
import { make, redraw } from "./make.js";
import { announce, copy, tell } from "./say.js";

const box = document.getElementById("world");
const news = document.getElementById("news");
const KINDS = { sms: "SMS", mail: "Mail", in_app: "App's Inbox" };
const ADB_OFF = "switched off by adb emu kill: start the virtual phones again to have it back";
const STEPS = { "+ 10 min": 600, "+ 1 h": 3600, "+ 24 h": 86400 };

export class World {
  /** @param page Has `phones` and `active`, the phone that keys go to. */
  constructor(page) {
    this.page = page;
    this.announced = 0;
    this.read = 0; // how many messages a person has had before the eyes
    setInterval(() => this.#tick(), 1000);
  }

  /** Asks anew, and shows. */
  async refresh() {
    this.facts = await get("/api/world");
    this.aheadMs = Date.parse(this.facts.now) - performance.now();
    this.show();
  }

  show() {
    if (!this.facts) return;
    const { messages } = this.facts;
    const open = !box.hidden;
    const unread = messages.length - this.read;
    news.hidden = open || unread <= 0;
    news.textContent = `${unread} new`;
    if (!open && unread > this.announced) announce(`${unread} new around the phones`);
    this.announced = unread;
    redraw(
      box,
      this.#clock(),
      heading("Told by SMS, mail and the app"),
      this.#messages(unread),
      heading("Notifications in the shades"),
      this.#notifications(),
      heading("Persons"),
      this.facts.without_passwords ? make("p", { class: "remark" }, this.facts.without_passwords) : null,
      this.#persons(),
      heading("Connect other clients"),
      this.#connections(),
      heading("The app"),
      this.#app(),
    );
    if (open) this.read = messages.length;
    this.#tick();
  }

  #tick() {
    const time = box.querySelector(".clock time");
    if (!time) return;
    const now = new Date(this.aheadMs + performance.now());
    time.dateTime = now.toISOString();
    time.textContent = `${now.toISOString().slice(0, 10)} ${now.toISOString().slice(11, 19)} UTC`;
  }

  #clock() {
    const buttons = Object.entries(STEPS).map(([title, forward_s]) => {
      const onclick = () => tell(post("/api/clock", { forward_s }));
      return make("button", { onclick, title: "Move the clock of all phones forward" }, title);
    });
    return make("div", { class: "clock" }, make("time", {}), make("span", { class: "row" }, ...buttons));
  }

  #messages(unread) {
    const { messages } = this.facts;
    if (!messages.length) {
      return make("p", { class: "soft" }, "Nobody has been told anything yet. Invitations and codes appear here.");
    }
    return make("ul", { class: "cards" }, ...messages.map((each, at) => this.#message(each, at < unread)));
  }

  #message(each, isNew) {
    const at = make("time", { datetime: each.sent_at }, each.sent_at.slice(11, 19));
    return make(
      "li",
      { class: isNew ? "card new" : "card", "data-kind": each.kind },
      make("p", { class: "top" }, make("span", { class: "chip" }, KINDS[each.kind]), "to", make("b", {}, each.to), at),
      each.subject ? make("p", { class: "subject" }, each.subject) : null,
      make("p", { class: "body" }, each.body.trim()),
      each.link ? this.#offer("Open the link on", "open", { url: each.link }) : null,
      ...each.codes.map((code) => this.#offer(`Type ${code} on`, "type", { text: code })),
    );
  }

  #offer(title, touch, body) {
    const shown = this.page.phones.filter((phone) => phone.shown);
    const buttons = shown.map((phone) =>
      make("button", { onclick: () => phone.touch(touch, body), "aria-label": `${title} ${phone.udid}` }, phone.udid),
    );
    return make("p", { class: "row" }, make("span", { class: "soft" }, title), ...buttons);
  }

  #notifications() {
    const cards = Object.entries(this.facts.notifications).flatMap(([udid, entries]) =>
      entries.map((entry) =>
        make(
          "li",
          { class: "card", "data-kind": "notification" },
          make("p", { class: "top" }, make("span", { class: "chip" }, udid), make("b", {}, entry.title), make("time", {}, entry.posted_at.slice(11, 19))),
          make("p", { class: "body" }, entry.text),
        ),
      ),
    );
    if (!cards.length) return make("p", { class: "soft" }, "All shades are empty.");
    return make("ul", { class: "cards" }, ...cards);
  }

  #persons() {
    const typed = (each) => [each.phone, each.email, each.password].filter(Boolean).map((value) => this.#typed(value));
    const rows = this.facts.persons.map((each) =>
      make(
        "tr",
        {},
        make("th", { scope: "row" }, each.name, make("br"), make("small", { class: "soft" }, each.places.join(", ") || "in no account yet")),
        make("td", {}, ...typed(each)),
      ),
    );
    const typeable = this.facts.without_passwords ? "Number, address" : "Number, address, password";
    const head = ["Who", `${typeable}: a click types it on ${this.page.active.udid}`].map((title) => make("th", { scope: "col" }, title));
    return make("table", { class: "persons" }, make("thead", {}, make("tr", {}, ...head)), make("tbody", {}, ...rows));
  }

  #typed(value) {
    const type = () => this.page.active.touch("type", { text: value });
    return make("button", { onclick: type, title: "Type it into the focused field" }, value);
  }

  #connections() {
    const { adb_off, mailbox } = this.facts;
    const facts = make("dl", { class: "facts" });
    for (const { facts: phone } of this.page.phones) {
      facts.append(make("dt", {}, `${phone.udid}, WebDriver`), copied(phone.webdriver_url));
      const adb = adb_off.includes(phone.udid) ? make("dd", {}, ADB_OFF) : copied(`adb connect ${phone.adb}`);
      if (phone.adb) facts.append(make("dt", {}, `${phone.udid}, adb`), adb);
    }
    if (mailbox) {
      facts.append(make("dt", {}, "Mailbox, IMAP"), copied(`${mailbox.host}:${mailbox.port}`, ` user ${mailbox.user}, everybody's password`));
    }
    return facts;
  }

  #app() {
    const { build, defects } = this.facts;
    const faults = this.page.phones.filter(({ facts }) => facts.faults.length);
    const { android, language } = this.page.phones[0].facts;
    return make(
      "dl",
      { class: "facts" },
      make("dt", {}, "Build"),
      make("dd", {}, `${build.package} ${build.version}`),
      make("dt", {}, "Phones"),
      make("dd", {}, `Android ${android}, language ${language}`),
      make("dt", {}, "Defects switched on"),
      make("dd", {}, ...(defects.length ? defects.map(wrong) : ["none: the app keeps the guide's promises"])),
      ...faults.flatMap(({ udid, facts }) => [make("dt", {}, `Faults of ${udid}`), make("dd", {}, ...facts.faults.map(wrong))]),
      faults.length ? null : make("dt", {}, "Faults of phones"),
      faults.length ? null : make("dd", {}, "none"),
    );
  }
}

const wrong = ({ name, description }) => make("span", {}, make("span", { class: "chip bad" }, name), ` ${description}`);

const heading = (title) => make("h3", {}, title);

function copied(text, more = "") {
  return make("dd", {}, make("code", {}, text), more, make("button", { onclick: () => tell(copy(text)), "aria-label": `Copy ${text}` }, "Copy"));
}
