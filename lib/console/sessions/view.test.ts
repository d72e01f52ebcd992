import { expect, it } from "vitest";
import { toSessionRows } from "@/lib/account/sessions";
import { getEnglish } from "@/lib/i18n/languages";
import { toSessionRow, withoutSessionSecrets } from "./view";

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

it("a session is shown with its last device, as its person sees it", () => {
  const devices = ["Firefox", "Chrome"].map((browser, index) => ({
    id: browser,
    user_agent: `Mozilla/5.0 (X11; Linux x86_64) ${browser}/128.0`,
    ip_address: `192.0.2.${index}`,
  }));
  const [own] = toSessionRows({ id: "s", active: true, devices }, [], getEnglish());
  const row = toSessionRow({ id: "s", active: true, devices });
  expect(row).toMatchObject({ device: "Chrome on Linux", ipAddress: "192.0.2.1" });
  expect(own).toMatchObject({ device: row.device, ipAddress: row.ipAddress });
});

it("a session whose account is not told of is called by its own id", () => {
  expect(toSessionRow({ id: "s", active: true, identity: null })).toMatchObject({
    person: "s",
    identityId: "",
  });
});
