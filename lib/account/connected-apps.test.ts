import type { OAuth2ConsentSession } from "@ory/client-fetch";
import { describe, expect, it } from "vitest";
import { ALICE, BOB, client, config, t, wireTime } from "@/tests/unit/oauth2";
import { planSignOutEverywhere, toConnectedApp, toConsentsByApp, toOwnClientId } from "./connected-apps";

function consent(
  clientId: string,
  handledAt: string,
  changes: Partial<OAuth2ConsentSession> = {},
  { subject = ALICE, sid = "sid-1" } = {},
): OAuth2ConsentSession {
  return {
    grant_scope: ["openid"],
    handled_at: wireTime(handledAt),
    remember: false,
    consent_request: {
      challenge: "c",
      subject,
      login_session_id: sid,
      client: client({ client_id: clientId, client_name: "" }),
    },
    ...changes,
  };
}

const sessions = [
  consent("shop", "2026-02-01T10:00:00Z"),
  consent("mail", "2026-02-03T10:00:00Z", { grant_scope: ["openid", "email"] }, { sid: "sid-2" }),
  consent(
    "shop",
    "2026-02-02T10:00:00Z",
    { grant_scope: ["profile"], remember: true, remember_for: 3600 },
    { sid: "sid-2" },
  ),
  consent("bobs", "2026-02-04T10:00:00Z", {}, { subject: BOB, sid: "sid-bob" }),
];

const toConnectedApps = (subject: string) =>
  toConsentsByApp(sessions, subject).map((consents) => toConnectedApp(consents, config(), t));

describe("connected apps", () => {
  it("are the clients with the union of what they were granted, newest first", () => {
    const apps = toConnectedApps(ALICE);
    expect(apps.map((app) => [app.client.id, app.scopes.map(({ name }) => name)])).toEqual([
      ["mail", ["openid", "email"]],
      ["shop", ["profile", "openid"]],
    ]);
    expect(apps[1]).toMatchObject({
      firstGrantedAt: "2026-02-01T10:00:00.000Z",
      lastGrantedAt: "2026-02-02T10:00:00.000Z",
      rememberedUntil: "2026-02-02T11:00:00.000Z",
    });
    expect(apps[0]?.rememberedUntil).toBeUndefined();
  });

  it("A1: are taken back by their whole id, however little of it can be read", () => {
    for (const id of ["a-very-long-name".repeat(12), "app\u200b\u202eof-mine"]) {
      const consents = [consent(id, "2026-02-01T10:00:00Z")];
      const { client, clientId } = toConnectedApp(consents, config(), t);
      expect(client.id).not.toBe(id);
      expect(toOwnClientId(consents, ALICE, clientId)).toBe(id);
    }
  });

  it("A1: never hold what another subject granted", () => {
    expect(JSON.stringify(toConnectedApps(ALICE))).not.toContain("bobs");
    expect(toConnectedApps("")).toEqual([]);
  });

  it.each([
    ["shop", "shop"],
    ["bobs", undefined],
    ["unknown", undefined],
    ["", undefined],
    [null, undefined],
    ["__proto__", undefined],
  ])("A1: revoking %j is passed on as %j", (id, passed) => {
    expect(toOwnClientId(sessions, ALICE, id)).toBe(passed);
  });
});

describe("signing out everywhere", () => {
  it("ends Kratos' other sessions, each login by sid, the subject's, then this session", () => {
    expect(planSignOutEverywhere(sessions, ALICE, ["sid-current", "sid-1"])).toEqual([
      { kind: "kratos-others" },
      { kind: "hydra-sid", sid: "sid-current" },
      { kind: "hydra-sid", sid: "sid-1" },
      { kind: "hydra-sid", sid: "sid-2" },
      { kind: "hydra-subject", subject: ALICE },
      { kind: "kratos-current" },
    ]);
  });
});
