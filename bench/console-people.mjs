// @ts-check
/** The people of the console's benches: made many at a time, and asked for as a script would. */

import { request } from "undici";

/** @typedef {Awaited<ReturnType<typeof import("../stack/manager.mjs").startStack>>} Stack */

/** As many as Kratos takes at once. */
const BATCH = 1000;

/** @param {Stack} stack @param {number} from @param {number} to */
export async function addPeople({ urls }, from, to) {
  for (let at = from; at < to; at += BATCH) {
    const identities = Array.from({ length: Math.min(BATCH, to - at) }, (_, index) => ({
      create: { schema_id: "default", traits: { email: toEmail(at + index), name: { first: "Many" } } },
    }));
    const answer = await request(`${urls.kratosAdmin}/admin/identities`, {
      method: "PATCH",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ identities }),
    });
    await answer.body.dump();
    if (answer.statusCode !== 200) throw new Error(`Kratos made no people: ${answer.statusCode}`);
  }
}

/** @param {string} url @param {Record<string, string>} [headers] */
export async function ask(url, headers = {}) {
  const answer = await request(url, { headers, headersTimeout: 30_000 }).catch((error) => {
    throw new Error(`${url}: ${error.code}`);
  });
  const body = Buffer.from(await answer.body.arrayBuffer());
  if (answer.statusCode !== 200 && answer.statusCode !== 404) throw new Error(`${url}: ${answer.statusCode}`);
  return { bytes: body.length, text: body.toString() };
}

/** @param {number} index */
export const toEmail = (index) => `bench-${index}@foyer.example`;
