/** Every form is counted: by its sender's address, by the challenge that it answers (F13), by whom it has Kratos write to (D4). */

import { randomUUID } from "node:crypto";
import { expect, test } from "../support/contract";
import { fetchRaw, postForm } from "../support/raw-http";
import { json, redirect } from "../support/stub-upstream";

const POSTS = 5;

test.use({
  foyerEnv: {
    FOYER_RATE_LIMIT: "true",
    FOYER_RATE_LIMIT_ADDRESS_POSTS: String(POSTS),
    FOYER_RATE_LIMIT_FLOW_POSTS: String(POSTS),
    FOYER_TRUSTED_PROXY_HOPS: "1",
  },
});

const OWN_FORMS = ["/login", "/registration", "/recovery", "/consent", "/consent/switch-account", "/device"];

for (const [index, path] of OWN_FORMS.entries()) {
  test(`F13: ${path} takes so many posts of one address, and counts no other site's`, async ({
    contract: { foyer, kratos, hydra },
  }) => {
    const from = (host: number, more = {}) =>
      postForm(foyer.port, path, {}, { "x-forwarded-for": `198.51.${index}.${host}`, ...more });
    for (let post = 0; post < POSTS * 2; post += 1)
      expect((await from(1, { "sec-fetch-site": "cross-site" })).status, "costs nobody anything").toBe(403);
    const statuses: number[] = [];
    for (let post = 0; post < POSTS * 3; post += 1) statuses.push((await from(1)).status);
    expect(statuses.slice(0, POSTS)).not.toContain(429);
    expect(new Set(statuses.slice(POSTS))).toEqual(new Set([429]));
    const refused = await from(1);
    expect(Number(refused.headers["retry-after"])).toBeGreaterThan(0);
    expect((await from(2)).status).not.toBe(429);
    expect([...kratos.requests, ...hydra.requests].filter(({ method }) => method !== "GET")).toEqual([]);
  });
}

for (const [path, field] of [
  ["/login", "login_challenge"],
  ["/consent", "consent_challenge"],
] as const) {
  test(`F13: one challenge takes so many posts to ${path}, wherever they come from`, async ({
    contract: { foyer },
  }) => {
    const answer = (challenge: string, host: number) =>
      postForm(
        foyer.port,
        path,
        { [field]: challenge },
        { "x-forwarded-for": `203.0.${path.length}.${host}` },
      );
    const statuses: number[] = [];
    for (let post = 0; post < POSTS * 3; post += 1)
      statuses.push((await answer(`guessed-${field}`, post)).status);
    expect(statuses.slice(0, POSTS)).not.toContain(429);
    expect(new Set(statuses.slice(POSTS))).toEqual(new Set([429]));
    expect((await answer(`another-${field}`, POSTS * 3)).status).not.toBe(429);
  });
}

/** The default of FOYER_RATE_LIMIT_SENDS. */
const SENDS = 5;
const LOGIN = "/self-service/login";

test("D4: a code that is sent to whoever is named is counted, by a page and by a script", async ({
  contract: { foyer, kratos },
}) => {
  const sent = { id: randomUUID(), state: "sent_email", ui: { nodes: [] } };
  kratos.when(`${LOGIN}/flows`, json(200, sent));
  for (const [accept, answer] of [
    ["text/html", redirect("/login?flow=f")],
    ["application/json", json(400, sent)],
  ] as const) {
    kratos.when(LOGIN, answer);
    const form = { method: "identifier_first", identifier: `${randomUUID()}@foyer.example` };
    const statuses = await postAsMany(foyer.port, form, { accept });
    expect(statuses, accept).toEqual([...Array(SENDS).fill(statuses[0]), 429]);
  }
});

test("D4: an address that a registration's flow holds, and its form does not name, is counted", async ({
  contract: { foyer, kratos },
}) => {
  const register = "/self-service/registration";
  const attributes = { name: "traits.email", value: `${randomUUID()}@foyer.example`, node_type: "input" };
  const flow = { id: randomUUID(), ui: { nodes: [{ type: "input", group: "profile", attributes }] } };
  kratos.when(`${register}/flows`, json(200, flow));
  kratos.when(register, redirect("/welcome"));
  const form = { method: "password", password: "good", foyer_traits: '{"traits":[],"lists":[]}' };
  const statuses = await postAsMany(foyer.port, form, {}, register);
  expect(statuses).toEqual([...Array(SENDS).fill(303), 429]);
});

test("D1: settings are read of Kratos for a form once it has passed, and not for one too many", async ({
  contract: { foyer, kratos },
}) => {
  const settings = "/self-service/settings";
  kratos.when(`${settings}/flows`, json(200, { id: randomUUID(), ui: { nodes: [] } }));
  kratos.when(settings, redirect("/settings?flow=f"));
  const form = { method: "profile", foyer_traits: '{"traits":[],"lists":[]}' };
  const from = { "x-forwarded-for": "192.0.3.1" };
  const statuses: number[] = [];
  for (let post = 0; post <= POSTS; post += 1)
    statuses.push((await postForm(foyer.port, `${settings}?flow=${randomUUID()}`, form, from)).status);
  expect(statuses).toEqual([...Array(POSTS).fill(303), 429]);
  expect(kratos.requests.filter(({ path }) => path === `${settings}/flows`)).toHaveLength(POSTS);
});

test("D4: a script's right password that writes to an address which waits is counted", async ({
  contract: { foyer, kratos },
}) => {
  const steps = { continue_with: [{ action: "show_verification_ui" }] };
  kratos.when(LOGIN, json(200, steps, { "set-cookie": ["ory_kratos_session=s; Path=/"] }));
  const form = { method: "password", password: "right", identifier: `${randomUUID()}@foyer.example` };
  const statuses = await postAsMany(foyer.port, form, { accept: "application/json" });
  expect(statuses).toEqual([...Array(SENDS).fill(200), 429]);
});

test("F13: one sign-in takes so many answers of its provider, which Kratos asks about each", async ({
  contract: { foyer, kratos },
}) => {
  const callback = "/self-service/methods/oidc/callback/acme";
  const begin = async (state: string) => {
    const cookies = { setCookies: ["ory_kratos_continuity=c; Path=/; Max-Age=60"] };
    kratos.when(LOGIN, redirect(`https://idp.example/auth?state=${state}`, cookies));
    const { setCookies } = await postForm(foyer.port, `${LOGIN}?flow=${randomUUID()}`, { provider: "acme" });
    return setCookies.map((line) => line.split(";", 1)[0]).join("; ");
  };
  const answer = (cookie: string, query: string) =>
    fetchRaw(foyer.port, `${callback}?${query}`, { headers: { cookie, accept: "text/html" } });
  kratos.when(callback, redirect("/error?id=e"));
  const cookie = await begin("one");
  const statuses: number[] = [];
  for (let time = 0; time <= POSTS; time += 1)
    statuses.push((await answer(cookie, `state=one&code=guess-${time}`)).status);
  expect(statuses).toEqual([...Array(POSTS).fill(303), 429]);
  expect((await answer(cookie, "code=more&x=y&state=one&state=one")).status).toBe(429);
  expect(kratos.requests.filter(({ path }) => path === callback)).toHaveLength(POSTS);
  expect((await answer(await begin("another"), "state=another&code=c")).status).toBe(303);
});

/** One more than there may be, each from an address of its own in one network. */
async function postAsMany(
  port: number,
  form: Record<string, string>,
  headers: Record<string, string>,
  path = LOGIN,
) {
  const statuses: number[] = [];
  for (let host = 1; host <= SENDS + 1; host += 1) {
    const from = { ...headers, "x-forwarded-for": `192.0.2.${host}` };
    statuses.push((await postForm(port, `${path}?flow=${randomUUID()}`, form, from)).status);
  }
  return statuses;
}
