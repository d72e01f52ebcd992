/** The error documents: our own, Kratos' and Hydra's. */

import { readFileSync } from "node:fs";
import { COOKIE_COUNT_LIMIT } from "../../../lib/web/bounds";
import type { ProblemName } from "../../../lib/web/problem-names";
import { ISSUER } from "../contract";
import { postForm } from "../raw-http";
import { type State, unfold } from "../state-test";
import { CONSENT_REQUEST, LOGIN_REQUEST, toLoginRequest } from "../stub-hydra";
import { ALICE, BOB, FLOW_ID, toFlow } from "../stub-kratos";
import { json } from "../stub-upstream";

/** Foyer's default; see FOYER_RATE_LIMIT_FLOW_POSTS. */
const POSTS_OF_A_FLOW = 15;

const BODY_LIMIT_BYTES = 1024 * 1024;

function atUsedConsent(hydraStatus: number, status: number): State {
  return {
    path: "/consent?consent_challenge=c",
    status,
    arrange: ({ hydra }) => hydra.when(CONSENT_REQUEST, json(hydraStatus, { error: "request_unauthorized" })),
  };
}

function atLogin(kratosStatus: number, body: unknown, status: number, headers = {}): State {
  return {
    path: "/login",
    status,
    arrange: ({ kratos }) => kratos.when("/self-service/login/browser", json(kratosStatus, body, headers)),
  };
}

const CATALOGUE = new URL("../../../locales/en/ui.json", import.meta.url);
const WORDS: Record<string, string> = JSON.parse(readFileSync(CATALOGUE, "utf8"));

/** Foyer's default; see FOYER_RATE_LIMIT_SENDS. */
const SENDS = 5;

/** Of the flow that the stub shows again: a form that leads to another one was not taken, and sent nothing. */
const ASK_PATH = `/self-service/recovery?flow=${FLOW_ID}`;

const ASK_FOR_CODE = { email: "asked-too-often@foyer.example", method: "code" };

const TOO_OFTEN = { consent_challenge: "too-often" };

/**
 * `internal` cannot be caused from outside, `device-off` is kept for a minute, and
 * `oauth2-off` and `under-way` are other configurations'.
 */
type Shown = Exclude<ProblemName, "internal" | "device-off" | "oauth2-off" | "under-way">;

const PROBLEMS: Readonly<Record<Shown, State>> = {
  "bad-request": { path: "/consent?consent_challenge=%00", status: 400 },
  "duplicate-parameter": { path: "/login?flow=a&flow=b", status: 400 },
  "duplicate-cookie": {
    path: "/login",
    status: 400,
    arrange: ({ foyer }, context) =>
      context.addCookies(
        ["/", "/login"].map((path) => ({
          name: "ory_kratos_session",
          value: path === "/" ? ALICE : BOB,
          domain: new URL(foyer.url).hostname,
          path,
        })),
      ),
  },
  "cross-site": {
    path: "/logout",
    status: 403,
    post: { fields: {}, headers: { origin: "https://evil.example" } },
  },
  "stale-form": { path: "/logout", status: 403, person: ALICE, post: { fields: { csrf_token: "old" } } },
  "too-large": { path: "/logout", status: 413, post: { fields: { filler: "x".repeat(BODY_LIMIT_BYTES) } } },
  "too-many-cookies": {
    path: "/login",
    status: 431,
    arrange: ({ foyer }, context) =>
      context.addCookies(
        Array.from({ length: COOKIE_COUNT_LIMIT + 1 }, (_, index) => ({
          name: `csrf_token_${index}`,
          value: "x",
          url: foyer.url,
        })),
      ),
  },
  "not-found": { path: "/no/such/page", status: 404 },
  "challenge-missing": { path: "/consent", status: 400 },
  "challenge-expired": atUsedConsent(401, 410),
  "challenge-unknown": atUsedConsent(404, 404),
  "challenge-used": atUsedConsent(410, 410),
  "posted-request": {
    path: "/login?login_challenge=c",
    status: 400,
    arrange: ({ hydra }) =>
      hydra.when(
        LOGIN_REQUEST,
        json(200, { ...toLoginRequest(ISSUER, "c"), request_url: `${ISSUER}/oauth2/auth` }),
      ),
  },
  "signed-out": { path: "/sessions", status: 401, post: { fields: {} } },
  "too-many-requests": {
    path: "/consent",
    status: 429,
    post: { fields: TOO_OFTEN },
    arrange: async ({ foyer }) => {
      for (let post = 0; post < POSTS_OF_A_FLOW; post++) await postForm(foyer.port, "/consent", TOO_OFTEN);
    },
  },
  "too-many-sends": {
    path: ASK_PATH,
    status: 429,
    post: { fields: ASK_FOR_CODE },
    arrange: async ({ foyer }) => {
      for (let turn = 0; turn < SENDS; turn++) await postForm(foyer.port, ASK_PATH, ASK_FOR_CODE);
    },
  },
  "flow-disabled": {
    path: "/settings",
    status: 403,
    person: ALICE,
    arrange: ({ kratos }) =>
      kratos.when(
        "/self-service/settings/browser",
        json(400, { error: { id: "self_service_flow_disabled" } }),
      ),
  },
  "upstream-unavailable": atLogin(500, { error: { code: 500 } }, 503),
  "upstream-malformed": { ...atLogin(200, { ui: "none" }, 502) },
  "upstream-busy": atLogin(429, { error: { code: 429 } }, 429, { "retry-after": "600" }),
};

const REFUSED_RETURN = "https%3A%2F%2Fshop.example%2F";

/** Kratos refuses the place that a flow is to lead to, and makes the flow without. */
const refuseReturn: State["arrange"] = ({ kratos, foyer }) =>
  kratos.when("/self-service/login/browser", (request, response) => {
    const answer = request.query.has("return_to")
      ? json(400, { error: { id: "self_service_flow_return_to_forbidden" } })
      : json(200, toFlow("login", foyer.url));
    return answer(request, response);
  });

const FRESH_STATES: Readonly<Record<string, State>> = {
  "recovery, the link was cut": { path: "/recovery?incomplete=true" },
  "verification, the link was cut": { path: "/verification?flow=verification-code-sent&incomplete=true" },
  "sign-in that was to lead to nowhere": {
    path: `/login?return_to=${REFUSED_RETURN}`,
    arrange: refuseReturn,
  },
  "signed in already, and to be led to nowhere": {
    path: `/login?return_to=${REFUSED_RETURN}`,
    status: 400,
    arrange: ({ kratos }) =>
      kratos.when("/self-service/login/browser", (request, response) => {
        const id = request.query.has("return_to")
          ? "self_service_flow_return_to_forbidden"
          : "session_already_available";
        return json(400, { error: { id } })(request, response);
      }),
  },
};

const REFUSED = "invalid_request&error_description=";

/** What Hydra says of a request that it refuses, by the page that comes of it. */
const HYDRA_CAUSES: Readonly<Record<string, string>> = {
  "redirect unregistered": "The 'redirect_uri' parameter does not match any of",
  "redirect missing": "The 'redirect_uri' parameter is required",
  "logout redirect unregistered": "post_logout_redirect_uri is not a whitelisted",
  "logout without a hint": "state is set but id_token_hint is missing",
  "logout by another's hint": "Logout failed because none of the listed",
  "a hint that cannot be read": "go-jose: compact JWS format",
};

const HYDRA_ERRORS = {
  invalid_request: 400,
  invalid_client: 400,
  invalid_scope: 400,
  access_denied: 403,
  login_required: 400,
  request_unauthorized: 400,
  request_forbidden: 403,
  server_error: 400,
  something_new: 400,
};

function atKratosError(error: object, status: number): State {
  return {
    path: "/error?id=e",
    status,
    arrange: ({ kratos }) => kratos.when("/self-service/errors", json(200, { id: "e", error })),
    act: unfold,
  };
}

const CSRF = "A security violation was detected, please fill out the form again.";

const KRATOS_ERRORS: Readonly<Record<string, State>> = {
  "Kratos' error: a form that could not be checked": atKratosError(
    { id: "security_csrf_violation", code: 403, status: "Forbidden", reason: CSRF },
    403,
  ),
  "Kratos' error: an account that is switched off": atKratosError(
    { code: 401, message: "identity is disabled", reason: "This account was disabled." },
    401,
  ),
  "Kratos' error: the way back from a provider was lost": atKratosError(
    { code: 400, reason: "You must restart the flow because the resumable session has expired." },
    400,
  ),
  "a link from a mail: recovery": { path: `/self-service/recovery?flow=${FLOW_ID}&token=t`, status: 200 },
  "a link from a mail: recovery, signed in": {
    path: `/self-service/recovery?flow=${FLOW_ID}&token=t`,
    person: ALICE,
    status: 200,
  },
  "a link from a mail: verification": {
    path: `/self-service/verification?flow=${FLOW_ID}&code=123456`,
    status: 200,
  },
  "Kratos' refusal with its way on": {
    path: "/login?flow=f",
    status: 200,
    arrange: ({ foyer, kratos }) => {
      const flow = toFlow("login", foyer.url);
      const text = "Account not active yet. Did you forget to verify your email address?";
      const messages = [{ id: 4000010, type: "error", text, context: {} }];
      kratos.when("/self-service/login/flows", json(200, { ...flow, ui: { ...Object(flow.ui), messages } }));
    },
  },
  "Kratos' error: signed out": atKratosError({ id: "session_inactive", code: 401 }, 401),
  "Kratos' error: the request": atKratosError({ code: 400, status: "Bad Request" }, 400),
  "Kratos' error: the server": atKratosError({ code: 500, status: "Internal Server Error" }, 400),
  "Kratos' error: forgotten": atKratosError({}, 404),
};

export const PROBLEM_STATES: Readonly<Record<string, State>> = {
  ...Object.fromEntries(
    Object.entries(PROBLEMS).map(([name, state]) => [
      `problem: ${name}`,
      { ...state, heading: WORDS[`problem.${name}.title`] },
    ]),
  ),
  ...KRATOS_ERRORS,
  ...FRESH_STATES,
  ...Object.fromEntries(
    Object.entries(HYDRA_CAUSES).map(([name, said]) => [
      `Hydra's error: ${name}`,
      { path: `/error?error=${REFUSED}${encodeURIComponent(said)}`, status: 400 },
    ]),
  ),
  ...Object.fromEntries(
    Object.entries(HYDRA_ERRORS).map(([error, status]) => [
      `Hydra's error: ${error}`,
      { path: `/error?error=${error}`, status },
    ]),
  ),
};
