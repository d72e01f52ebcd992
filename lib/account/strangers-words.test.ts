/** What a list from Hydra or Kratos may hold besides what is asked for, or is expected in it. */

import type { OAuth2ConsentSession } from "@ory/client-fetch";
import { describe, expect, it } from "vitest";
import { client, consentRequest, session, t } from "@/tests/unit/oauth2";
import { planSignOutEverywhere, toConsentsByApp, toOwnClientId } from "./connected-apps";
import { toSessionRows } from "./sessions";

const consent = (subject: string, clientId: string | undefined): OAuth2ConsentSession => ({
  consent_request: consentRequest({
    subject,
    client: client({ client_id: clientId }),
    login_session_id: "sid",
  }),
  grant_scope: ["openid"],
});

describe("consents that belong to nobody", () => {
  const nobodys = [consent("", "shop")];

  it("A1: are not those of somebody without an id", () => {
    expect(toConsentsByApp(nobodys, "")).toEqual([]);
    expect(toOwnClientId(nobodys, "", "shop")).toBeUndefined();
    expect(planSignOutEverywhere(nobodys, "").map(({ kind }) => kind)).not.toContain("hydra-sid");
  });

  it("A1: nor is an app without an id anything that can be revoked", () => {
    const nameless = [consent("alice", undefined), consent("alice", "")];
    expect(toConsentsByApp(nameless, "alice")).toEqual([]);
    for (const id of ["", undefined, null]) expect(toOwnClientId(nameless, "alice", id)).toBeUndefined();
  });
});

describe("where a device says that it is", () => {
  it("F4: is one line that nothing turns around", () => {
    const device = { id: "d", ip_address: "192.0.2.1\u202e\n6", location: "Berlin\u200b\u202e\nDE" };
    const [row] = toSessionRows(session({ devices: [device] }), [], t);
    expect(row).toMatchObject({ ipAddress: "192.0.2.1 6", location: "Berlin DE" });
    const endless = { id: "d", ip_address: "1".repeat(500), location: "x".repeat(500) };
    const [long] = toSessionRows(session({ devices: [endless] }), [], t);
    expect([long?.ipAddress?.length, long?.location?.length]).toEqual([60, 80]);
  });
});
