/** Addresses that other programs know by heart: password managers ask for the place to change a password. */

import { expect, test } from "../support/contract";

test("a password manager is led to the settings' section for passwords", async ({ contract: { get } }) => {
  const answer = await get("/.well-known/change-password");
  expect([answer.status, answer.headers.location]).toEqual([303, "/settings#settings-password"]);
  // How it tells a server that knows the address from one that answers everything.
  const made = await get("/.well-known/resource-that-should-not-exist-whose-status-code-should-not-be-200");
  expect(made.status).toBe(404);
  expect((await get("/.well-known/change-password", { method: "POST" })).status).toBe(405);
});
