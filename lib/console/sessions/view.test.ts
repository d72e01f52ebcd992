import { expect, it } from "vitest";
import { withoutSessionSecrets } from "./view";

it("C11, C25: a session is shown without its token and its account's credentials", () => {
  const raw = {
    id: "0195e8f2-0000-7000-8000-000000000001",
    token: "hush",
    tokenized: "hush",
    session_token: "hush",
    active: true,
    identity: {
      id: "0195e8f2-0000-7000-8000-000000000002",
      traits: { email: "ada@foyer.example" },
      credentials: { password: { identifiers: ["ada@foyer.example"], config: { hashed_password: "hush" } } },
    },
  };
  expect(JSON.stringify(withoutSessionSecrets(raw))).not.toContain("hush");
  expect(withoutSessionSecrets(raw)).toMatchObject({
    active: true,
    identity: { traits: raw.identity.traits },
  });
  expect([null, "text", { identity: "text" }].map(withoutSessionSecrets)).toEqual([
    null,
    "text",
    { identity: "text" },
  ]);
});
