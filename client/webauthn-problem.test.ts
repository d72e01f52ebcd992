import { expect, test } from "vitest";
import { isTrigger, toWebAuthnProblem } from "./webauthn-problem";

test("only the six names of webauthn.js may be run (threat F2)", () => {
  expect(isTrigger("oryPasskeyLogin")).toBe(true);
  for (const name of ["alert", "constructor", "__proto__", "toString", "", undefined]) {
    expect(isTrigger(name)).toBe(false);
  }
});

test("a prompt that the page called off is no problem; all else has words", () => {
  expect(toWebAuthnProblem("AbortError")).toBeUndefined();
  expect(toWebAuthnProblem("NotAllowedError")).toBe("cancelled");
  expect(toWebAuthnProblem("SecurityError")).toBe("failed");
});
