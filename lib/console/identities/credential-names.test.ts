import { IdentityCredentialsTypeEnum } from "@ory/client-fetch";
import { expect, it } from "vitest";
import { toCredentialName, toCredentialNote } from "./credential-names";

it("every way to sign in that Kratos has is named for people", () => {
  const own = Object.values(IdentityCredentialsTypeEnum).filter((type) => !/^\d+$/.test(type));
  expect(own.length).toBeGreaterThan(8);
  for (const type of own) expect(toCredentialName(type), type).toMatch(/^[A-Z]/);
});

it.each(["newer_one", "constructor", "__proto__"])("one that is not known is said as it is: %s", (type) => {
  expect(toCredentialName(type)).toBe(type);
});

it("of a password's and a security key's entry alone it is said that there may be none", () => {
  const types = Object.values(IdentityCredentialsTypeEnum);
  expect(types.filter(toCredentialNote)).toEqual(["password", "webauthn"]);
});
