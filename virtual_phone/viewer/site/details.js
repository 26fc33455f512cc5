/** What the panel tells about one view: locators that find it, and its attributes. */

import { make, redraw } from "./make.js";
import { called, center } from "./nodes.js";
import { announce, copy, tell } from "./say.js";

const box = document.getElementById("details");
const FORMS = { value: "Locator", python: "Python", yaml: "locators.yaml" };
const PLAIN = new Set(["false", "0", ""]);
let form = "value";

/** Nothing is chosen yet, or what was chosen is gone. */
export function showNothing(gone = false) {
  box.dataset.node = "";
  box.replaceChildren(
    make(
      "p",
      { class: "empty" },
      gone ? "The view that was chosen is no longer on the screen. " : "",
      "Switch to ",
      make("kbd", {}, "Inspect"),
      " and click a view on a screen, or walk through the tree with the arrow keys and press ",
      make("kbd", {}, "Enter"),
      ": here you get locators that have been tried, and all attributes.",
    ),
  );
}

/** Shows a view of a phone; `details` is what the server says of it. */
export function showDetails(phone, node, details) {
  const draw = () => {
    box.dataset.node = node.id;
    redraw(
      box,
      header(phone, node, draw),
      ...remarks(details),
      make("h3", {}, details.locators.length ? "Locators, the best first" : "No locator finds it"),
      make("ul", { class: "locators" }, ...details.locators.map(locator)),
      make("h3", {}, "Attributes"),
      attributes(details.attributes),
    );
  };
  const another = box.dataset.node !== node.id;
  draw();
  if (another) announce(`${called(node)}: ${details.locators.length} locators`);
}

function header(phone, node, draw) {
  const radios = Object.entries(FORMS).map(([name, title]) =>
    make(
      "label",
      {},
      make("input", {
        type: "radio",
        name: "form",
        value: name,
        checked: name === form,
        onchange: () => {
          form = name;
          draw();
        },
      }),
      make("span", {}, title),
    ),
  );
  return make(
    "header",
    {},
    make("h2", {}, called(node)),
    make("button", { onclick: () => phone.touch("tap", { at: center(node) }) }, "Tap it"),
    make("fieldset", { class: "group" }, make("legend", { class: "unseen" }, "Written as"), ...radios),
  );
}

function remarks({ active }) {
  if (active) return [];
  const words =
    "Not in the window in front: clients find it with the setting enableMultiWindows only, " +
    "and never by -android uiautomator. The counts are for all windows.";
  return [make("p", { class: "remark" }, words)];
}

function locator(each) {
  const text = each[form];
  const only = each.matches === 1;
  return make(
    "li",
    { class: "locator", "data-using": each.using },
    make(
      "p",
      { class: "kind" },
      each.using,
      make(
        "span",
        { class: only ? "chip good" : "chip warn" },
        only ? "1 match" : `${each.matches} matches, this is no. ${each.position + 1}`,
      ),
    ),
    make("code", {}, text),
    make("button", { onclick: () => tell(copy(text)), "aria-label": `Copy ${text}` }, "Copy"),
    each.note ? make("p", { class: "note" }, each.note) : null,
  );
}

function attributes(values) {
  const rows = Object.entries(values).map(([name, value]) =>
    make(
      "tr",
      { class: PLAIN.has(value) ? "plain" : null },
      make("th", { scope: "row" }, name),
      make("td", {}, value),
    ),
  );
  return make("table", { class: "attributes" }, make("tbody", {}, ...rows));
}
