// @ts-check
// What a few people let apps do: sign-ins at Hydra whose questions are answered by its admin API.

import { askJson } from "../ask-json.mjs";
import { toPerson } from "./people.mjs";

/** Person (by number) and app. @type {readonly [number, string][]} */
const GRANTS = [
  [0, "mail"],
  [0, "calendar"],
  [0, "shop"],
  [1, "mail"],
  [2, "shop"],
  [3, "calendar"],
];

/** @type {import("./fill.mjs").Filler} */
export async function fillGrants({ urls }) {
  for (const [index, app] of GRANTS) {
    const query = new URLSearchParams({ credentials_identifier: toPerson(index).email });
    const [person] = await askJson(`${urls.kratosAdmin}/admin/identities?${query}`);
    if (!person) continue;
    const known = await askJson(
      `${urls.hydraAdmin}/admin/oauth2/auth/sessions/consent?${new URLSearchParams({ subject: person.id })}`,
    );
    const has = known.some(
      (/** @type {any} */ session) => session.consent_request?.client?.client_id === app,
    );
    if (!has) await grant(urls, app, person.id);
  }
}

/** @param {import("../urls.mjs").StackUrls} urls @param {string} app @param {string} subject */
async function grant({ hydraPublic, hydraAdmin }, app, subject) {
  const jar = new Map();
  const client = await askJson(`${hydraAdmin}/admin/clients/${app}`);
  const [redirect_uri] = client.redirect_uris;
  const scope = "openid profile email";
  const query = { client_id: app, response_type: "code", scope, redirect_uri, state: "demo-data-state" };
  const login = await follow(`${hydraPublic}/oauth2/auth?${new URLSearchParams(query)}`, jar);
  const loginChallenge = String(login.searchParams.get("login_challenge"));
  const afterLogin = await accept(hydraAdmin, "login", loginChallenge, { subject });
  const consent = await follow(afterLogin, jar);
  const consentChallenge = String(consent.searchParams.get("consent_challenge"));
  const afterConsent = await accept(hydraAdmin, "consent", consentChallenge, {
    grant_scope: scope.split(" "),
    remember: true,
    remember_for: 0,
  });
  await follow(afterConsent, jar);
}

/** @param {string} admin @param {"login" | "consent"} kind @param {string} challenge @param {unknown} body */
async function accept(admin, kind, challenge, body) {
  const query = new URLSearchParams({ [`${kind}_challenge`]: challenge });
  const url = `${admin}/admin/oauth2/auth/requests/${kind}/accept?${query}`;
  const answer = await askJson(url, { method: "PUT", body });
  return String(answer.redirect_to);
}

/** Where Hydra leads, with its cookies as a browser keeps them. @param {string} url @param {Map<string, string>} jar */
async function follow(url, jar) {
  const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
  const response = await fetch(url, { redirect: "manual", headers: cookie ? { cookie } : {} });
  await response.arrayBuffer();
  for (const line of response.headers.getSetCookie()) {
    const [pair = ""] = line.split(";");
    const at = pair.indexOf("=");
    jar.set(pair.slice(0, at), pair.slice(at + 1));
  }
  const location = response.headers.get("location");
  if (!location) throw new Error(`${url.split("?")[0]} answered ${response.status} and leads nowhere.`);
  return new URL(location, url);
}
