import { expect, it } from "vitest";
import { toGrants, toLoginSessions, toSessionGrants } from "./view";

const session = (client_id: string, grant_scope: unknown, handled_at?: string, client_name?: string) => ({
  consent_request: { client: { client_id, client_name }, subject: "s" },
  grant_scope,
  handled_at,
});

it("an app stands once, with everything that it was ever granted and when that was last", () => {
  expect(
    toGrants([
      session("a", ["openid", "email"], "2026-02-02T00:00:00Z", "App A"),
      session("b", ["openid"], "2026-02-01T00:00:00Z"),
      session("a", ["openid", "offline"], "2026-01-01T00:00:00Z", "App A"),
    ]),
  ).toEqual([
    {
      clientId: "a",
      app: "App A",
      scopes: ["openid", "email", "offline"],
      grantedAt: "2026-02-02T00:00:00Z",
    },
    { clientId: "b", app: "b", scopes: ["openid"], grantedAt: "2026-02-01T00:00:00Z" },
  ]);
});

it.each([[[null]], [[{}]], [[{ consent_request: { client: [] } }]], [[]]])("%j is no app", (sessions) => {
  expect(toGrants(sessions)).toEqual([]);
});

it("what is no list of scopes is none", () => {
  expect(toGrants([session("a", "openid"), session("b", [1, "x"])]).map(({ scopes }) => scopes)).toEqual([
    [],
    ["x"],
  ]);
});

it("each sign-in that a consent came of is named once, and what is none is passed over", () => {
  const from = (login_session_id: unknown) => ({ consent_request: { login_session_id } });
  expect(toLoginSessions([from("a"), from("b"), from("a"), from(7), {}, null])).toEqual(["a", "b"]);
});

it("what was granted in a session is told by what Foyer says with each sign-in alone", () => {
  const grant = (client_id: string, login_session_id: string, context: unknown) => ({
    consent_request: { client: { client_id }, login_session_id, context },
    grant_scope: ["openid"],
  });
  const own = { kratos_session_id: "k1" };
  const grants = [
    grant("a", "s1", own),
    grant("b", "s2", { kratos_session_id: "k2" }),
    grant("c", "s3", own),
  ];
  expect(toSessionGrants(grants, "k1")).toMatchObject({
    apps: [{ clientId: "a" }, { clientId: "c" }],
    logins: ["s1", "s3"],
    hasUntold: false,
  });
  for (const context of [undefined, null, {}, [], "k1", { kratos_session_id: 1 }])
    expect(toSessionGrants([grant("d", "s4", context)], "k1")).toEqual({
      apps: [],
      logins: [],
      hasUntold: true,
    });
});
