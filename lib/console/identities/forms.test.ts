import { beforeEach, expect, it } from "vitest";
import { setConsoleEnvironment } from "@/tests/unit/console";
import type { OperatorPage } from "../request/console-page.server";
import { toIdentityDetails } from "./view";

const ISSUER = "https://login.example";
const ADMIN_ID = "0195e8f2-0000-7000-8000-000000000001";
const SUPPORT_ID = "0195e8f2-0000-7000-8000-000000000002";
const PERSON_ID = "0195e8f2-0000-7000-8000-000000000003";

beforeEach(() =>
  setConsoleEnvironment({
    CONSOLE_OIDC_ISSUER: ISSUER,
    CONSOLE_OIDC_ACR_VALUES: "aal2",
    CONSOLE_OPERATORS: `${ADMIN_ID}=admin,${SUPPORT_ID}=support`,
  }),
);

/** Names of the forms on the page of an account, and why there are not more. */
async function findOffered(role: "admin" | "support" | "viewer", subject: string, id: string) {
  const { findPageProtection, toIdentityForms } = await import("./forms.server");
  const operator = { issuer: ISSUER, subject, role };
  const page = { operator, session: { handle: "h" }, path: "/console" } as unknown as OperatorPage;
  const identity = toIdentityDetails({
    id,
    state: "active",
    credentials: { totp: { identifiers: [id] } },
    verifiable_addresses: [{ value: "a@foyer.example", via: "email", verified: false }],
    recovery_addresses: [{ value: "a@foyer.example", via: "email" }],
  });
  const forms = Object.entries(toIdentityForms(page, identity, undefined));
  const offered = forms.flatMap(([name, form]) => (form ? name : []));
  return { offered, why: findPageProtection(page, identity) };
}

const OF_SESSIONS = ["endSessions", "revoke", "revokeAll"];
const OF_SUPPORT = ["verify", "invitation", "recovery", "recoveryLink", ...OF_SESSIONS, "block"];

it.each([
  ["support of an admin's account", "support", SUPPORT_ID, ADMIN_ID, OF_SESSIONS, "higher-role"],
  ["support of their own account", "support", SUPPORT_ID, SUPPORT_ID, OF_SUPPORT.slice(0, -1), "self"],
  ["support of anybody else's", "support", SUPPORT_ID, PERSON_ID, OF_SUPPORT, undefined],
  ["a viewer", "viewer", PERSON_ID, ADMIN_ID, [], undefined],
] as const)(
  "C20: no form is offered that would be refused: %s",
  async (_, role, subject, id, forms, reason) => {
    expect(await findOffered(role, subject, id)).toEqual({ offered: forms, why: reason });
  },
);

it("C26: an admin's own page offers no act that would take the account away", async () => {
  const { offered, why } = await findOffered("admin", ADMIN_ID, ADMIN_ID);
  expect(why).toBe("self");
  expect(offered).toEqual(["edit", "metadata", ...OF_SUPPORT.slice(0, -1)]);
});
