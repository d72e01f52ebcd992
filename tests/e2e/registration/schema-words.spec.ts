/** What a real Kratos says of values that its schema refuses, on a page in another language than English. */

import { newPerson } from "../../support/people";
import { expect, test } from "../../support/test";
import { toIdentitySchema } from "../../support/traits/identity-schema";
import { UserAgent } from "../../support/user-agent.mjs";

const SCHEMA = toIdentitySchema({
  colour: { type: "string", enum: ["red", "blue"] },
  nickname: { type: "string", not: { pattern: "^admin" } },
  day: { type: "string", format: "date" },
  years: { type: "integer", minimum: 18 },
  floor: { type: "integer", maximum: 5 },
  plate: { type: "string", pattern: "^[A-Z]+$" },
  motto: { type: "string", minLength: 5 },
});

test.use({
  stackOptions: {
    identitySchema: SCHEMA,
  },
});

test("what a schema refuses is said in the page's language, whatever keyword refuses it", async ({
  stack,
}) => {
  const agent = new UserAgent({ headers: { "accept-language": "de" } });
  const opened = await agent.open(`${stack.urls.foyer}/registration`);
  const refused = await agent.submit(opened, "method=profile", {
    fill: {
      "traits.email": newPerson().email,
      "traits.colour": "green",
      "traits.nickname": "admin",
      "traits.day": "31 May",
      "traits.years": "12",
      "traits.floor": "9",
      "traits.plate": "abc",
      "traits.motto": "No",
    },
  });
  const said = [...refused.html.matchAll(/data-testid="ui\/message\/(\d+)"([^>]*)>([^<]*)</g)].map(
    ([, id, attributes, text]) => `${id}${attributes} ${text}`,
  );
  expect(said).toEqual([
    "4000001 Das ist nicht der verlangte Wert.",
    "4000001 Das ist nicht der verlangte Wert.",
    "4000001 Das ist nicht der verlangte Wert.",
    "4000018 Der Wert muss mindestens 18 sein, ist aber 12.",
    "4000020 Der Wert darf höchstens 5 sein, ist aber 9.",
    "4000004 Das entspricht nicht dem Muster „^[A-Z]+$“.",
    "4000003 Mindestens 5 Zeichen sind nötig, angegeben: 2.",
  ]);
});
