/** Wherever an upstream names the next address, and whatever a form says that no page of ours offers. */

import { randomUUID } from "node:crypto";
import { type Contract, expect, ISSUER, test } from "../support/contract";
import { toForms } from "../support/html.mjs";
import { postForm } from "../support/raw-http";
import { CONSENT_REQUEST, LOGIN_REQUEST, LOGOUT_REQUEST, toConsentRequest } from "../support/stub-hydra";
import { ALICE, BOB, HALFWAY } from "../support/stub-kratos";
import { json } from "../support/stub-upstream";

const SESSION = { cookie: `ory_kratos_session=${ALICE}` };
const FORGED = [
  "https://evil.example/",
  `${ISSUER}.evil.example/`,
  `${ISSUER}@evil.example/`,
  "//evil.example/",
];

const writesOf = ({ hydra }: Contract) => hydra.requests.filter(({ method }) => method !== "GET");

/** Hydra asks Alice whatever consent is asked for. */
function askAlice({ hydra }: Contract): void {
  hydra.when(CONSENT_REQUEST, (request, response) => {
    const challenge = request.query.get("consent_challenge") ?? "";
    return json(200, toConsentRequest(ISSUER, challenge, ALICE))(request, response);
  });
}

/** Sends the form of ours on a page that has a token, with other fields besides. */
async function answer({ foyer, get }: Contract, page: string, path: string, fields: Record<string, string>) {
  const { body, setCookies } = await get(page, { headers: SESSION });
  const [own] = toForms(body).filter(({ action }) => action === path);
  const kept = (own?.fields ?? []).filter(([name]) => /challenge$|^csrf_token$/.test(name));
  const cookie = [SESSION.cookie, ...setCookies.map((line) => line.split(";", 1)[0])].join("; ");
  return postForm(foyer.port, path, { ...Object.fromEntries(kept), ...fields }, { cookie });
}

/** What a person does → where Hydra then says to go. */
const HANDSHAKE: Readonly<
  Record<string, { endpoint: string; act: (contract: Contract) => ReturnType<Contract["get"]> }>
> = {
  "a sign-in": {
    endpoint: `${LOGIN_REQUEST}/accept`,
    act: ({ get }) => get(`/login?login_challenge=${randomUUID()}`, { headers: SESSION }),
  },
  "a consent": {
    endpoint: `${CONSENT_REQUEST}/accept`,
    act: (contract) =>
      answer(contract, `/consent?consent_challenge=${randomUUID()}`, "/consent", {
        consent_action: "accept",
      }),
  },
  "a refusal": {
    endpoint: `${CONSENT_REQUEST}/reject`,
    act: (contract) =>
      answer(contract, `/consent?consent_challenge=${randomUUID()}`, "/consent", {
        consent_action: "reject",
      }),
  },
  "a sign-out": {
    endpoint: `${LOGOUT_REQUEST}/accept`,
    act: (contract) =>
      answer(contract, `/logout?logout_challenge=${randomUUID()}`, "/logout", { decision: "accept" }),
  },
};

for (const [what, { endpoint, act }] of Object.entries(HANDSHAKE)) {
  test(`O9: after ${what} Hydra leads back to Hydra, or to a 502`, async ({ contract }) => {
    askAlice(contract);
    for (const redirectTo of FORGED) {
      contract.hydra.when(endpoint, json(200, { redirect_to: redirectTo }));
      const { status, headers, body } = await act(contract);
      expect([status, headers.location], redirectTo).toEqual([502, undefined]);
      expect(body).not.toContain("evil.example");
    }
    contract.hydra.when(endpoint, json(200, { redirect_to: `${ISSUER}/oauth2/auth?v=1` }));
    expect([200, 303]).toContain((await act(contract)).status);
    expect(contract.hydra.to(endpoint)).toHaveLength(FORGED.length + 1);
  });
}

test("O9: a cancelled sign-in leads back to Hydra, or to a 502", async ({ contract }) => {
  const { foyer, hydra, get } = contract;
  const page = await get("/login?login_challenge=cancelled");
  const [form] = toForms(page.body).filter(({ action }) => action === "/login");
  const cookie = page.setCookies.map((line) => line.split(";", 1)[0]).join("; ");
  for (const redirectTo of FORGED) {
    hydra.when(`${LOGIN_REQUEST}/reject`, json(200, { redirect_to: redirectTo }));
    const cancelled = await postForm(foyer.port, "/login", Object.fromEntries(form?.fields ?? []), {
      cookie,
    });
    expect([cancelled.status, cancelled.headers.location], redirectTo).toEqual([502, undefined]);
  }
  expect(writesOf(contract)).toHaveLength(FORGED.length);
});

test("O9: a used logout challenge leads where it led, at Hydra, or to a 502", async ({
  contract: { hydra, get },
}) => {
  for (const [redirectTo, expected] of [
    ["/oauth2/sessions/logout?v=1", `${ISSUER}/oauth2/sessions/logout?v=1`],
    ...FORGED.map((forged) => [forged, undefined] as const),
  ] as const) {
    hydra.when(LOGOUT_REQUEST, json(410, { redirect_to: redirectTo }));
    const { status, headers, body } = await get("/logout?logout_challenge=used", { headers: SESSION });
    expect([status, headers.location], redirectTo).toEqual(expected ? [303, expected] : [502, undefined]);
    expect(body).not.toContain("evil.example");
  }
});

test("P9: where Kratos wants the browser elsewhere, it is not sent just anywhere", async ({
  contract: { kratos, kratosAdmin, get },
}) => {
  const change = (to: string) =>
    kratos.when(
      "/self-service/settings/browser",
      json(422, { error: { id: "browser_location_change_required" }, redirect_browser_to: to }),
    );
  for (const to of [
    `${kratosAdmin.url}/admin/identities`,
    "javascript:alert(1)",
    "//evil.example",
    "https://u@x.example",
  ]) {
    change(to);
    const { status, headers, body } = await get("/settings", { headers: SESSION });
    expect([status, headers.location], to).toEqual([502, undefined]);
    expect(body).not.toMatch(/evil|alert|x\.example/);
  }
  change("https://app.example/next");
  expect((await get("/settings", { headers: SESSION })).headers.location).toBe("https://app.example/next");
});

test("F11: a session without its second factor leads to that and shows nothing", async ({
  contract: { kratos, get, foyer },
}) => {
  const headers = { cookie: `ory_kratos_session=${HALFWAY}` };
  for (const path of ["/account", "/sessions", "/account/apps"]) {
    const { headers: sent, body } = await get(path, { headers });
    expect(sent.location, path).toBe(
      `/login?${new URLSearchParams({ aal: "aal2", return_to: foyer.url + path })}`,
    );
    expect(body).toBe("");
  }
  kratos.when("/self-service/login/browser", json(400, { error: { id: "session_already_available" } }));
  const asked = await get(`/login?return_to=${foyer.url}/account`, { headers });
  expect(asked.headers.location).toMatch(/^\/login\?aal=aal2&/);
});

test("O2: A's consent form, sent while B is signed in, grants and refuses nothing", async ({ contract }) => {
  askAlice(contract);
  const { foyer, get } = contract;
  const bobs = { cookie: `ory_kratos_session=${BOB}` };
  const page = await get("/consent?consent_challenge=of-alice", { headers: bobs });
  expect(page.status).toBe(403);
  const [form] = toForms(page.body).filter(({ action }) => action === "/consent/switch-account");
  const fields = Object.fromEntries(form?.fields ?? []);
  for (const consent_action of ["accept", "reject"]) {
    const sent = await postForm(foyer.port, "/consent", { ...fields, consent_action }, bobs);
    expect(sent.status, consent_action).toBe(403);
  }
  expect(writesOf(contract)).toEqual([]);
});

test("O7: asked for twice, or sent twice, is one accept with one end", async ({ contract }) => {
  askAlice(contract);
  const { foyer, get, hydra } = contract;
  const [login, consent, logout] = [randomUUID(), randomUUID(), randomUUID()];
  const twice = async (run: () => ReturnType<Contract["get"]>) => {
    const [first, second] = [await run(), await run()];
    expect([second.status, second.headers.location]).toEqual([first.status, first.headers.location]);
  };
  await twice(() => get(`/login?login_challenge=${login}`, { headers: SESSION }));
  expect(hydra.to(`${LOGIN_REQUEST}/accept`)).toHaveLength(1);

  for (const [page, path, fields, endpoint] of [
    [`/consent?consent_challenge=${consent}`, "/consent", { consent_action: "accept" }, CONSENT_REQUEST],
    [`/logout?logout_challenge=${logout}`, "/logout", { decision: "accept" }, LOGOUT_REQUEST],
  ] as const) {
    const { body } = await get(page, { headers: SESSION });
    const [form] = toForms(body).filter(({ action }) => action === path);
    const sent = { ...Object.fromEntries(form?.fields ?? []), ...fields };
    await twice(() => postForm(foyer.port, path, sent, SESSION));
    expect(hydra.to(`${endpoint}/accept`), path).toHaveLength(1);
  }
});

test("V1: a form without its challenge, or with a decision nobody offers, is a 400", async ({ contract }) => {
  askAlice(contract);
  const { foyer } = contract;
  for (const path of ["/consent", "/consent/switch-account", "/login", "/registration"]) {
    const { status } = await postForm(
      foyer.port,
      path,
      { decision: "accept", consent_action: "accept" },
      SESSION,
    );
    expect(status, path).toBe(400);
  }
  for (const word of ["", "ACCEPT", "grant", "__proto__"]) {
    const consent = `/consent?consent_challenge=${randomUUID()}`;
    expect((await answer(contract, consent, "/consent", { consent_action: word })).status, word).toBe(400);
    const logout = `/logout?logout_challenge=${randomUUID()}`;
    expect((await answer(contract, logout, "/logout", { decision: word })).status, word).toBe(400);
  }
  expect(writesOf(contract)).toEqual([]);
});

test("a flow that cannot be had is asked for anew once, and not for ever", async ({ contract }) => {
  const { kratos, get } = contract;
  const gone = json(410, { error: { id: "self_service_flow_expired" } });
  kratos.when("/self-service/login/flows", gone);
  kratos.when("/self-service/login/browser", gone);
  expect((await get("/login?flow=f")).status).toBeGreaterThanOrEqual(500);
  expect(kratos.to("/self-service/login/browser")).toHaveLength(1);
  kratos.when(
    "/self-service/login/browser",
    json(403, { error: { id: "self_service_flow_return_to_forbidden" } }),
  );
  expect((await get("/login?return_to=https://app.example/")).status).toBeGreaterThanOrEqual(500);
  expect(kratos.to("/self-service/login/browser")).toHaveLength(3);
});
