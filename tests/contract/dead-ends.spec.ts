/** Answers of Kratos and Hydra from which nothing follows: each ends in words or at the app, and asks nobody for ever. */

import { expect, test } from "../support/contract";
import type { RawAnswer } from "../support/raw-http";
import { LOGIN_REQUEST } from "../support/stub-hydra";
import { ALICE, HALFWAY, toFlow } from "../support/stub-kratos";
import { type Answer, json, redirect } from "../support/stub-upstream";

const LOGIN_FLOW = "/self-service/login/browser";
const SETTINGS_FLOW = "/self-service/settings/browser";
const LOGIN_SESSIONS = "/admin/oauth2/auth/sessions/login";
const LOGOUT = "/self-service/logout";

const noContent: Answer = (_request, response) => void response.writeHead(204).end();

const toCookie = (...lines: string[]) => lines.map((line) => line.split(";", 1)[0]).join("; ");
const ofAlice = `ory_kratos_session=${ALICE}`;

test("O13: a second step that Kratos demands and does not offer is the app's error at once", async ({
  contract,
}) => {
  const { kratos, hydra, foyer, get } = contract;
  const ui = { action: `${foyer.url}/self-service/login?flow=f`, method: "POST", nodes: [] };
  const empty = { ...toFlow("login", foyer.url), requested_aal: "aal2", ui };
  kratos.when(LOGIN_FLOW, json(200, empty));
  const cookie = `ory_kratos_session=${HALFWAY}`;
  const answer = await get("/login?login_challenge=c", { headers: { cookie } });
  expect([200, 303]).toContain(answer.status);
  expect(kratos.to(LOGIN_FLOW)).toHaveLength(1);
  const [rejected] = hydra.to(`${LOGIN_REQUEST}/reject`);
  expect(JSON.parse(rejected?.body ?? "{}")).toMatchObject({ error: "unmet_authentication_requirements" });
});

test("a gateway that refuses a plain sign-in is a fault, not a reason to ask for another", async ({
  contract,
}) => {
  const { kratos, get } = contract;
  kratos.when(LOGIN_FLOW, json(401, { error: { code: 401, status: "Unauthorized" } }));
  const { status } = await get("/login");
  expect(status).toBeGreaterThanOrEqual(500);
  expect(kratos.to(LOGIN_FLOW)).toHaveLength(1);
});

const HYDRAS: [what: string, answer: Answer, status: number][] = [
  ["a gateway's 401", json(401, { error: { code: 401, status: "Unauthorized" } }), 502],
  ["a gateway's 401 by RFC 6750", json(401, { error: "invalid_token" }), 502],
  ["a proxy's 404", (_request, response) => void response.writeHead(404).end("<html>"), 502],
  ["an expired challenge", json(401, { error: "request_unauthorized", error_description: "expired" }), 410],
  ["an unknown challenge", json(404, { error: "Unable to locate the resource" }), 404],
];

for (const [what, answer, status] of HYDRAS) {
  test(`${what}, in answer to a challenge, is a ${status}`, async ({ contract }) => {
    contract.hydra.when(LOGIN_REQUEST, answer);
    expect((await contract.get("/login?login_challenge=c")).status).toBe(status);
  });
}

test("an expired settings page starts afresh where it was, whatever app was left waiting", async ({
  contract,
}) => {
  const { kratos, get } = contract;
  const waiting = await get("/login?login_challenge=c");
  kratos.when(
    "/self-service/settings/flows",
    json(410, { error: { code: 410, details: { return_to: "" } } }),
  );
  const cookie = `${toCookie(...waiting.setCookies)}; ${ofAlice}`;
  expect((await get("/settings?flow=old", { headers: { cookie } })).status).toBe(200);
  expect(kratos.to(SETTINGS_FLOW).map(({ query }) => query.get("return_to"))).toEqual([null]);
});

test("O16: a sign-out at Kratos' address that Hydra was away for is finished by its page", async ({
  contract,
}) => {
  const { kratos, hydra, foyer, get } = contract;
  const signedIn = await get("/login?login_challenge=c", { headers: { cookie: ofAlice } });
  const toSid = ({ setCookies }: RawAnswer) =>
    setCookies.filter((line) => line.startsWith("__Host-foyer-sid-"));
  const sid = toSid(signedIn);
  expect(sid).toHaveLength(1);
  const signOut = (cookie: string): Promise<RawAnswer> => get(`${LOGOUT}?token=t`, { headers: { cookie } });
  const open = (cookie: string): Promise<RawAnswer> => get("/logout", { headers: { cookie } });

  kratos.when(
    LOGOUT,
    redirect(`${foyer.url}/login`, { setCookies: ["ory_kratos_session=; Path=/; Max-Age=0"] }),
  );
  hydra.when(LOGIN_SESSIONS, json(500, { error: "canary" }));
  const half = await signOut(`${ofAlice}; ${toCookie(...sid)}`);
  expect([half.status, half.headers.location]).toEqual([303, "/logout"]);
  expect(half.setCookies).toContain("ory_kratos_session=; Path=/; Max-Age=0");

  const still = await open(toCookie(...toSid(half)));
  expect([still.status, still.body.includes("Apps that you opened")]).toEqual([200, true]);
  hydra.when(LOGIN_SESSIONS, noContent);
  const whole = await open(toCookie(...toSid(still)));
  expect(whole.setCookies).toEqual([expect.stringMatching(/^__Host-foyer-sid-[^=]+=;/)]);
  const ended = hydra.to(LOGIN_SESSIONS).map(({ query }) => query.get("sid"));
  expect(ended).toEqual(["stub-sid", "stub-sid", "stub-sid"]);

  // O22: what Kratos' token did not end is asked about first.
  kratos.when(LOGOUT, redirect(`${foyer.url}/error?id=no-session`));
  const led = await signOut(toCookie(...sid));
  expect([led.status, led.headers.location]).toEqual([303, "/logout"]);
  expect((await open(toCookie(...sid))).body).toContain("logout-confirmation");
  expect(hydra.to(LOGIN_SESSIONS)).toHaveLength(ended.length);
});
