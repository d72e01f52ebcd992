import { describe, expect, it } from "vitest";
import { toLogoutChallengeView } from "@/lib/questions/sign-out";
import { ALICE, BOB, client, config, session, t } from "@/tests/unit/oauth2";
import { decideLogout } from "./decide-logout";

const request = {
  challenge: "l",
  subject: ALICE,
  sid: "sid",
  rp_initiated: true,
  client: client({ skip_logout_consent: true }),
};
const decide = (changes = {}, someSession: ReturnType<typeof session> | null = session()) =>
  decideLogout({ request: { ...request, ...changes }, session: someSession, config: config() });

describe("a logout challenge", () => {
  it("is accepted on GET for the signed-in person of a client that may", () => {
    expect(decide()).toEqual({ kind: "accept" });
  });

  it.each<[string, object]>([
    ["O15: a client without skip_logout_consent", { client: client() }],
    ["O15: no client at all", { client: undefined }],
    ["O15: not initiated by the client", { rp_initiated: false }],
    ["O14: a hint for somebody else", { subject: BOB }],
    ["O14: no subject", { subject: undefined }],
  ])("%s is confirmed first", (_, changes) => {
    expect(decide(changes).kind).toBe("confirm");
  });

  it("O14: is confirmed when nobody is signed in to compare with", () => {
    expect(decide({}, null)).toMatchObject({ kind: "confirm", isForeign: false });
  });

  it("says so when it is about somebody else", () => {
    const decision = decide({ subject: BOB });
    expect(decision).toMatchObject({
      isForeign: true,
      person: { label: "Alice Liddell" },
      client: { name: "Shop" },
    });
    if (decision.kind !== "confirm") return;
    const form = { action: "/logout", fields: { challenge: "l" } };
    const view = toLogoutChallengeView(t, decision, { form, stayHref: "/account" });
    expect(view).toMatchObject({
      lead: "<logout.lead-foreign>",
      actions: [
        { fields: { challenge: "l", decision: "accept" } },
        { fields: { challenge: "l", decision: "reject" } },
      ],
    });
  });
});
