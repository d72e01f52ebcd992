// @ts-check
// Three hundred people, of whom a few are blocked and a few have not verified their address.

import { askJson } from "../ask-json.mjs";

const PEOPLE_COUNT = 300;

/** At most so many in one request. */
const BATCH = 100;

const FIRST =
  "Ada Björn Chidi Dolores Emre Fatima Giulia Hedy Ingrid Jun Kofi Leila Mateo Nour Olga Priya Quentin Rosa Søren Tariq Ursula Víctor Wanjiru Ximena Yuki Zoë".split(
    " ",
  );
const LAST = "Abel Berg Costa Diallo Eriksen Fischer García Haddad Ito Jansen Kim Lindqvist".split(" ");

/** @param {number} index */
export function toPerson(index) {
  const first = FIRST[index % FIRST.length] ?? "";
  const last = LAST[Math.floor(index / FIRST.length) % LAST.length] ?? "";
  const plain = `${first}.${last}`
    .normalize("NFD")
    .replaceAll("ø", "o")
    .replaceAll(/[^\w.]/g, "")
    .toLowerCase();
  return { email: `${plain}@people.example`, name: { first, last } };
}

/** @type {import("./fill.mjs").Filler} */
export async function fillPeople({ urls, secret }) {
  const password = secret("demo.people.password");
  const people = Array.from({ length: PEOPLE_COUNT }, (_, index) => toIdentity(index, password));
  for (let at = 0; at < people.length; at += BATCH) {
    // All of them are made in one request, or none: an interrupt leaves whole ones out.
    const query = new URLSearchParams({ credentials_identifier: toPerson(at).email });
    const known = await askJson(`${urls.kratosAdmin}/admin/identities?${query}`);
    if (known.length > 0) continue;
    const identities = people.slice(at, at + BATCH).map((create) => ({ create }));
    await askJson(`${urls.kratosAdmin}/admin/identities`, { method: "PATCH", body: { identities } });
  }
}

/** @param {number} index @param {string} password */
function toIdentity(index, password) {
  const { email, name } = toPerson(index);
  const isVerified = index % 9 !== 8;
  return {
    schema_id: "default",
    state: index % 40 === 39 ? "inactive" : "active",
    traits: { email, name, newsletter: index % 3 === 0 },
    credentials: { password: { config: { password } } },
    ...(isVerified && {
      verifiable_addresses: [{ value: email, via: "email", verified: true, status: "completed" }],
    }),
  };
}
