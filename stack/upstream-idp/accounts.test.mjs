// @ts-check
import { expect, test } from "vitest";
import { toAccounts, toNameClaims } from "./accounts.mjs";

test("the same address is the same subject, and its newest claims count", async () => {
  const accounts = toAccounts();
  const first = accounts.remember({ email: "ada@example.com", verified: false, name: "" });
  const second = accounts.remember({ email: "Ada@Example.com", verified: true, name: "Ada Lovelace" });
  expect(second).toBe(first);
  expect(await accounts.find(first)?.claims()).toMatchObject({
    sub: first,
    email_verified: true,
    given_name: "Ada",
  });
});

test.each([
  ["", {}],
  ["Ada", { name: "Ada", given_name: "Ada" }],
  [" Ada  King Lovelace ", { name: "Ada King Lovelace", given_name: "Ada King", family_name: "Lovelace" }],
])("a full name %j becomes name claims", (name, claims) => {
  expect(toNameClaims(name)).toEqual(claims);
});
