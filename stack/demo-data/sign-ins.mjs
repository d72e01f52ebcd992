// @ts-check
// Sessions of a few people, by Kratos' API for apps.

import { askJson } from "../ask-json.mjs";
import { toPerson } from "./people.mjs";

const COUNT = 12;

/** @type {import("./fill.mjs").Filler} */
export async function fillSignIns({ urls, secret }) {
  const known = await askJson(`${urls.kratosAdmin}/admin/sessions?page_size=${COUNT}`);
  if (known.length >= COUNT) return;
  for (let index = 0; index < COUNT; index++) {
    const flow = await askJson(`${urls.kratosPublic}/self-service/login/api`);
    await askJson(`${urls.kratosPublic}/self-service/login?flow=${flow.id}`, {
      body: {
        method: "password",
        identifier: toPerson(index).email,
        password: secret("demo.people.password"),
      },
    });
  }
}
