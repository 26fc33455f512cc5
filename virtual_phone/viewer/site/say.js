/** Short messages to the person, and the clipboard. */

const box = document.getElementById("said");
let timer;

export function say(words, wrong = false) {
  clearTimeout(timer);
  box.textContent = words;
  box.classList.toggle("wrong", wrong);
  timer = setTimeout(() => (box.textContent = ""), wrong ? 6000 : 1800);
}

/** Says something to those who do not see the page. */
export const announce = (words) => (document.getElementById("announced").textContent = words);

/** Tells what went wrong in a promise that nobody waits for. */
export const tell = (promise) => promise.catch((error) => say(error.message, true));

export async function copy(text) {
  if (navigator.clipboard) {
    await navigator.clipboard.writeText(text);
  } else {
    copyOverPlainHttp(text);
  }
  say("Copied");
}

/** Browsers have no clipboard where a page does not come from this machine or over https. */
function copyOverPlainHttp(text) {
  const field = document.createElement("textarea");
  field.value = text;
  document.body.append(field);
  field.select();
  document.execCommand("copy");
  field.remove();
}
