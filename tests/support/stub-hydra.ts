/** What the stub Hydra (admin API) answers where a test says nothing. */

import { type Answer, json } from "./stub-upstream";

const REQUESTS = "/admin/oauth2/auth/requests";
export const LOGIN_REQUEST = `${REQUESTS}/login`;
export const CONSENT_REQUEST = `${REQUESTS}/consent`;
export const LOGOUT_REQUEST = `${REQUESTS}/logout`;

const CLIENT = {
  client_id: "shop",
  client_name: "Shop",
  redirect_uris: ["https://shop.example/callback"],
  token_endpoint_auth_method: "client_secret_basic",
};

/** @param issuer Hydra's public address */
export function toHydraAnswers(issuer: string): Answer {
  return (request, response) => {
    const { method, path, query } = request;
    const answer = (chosen: Answer) => chosen(request, response);
    if (method === "PUT") return answer(json(200, { redirect_to: `${issuer}/oauth2/auth?verifier=v` }));
    if (path === LOGIN_REQUEST)
      return answer(json(200, toLoginRequest(issuer, query.get("login_challenge") ?? "")));
    if (path === CONSENT_REQUEST)
      return answer(json(200, toConsentRequest(issuer, query.get("consent_challenge") ?? "")));
    if (path === LOGOUT_REQUEST)
      return answer(json(200, { challenge: query.get("logout_challenge"), subject: "", rp_initiated: true }));
    if (path.endsWith("/sessions/consent")) return answer(json(200, []));
    return answer(json(404, { error: "not_found" }));
  };
}

export function toLoginRequest(issuer: string, challenge: string): Record<string, unknown> {
  return {
    challenge,
    client: CLIENT,
    request_url: `${issuer}/oauth2/auth?client_id=shop&response_type=code`,
    requested_scope: ["openid"],
    session_id: "stub-sid",
    skip: false,
    subject: "",
  };
}

export function toConsentRequest(issuer: string, challenge: string, subject = ""): Record<string, unknown> {
  return { ...toLoginRequest(issuer, challenge), subject, requested_access_token_audience: [] };
}
