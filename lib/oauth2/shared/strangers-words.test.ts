/** Words that an app or a person chose, at every place where they reach a page (threat O11). */

import { describe, expect, it } from "vitest";
import { toPerson } from "@/lib/oauth2/claims/person";
import { decideConsent } from "@/lib/oauth2/consent/decide-consent";
import { toPendingRequest } from "@/lib/oauth2/login/pending-request";
import { client, config, consentRequest, identity, loginRequest, NOW, session, t } from "@/tests/unit/oauth2";
import { canBeImpersonated, isFirstParty, toClientView } from "./client";
import { toHttpUrl } from "./redirect";
import { toSafeText } from "./safe-text";

/** Turns the text around, hides what follows, and breaks the line. */
const HOSTILE = "Bank\u202e\u200b\nexample";
const SHOWN = "Bank example";

const TRUSTING = { trustedClientIds: ["trusted-app", "other"] };

describe("what an app calls itself", () => {
  it("O11: a client's id is shown like its name, and stands for a name that draws nothing", () => {
    const view = toClientView(client({ client_id: HOSTILE, client_name: "\u200b" }), undefined);
    expect([view.id, view.name]).toEqual([SHOWN, SHOWN]);
  });

  it("O11: a redirect address that no browser can read is shown safely and in short", () => {
    const target = (uri: string) => toClientView(client({ redirect_uris: [uri] }), undefined);
    expect(target(HOSTILE).redirectTarget).toBe(SHOWN);
    expect([...target("x ".repeat(500)).redirectTarget].length).toBeLessThanOrEqual(60);
  });

  it("O11: the name that waits in a cookie for the sign-in's end is safe to show already", () => {
    const named = toPendingRequest(loginRequest({}, { client: client({ client_name: HOSTILE }) }), null, NOW);
    expect(named.clientName).toBe(SHOWN);
    const nameless = { client: client({ client_name: "", client_id: HOSTILE }) };
    expect(toPendingRequest(loginRequest({}, nameless), null, NOW).clientName).toBe(SHOWN);
  });

  it.each([
    [`https://api.example/${"\u202e"}v1/`, "api.example/%E2%80%AEv1"],
    [`urn:${HOSTILE}`, `urn:${SHOWN}`],
    [HOSTILE, SHOWN],
  ])("O11: the audience %j reads %j", (audience, label) => {
    const request = consentRequest({ requested_access_token_audience: [audience] });
    const decision = decideConsent({ request, session: session(), config: config(), t });
    expect(decision).toMatchObject({ kind: "ask", view: { audience: [label] } });
  });

  it.each(["javascript:alert(1)", "data:text/html,x", "https://bank.example@evil.example/", "/x", ""])(
    "F3: no link of an app's leads to %j",
    (uri) => {
      expect(toHttpUrl(uri)).toBeUndefined();
      const links = { policy_uri: uri, tos_uri: uri };
      expect(toClientView(client(links), undefined)).toMatchObject({
        policyUri: undefined,
        tosUri: undefined,
      });
    },
  );

  it.each(["\u2800", "\ufff9a\ufffb", "\ufffc", "\ue000", "\u{f0000}", "\u3164", "\u{e0041}"])(
    "O11: %j, which draws nothing of its own, is taken out",
    (characters) => {
      expect(toSafeText(`Sh${characters}op`)).toMatch(/^Sha?op$/);
      expect(toSafeText(characters.replace("a", ""))).toBe("");
    },
  );

  it("O11: what stands behind a wall of nothing is not looked for", () => {
    expect(toSafeText(`${"\u200b".repeat(1_000_000)}x`)).toBe("");
  });
});

describe("what a person calls themselves", () => {
  it("F4: name and address are one line that nothing turns around", () => {
    const person = toPerson(
      identity({ traits: { email: `a\u202e@example.org`, name: HOSTILE } }),
      config().claims,
    );
    expect(person).toEqual({ label: SHOWN, email: "a@example.org" });
  });
});

describe("whom an app may pass for", () => {
  it("O5: a part of a trusted app's id is nobody that the operator trusts", () => {
    for (const id of ["", "app", "trusted-app,other", "TRUSTED-APP"])
      expect(isFirstParty(client({ client_id: id }), TRUSTING), id).toBe(false);
    expect(isFirstParty(client({ client_id: "other" }), TRUSTING)).toBe(true);
  });

  it("O5: a client that says nothing of how it authenticates counts as one that does not", () => {
    const local = { redirect_uris: ["http://127.0.0.1:4711/"], token_endpoint_auth_method: undefined };
    expect(canBeImpersonated(client(local), undefined)).toBe(true);
  });
});
