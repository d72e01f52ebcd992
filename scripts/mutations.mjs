// @ts-check
// The most important defences: how each is taken away, and the test that must then fail.

/**
 * @typedef {object} Mutation
 * @property {string} threat id in docs/security.md
 * @property {string} what the defence, in words
 * @property {string} file
 * @property {string} from text that stands in the file exactly once
 * @property {string} to
 * @property {"unit" | "browser"} suite
 * @property {string} test file of the test that names the threat
 */

/** @type {readonly Mutation[]} */
export const MUTATIONS = [
  {
    threat: "O1",
    what: "the grant is cut down to what was requested",
    file: "lib/oauth2/decide-consent.ts",
    from: "requested.filter((scope) => wanted.has(scope) || isRequiredScope(scope))",
    to: "requested.length < 0 || isRequiredScope('') ? requested : [...wanted]",
    suite: "unit",
    test: "lib/oauth2/decide-consent.test.ts",
  },
  {
    threat: "O2",
    what: "the consent's subject is compared with who is signed in",
    file: "lib/oauth2/decide-consent.ts",
    from: "request.subject !== session.identity.id",
    to: "request.subject === ''",
    suite: "unit",
    test: "lib/oauth2/decide-consent.test.ts",
  },
  {
    threat: "O5",
    what: "apps that another app can pass for are always asked about",
    file: "lib/oauth2/decide-consent.ts",
    from: "if (canBeImpersonated(request.client, request.request_url)) return true;",
    to: "",
    suite: "unit",
    test: "lib/oauth2/decide-consent.test.ts",
  },
  {
    threat: "O9",
    what: "Hydra's redirect must lead to Hydra",
    file: "lib/oauth2/redirect.ts",
    from: "url.origin !== base.origin || url.username",
    to: "url.username",
    suite: "unit",
    test: "lib/oauth2/redirect.test.ts",
  },
  {
    threat: "O12",
    what: "prompt=login is met by a newer first factor only",
    file: "lib/oauth2/authentication.ts",
    from: "(toMillis(completed_at) ?? 0) > latestSeen",
    to: "(toMillis(completed_at) ?? 0) <= latestSeen + Number.MAX_SAFE_INTEGER",
    suite: "unit",
    test: "lib/oauth2/decide-login.test.ts",
  },
  {
    threat: "O14",
    what: "a sign-out that somebody else's hint asks for is confirmed",
    file: "lib/oauth2/decide-logout.ts",
    from: "session !== null && request.subject === session.identity.id",
    to: "request.subject !== ''",
    suite: "unit",
    test: "lib/oauth2/decide-logout.test.ts",
  },
  {
    threat: "A1",
    what: "only what this subject granted is listed and revoked",
    file: "lib/account/connected-apps.ts",
    from: "consent_request?.subject === subject",
    to: "consent_request?.subject !== ''",
    suite: "unit",
    test: "lib/account/connected-apps.test.ts",
  },
  {
    threat: "F1",
    what: "the only script of a flow is Kratos' own",
    file: "lib/flow/node-view.ts",
    from: "src !== toWebAuthnScriptUrl(kratosBrowserUrl) ||",
    to: "toWebAuthnScriptUrl(kratosBrowserUrl) === src.repeat(2) ||",
    suite: "unit",
    test: "lib/flow/to-flow-view.test.ts",
  },
  {
    threat: "O7",
    what: "instances share one accept",
    file: "lib/http/once-redis.ts",
    from: '"PX", lockMs, "NX"',
    to: '"PX", lockMs',
    suite: "unit",
    test: "lib/http/once-redis.test.ts",
  },
  {
    threat: "O7",
    what: "a write that failed is not repeated",
    file: "lib/ory/api.ts",
    from: 'const isRead = message.method === "GET";',
    to: 'const isRead = message.method !== "TRACE";',
    suite: "browser",
    test: "tests/fault/faults.spec.ts",
  },
  {
    threat: "P16",
    what: "an upstream's answer is read up to a limit",
    file: "lib/ory/transport.ts",
    from: "size > ANSWER_LIMIT_BYTES",
    to: "size > ANSWER_LIMIT_BYTES * 1000",
    suite: "browser",
    test: "tests/fault/faults.spec.ts",
  },
  {
    threat: "O6",
    what: "the consent form's token is bound to its challenge",
    file: "lib/http/csrf.ts",
    from: "expected.length === given.length && timingSafeEqual(expected, given)",
    to: "expected.length === given.length || timingSafeEqual(expected, expected)",
    suite: "browser",
    test: "tests/fault/restarts.spec.ts",
  },
];
