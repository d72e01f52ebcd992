import { expect, test } from "vitest";
import type { WebAuthnTrigger } from "../lib/self-service/node-kinds";
import { isTrigger, toWebAuthnProblem } from "./webauthn-problem";

const TRIGGERS = {
  oryWebAuthnRegistration: true,
  oryWebAuthnLogin: true,
  oryPasskeyLogin: true,
  oryPasskeyLoginAutocompleteInit: true,
  oryPasskeyRegistration: true,
  oryPasskeySettingsRegistration: true,
} satisfies Record<WebAuthnTrigger, true>;

test("only the six names of webauthn.js may be run (threat F2)", () => {
  for (const name of Object.keys(TRIGGERS)) expect(isTrigger(name), name).toBe(true);
  for (const name of [
    "oryPasskey",
    "oryPasskeyLogins",
    "xoryPasskeyLogin",
    "alert",
    "constructor",
    "__proto__",
    "toString",
    "",
    undefined,
  ]) {
    expect(isTrigger(name)).toBe(false);
  }
});

test("a prompt that the page called off is no problem; all else has words", () => {
  expect(toWebAuthnProblem("AbortError")).toBeUndefined();
  expect(toWebAuthnProblem("NotAllowedError")).toBe("cancelled");
  expect(toWebAuthnProblem("SecurityError")).toBe("failed");
});
