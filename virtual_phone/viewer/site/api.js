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

export async function picture(path) {
  const answer = await fetch(path);
  if (!answer.ok) throw new Error((await answer.json()).value.message);
  return URL.createObjectURL(await answer.blob());
}
