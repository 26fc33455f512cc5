/** Speaks to the phones' server. */

async function asked(path, options) {
  const answer = await fetch(path, options);
  const { value } = await answer.json();
  if (!answer.ok) throw new Error(value.message);
  return value;
}

export const get = (path, signal) => asked(path, { signal });

export const post = (path, body = {}) =>
  asked(path, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });

/** A phone's picture, and the stamp of the screen that it shows. */
export async function picture(path) {
  const answer = await fetch(path);
  if (!answer.ok) throw new Error((await answer.json()).value.message);
  return { stamp: answer.headers.get("Screen-Stamp"), blob: await answer.blob() };
}
