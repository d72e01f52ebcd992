// @ts-check
// Mail that people asked for: some was handed over, some was refused, in several ways (stack/mail/refusals.mjs).

import { askJson } from "../ask-json.mjs";
import { toPerson } from "./people.mjs";

/** Accounts whose mail the mail server refuses, by the address. */
const TROUBLED = [
  "no-such-mailbox@people.example",
  "blocked-by-policy@people.example",
  "put-off@people.example",
];

/** @type {import("./fill.mjs").Filler} */
export async function fillMail({ urls, secret }) {
  const [first] = TROUBLED;
  const known = await askJson(
    `${urls.kratosAdmin}/admin/courier/messages?${new URLSearchParams({ recipient: String(first) })}`,
  );
  if (known.length > 0) return;
  for (const email of TROUBLED) {
    const query = new URLSearchParams({ credentials_identifier: email });
    const [there] = await askJson(`${urls.kratosAdmin}/admin/identities?${query}`);
    if (there) continue;
    await askJson(`${urls.kratosAdmin}/admin/identities`, {
      body: {
        schema_id: "default",
        traits: { email, name: { first: "Mail", last: "Trouble" } },
        credentials: { password: { config: { password: secret("demo.people.password") } } },
      },
    });
  }
  const asking = [...TROUBLED, ...[0, 1, 2, 3, 4].map((index) => toPerson(index).email)];
  for (const email of asking) await askForCode(urls.kratosPublic, email);
}

/** @param {string} kratos @param {string} email */
async function askForCode(kratos, email) {
  const flow = await askJson(`${kratos}/self-service/recovery/api`);
  await askJson(`${kratos}/self-service/recovery?flow=${flow.id}`, { body: { method: "code", email } });
}
