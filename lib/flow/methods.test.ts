import { expect, it } from "vitest";
import { getTranslator } from "../i18n/translator";
import { toMethodLabel } from "./methods";

const t = getTranslator("en");

it.each([
  [{ method: "password", aal: "aal1" }, "password"],
  [{ method: "oidc", provider: "acme" }, "acme"],
  [{ method: "oidc" }, "another account"],
  ["lookup_secret", "a backup code"],
  ["code_recovery", "a recovery code"],
  ["something_new", "something_new"],
  [undefined, ""],
])("%j reads %s", (method, words) => {
  expect(toMethodLabel(method, t)).toBe(words);
});
