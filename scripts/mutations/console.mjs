// @ts-check
// The operator console: who may do what, to whom, by which address, and what is said of it.

import { ofFile } from "./of-file.mjs";

const ROLE = { test: "lib/console/operator/find-role.test.ts" };
const PROTECTION = { test: "lib/console/operator/protect.test.ts" };
const PERMISSIONS = { test: "lib/console/operator/permissions.test.ts" };
const SIGN_IN = { test: "lib/console/sign-in/sign-in.test.ts" };
const SESSION = { test: "lib/console/session/sessions.test.ts" };
const ORIGIN = { test: "lib/console/request/origin.test.ts" };
const SITES = { test: "server/sites.test.ts" };
const IDS = { test: "lib/console/ory/ory.test.ts" };
const TRAIL = { test: "lib/console/trail/trail.test.ts" };
const OPERATIONS = { test: "lib/console/act/operations.test.ts" };
const IDENTITY = { test: "lib/console/identities/view.test.ts" };
const IDENTITY_ACTS = { test: "lib/console/identities/acts.test.ts" };
const TRAITS = { test: "lib/console/traits/traits.test.ts" };
const MESSAGE = { test: "lib/console/messages/view.test.ts" };
const RECORDED = { test: "lib/console/errors/view.test.ts" };
const RECORDED_PAGE = { test: "components/console/pages/people-pages.test.tsx" };
const ADDRESSES = { test: "lib/console/clients/addresses.test.ts" };
const CLIENTS = { test: "lib/console/clients/clients.test.ts" };
const ISSUERS = { test: "lib/console/issuers/issuers.test.ts" };
const KEYS = { test: "lib/console/keys/keys.test.ts" };
const IMPORT = { test: "lib/console/import/rows.test.ts" };
const APPS = /** @type {const} */ ({ suite: "browser", test: "tests/contract/console/clients.spec.ts" });
const APP_PAGES = /** @type {const} */ ({ suite: "browser", test: "tests/e2e/console/clients.spec.ts" });
const KEY_PAGES = /** @type {const} */ ({ suite: "browser", test: "tests/e2e/console/keys.spec.ts" });
const UPLOADS = /** @type {const} */ ({ suite: "browser", test: "tests/contract/console/uploads.spec.ts" });
const MANY = /** @type {const} */ ({ suite: "browser", test: "tests/e2e/console/import.spec.ts" });
const FAILURES = { test: "lib/console/act/failures.test.ts" };

/** @type {readonly import("../mutations.mjs").Mutation[]} */
export const CONSOLE_MUTATIONS = [
  ...ofFile("lib/console/import/rows.ts", IMPORT, [
    ["V2", "a column that is no trait refuses the file", "unknown.length > 0", "unknown.length > 99"],
    [
      "C27",
      "what an export guarded is imported as it was",
      'fromSpreadsheetCell(cells[index] ?? "")',
      'cells[index] ?? ""',
    ],
  ]),
  ...ofFile("lib/console/clients/clients.server.ts", APPS, [
    [
      "C14",
      "no address that an app names is asked",
      "oauth2.getOAuth2ClientRaw({ id }, init),\n    parseExactly,\n  );",
      'oauth2.getOAuth2ClientRaw({ id }, init),\n    parseExactly,\n  ).then(async (client) => (await fetch(String(Reflect.get(Object(client), "logo_uri"))).catch(() => {}), client));',
    ],
  ]),
  ...ofFile("lib/console/forms/read-form.server.ts", APPS, [
    [
      "C19",
      "a field that would name a server is refused",
      'if (!shown.has(name)) throw new HttpError(400, "bad-request");',
      "if (!shown.has(name)) continue;",
    ],
  ]),
  ...ofFile("lib/console/clients/save.server.ts", APP_PAGES, [
    ["C26", "the operators' own client is left alone", "if (isOwn)", 'if (isOwn && id === "")'],
  ]),
  ...ofFile("lib/console/clients/save.server.ts", { test: "lib/console/registration/acts.test.ts" }, [
    [
      "C13",
      "a replacement says how the app proves itself",
      'if (readString(given, "token_endpoint_auth_method")) return;',
      "if (given) return;",
    ],
  ]),
  ...ofFile("lib/console/sign-in/provider.server.ts", KEY_PAGES, [
    [
      "C9",
      "operators sign in by the keys that are there now",
      "const provider = discover(signIn);",
      "const provider = state.known?.provider ?? discover(signIn);",
    ],
  ]),
  ...ofFile("lib/console/import/run.server.ts", MANY, [
    [
      "C24",
      "what Kratos says it made is looked for",
      'if (await isThere(operator, readString(answers[first], "identity"))) return results;',
      "return results;",
    ],
  ]),
  ...ofFile("lib/console/identities/bulk-act.server.ts", MANY, [
    [
      "C26",
      "a job leaves the operator's own account",
      "if (protection) return",
      'if (protection && id === "") return',
    ],
  ]),
  ...ofFile("lib/console/operator/find-role.ts", ROLE, [
    [
      "C2",
      "a role is for one issuer's subject",
      "operators.find((entry) => isSameOperator(entry, who))",
      "operators.find((entry) => entry.subject === who.subject)",
    ],
    [
      "C2",
      "a claim that is no role's name gives none",
      "roleClaim && Object.hasOwn(roleClaim.roles, value) ?",
      "roleClaim ?",
    ],
  ]),
  ...ofFile("lib/console/operator/protect.ts", PROTECTION, [
    ["C26", "nobody takes away their own account", 'touch === "takes-away" && isOwner(operator)', "false"],
    ["C26", "the last admin stays", 'touch === "takes-away" && isLast', "false"],
    [
      "C20",
      "a lower role does not touch a higher one's account",
      "outranks(entry.role, operator.role)",
      "false",
    ],
  ]),
  ...ofFile(
    "lib/console/sign-in/finish-sign-in.server.ts",
    { test: "lib/console/sign-in/finish-sign-in.test.ts" },
    [
      [
        "C20",
        "an operator whose account is not known does not sign in",
        "requireAccount(who, setCookies);",
        "void requireAccount;",
      ],
    ],
  ),
  ...ofFile("lib/console/operator/permissions.ts", PERMISSIONS, [
    ["C8", "ending sessions is not for viewers", '"sessions.end": SUPPORT', '"sessions.end": EVERYBODY'],
    [
      "C8",
      "what is not in the table nobody may",
      "Object.hasOwn(PERMISSIONS, permission) ? PERMISSIONS[permission] : []",
      "PERMISSIONS[permission] ?? ROLES",
    ],
  ]),
  ...ofFile("lib/console/sign-in/check-claims.ts", SIGN_IN, [
    [
      "C3",
      "a provider's word for a second factor is one of those accepted",
      "!acrValues.includes(acr)",
      "false",
    ],
    ["C29", "an older sign-in is no step-up", "authTime * 1000 < notBefore - CLOCK_SKEW_MS", "authTime < 0"],
  ]),
  ...ofFile("lib/console/sign-in/return-path.ts", SIGN_IN, [
    [
      "F7",
      "an operator is led to the console alone",
      "const path = isOwn ? url.pathname",
      "const path = url ? url.pathname",
    ],
  ]),
  ...ofFile("lib/console/session/session.ts", SESSION, [
    [
      "C5",
      "a session ends by idleness too",
      "Math.min(createdAt + sessionMs, lastSeenAt + idleMs)",
      "(createdAt + sessionMs)",
    ],
    [
      "C5",
      "a session ends by age though it is used",
      "Math.min(createdAt + sessionMs, lastSeenAt + idleMs)",
      "(lastSeenAt + idleMs)",
    ],
  ]),
  ...ofFile("lib/console/request/origin.ts", ORIGIN, [
    [
      "C23",
      "the console answers to its own host alone",
      "console !== undefined && toOrigin(host, console.url.origin) === console.url.origin",
      "console !== undefined",
    ],
    [
      "C23",
      "everybody's pages are not on the console's origin",
      "!console?.hasOwnOrigin || toOrigin(host, console.url.origin) !== console.url.origin",
      "true",
    ],
  ]),
  ...ofFile("server/sites.ts", SITES, [
    ["C23", "a host that begins like the console's is not it", "name === own ||", "name?.startsWith(own) ||"],
  ]),
  ...ofFile("lib/console/ory/ids.server.ts", IDS, [
    ["C15", "no name is a dot segment", "^(?!\\.{1,2}$)", "^"],
    ["C15", "an id is one as a whole", "{12}$/i", "{12}/i"],
  ]),
  ...ofFile("lib/console/ory/page-token.server.ts", IDS, [
    [
      "C16",
      "a page token is one that was given out for this list",
      "!hasToken(parameter.slice(at + 1), PURPOSE, list, token)",
      "false",
    ],
  ]),
  ...ofFile("lib/console/trail/export.ts", TRAIL, [
    ["C27", "a cell is no formula", "row.map(toSpreadsheetCell)", "[...row]"],
  ]),
  ...ofFile("lib/console/trail/redact.ts", TRAIL, [
    ["L1", "a patch of a secret is one", "(isSecretStep || isApiKey)", "isApiKey"],
    ["L1", "an address's password is a secret", "|:\\/\\/[^\\s/:@]*:[^\\s/]+@/g", "/g"],
    ["C9", "no private part of a key is kept", "isKey && isPrivatePart(name)", "isKey && false"],
  ]),
  ...ofFile("lib/console/act/outcome.ts", FAILURES, [
    [
      "C24",
      "a connection that broke may have been obeyed",
      "NEVER_SENT.has(codeOf(error.cause))",
      "error.cause !== null",
    ],
    [
      "C24",
      "a defect of our own is no refusal",
      'if (!(error instanceof OryError)) return "unknown";',
      'if (!(error instanceof OryError)) return "refused";',
    ],
  ]),
  ...ofFile("lib/console/act/operations.ts", OPERATIONS, [
    [
      "C12",
      "a recovery code waits for a fresh sign-in",
      '"recovery.code": {\n    permission: "recovery.create",\n    stepUp: true',
      '"recovery.code": {\n    permission: "recovery.create",\n    stepUp: false',
    ],
  ]),
  ...ofFile("lib/console/identities/view.ts", IDENTITY, [
    [
      "C11",
      "what a credential holds is on no page",
      "credentials: toCredentials(raw.credentials) }",
      "credentials: raw.credentials }",
    ],
  ]),
  ...ofFile("lib/console/identities/access-acts.server.ts", IDENTITY_ACTS, [
    [
      "C24",
      "an account is deleted after what apps have of it",
      "for (const { run } of steps) await orNothing(run());",
      "",
    ],
  ]),
  ...ofFile("lib/console/identities/acts.server.ts", IDENTITY_ACTS, [
    ["C30", "traits that somebody else changed are not overwritten", "seen !== toSeen(before)", "false"],
    ["D1", "nothing is written over what was left out", "if (touchesTooDeep(before, after))", "if (false)"],
  ]),
  ...ofFile("lib/console/import/run.server.ts", { test: "lib/console/import/run.test.ts" }, [
    ["C24", "an account that was made before is counted", "isOwn ?", "isOwn && isDeepEqual(1, 2) ?"],
    [
      "C24",
      "an account that nothing tells from another is not made twice",
      "const known = rows.filter((row) => toIdentifiers(row, identifiers).length > 0);",
      "const known = rows;",
    ],
  ]),
  ...ofFile("lib/console/jobs/acts.server.ts", { test: "lib/console/jobs/acts.test.ts" }, [
    [
      "C8",
      "a job is carried on by a role that may do what it does",
      "if (!isAllowed(operator.role, toJobPermission(job)))",
      'if (!isAllowed(operator.role, "identities.block"))',
    ],
  ]),
  ...ofFile("lib/console/import/files.server.ts", UPLOADS, [
    ["C22", "a file waits for whoever sent it", "!file || !isSameOperator(operator, file)", "!file"],
  ]),
  ...ofFile("lib/console/import/columns.ts", { test: "lib/console/import/columns.test.ts" }, [
    ["C25", "no column is shown by a password", "SECRET_NAME.test(name)", "false"],
  ]),
  ...ofFile("lib/console/traits/merge-traits.ts", TRAITS, [
    [
      "C30",
      "a trait that was not touched is not written anew",
      "if (before !== undefined && text === field.text) return before;",
      "",
    ],
    [
      "C30",
      "a trait that the form does not show stays",
      "const members = new Map(Object.entries(before));",
      "const members = new Map<string, unknown>();",
    ],
  ]),
  ...ofFile("lib/console/forms/read-form.server.ts", UPLOADS, [
    [
      "D1",
      "an operator's form has an end",
      "readConsoleForm(request, FORM_LIMIT_BYTES)",
      "readConsoleForm(request, Number.MAX_SAFE_INTEGER)",
    ],
  ]),
  ...ofFile("lib/console/errors/view.ts", RECORDED, [
    ["C25", "a token in an error is not shown", ".replaceAll(LONG_RUN, hideMixed)", ""],
    ["C25", "what a query in an error says is not shown", ".replaceAll(QUERY, HIDDEN)", ""],
  ]),
  ...ofFile("components/console/parts/facts.tsx", RECORDED_PAGE, [
    ["C28", "facts are seen for what they are", "<ForeignText>{value}</ForeignText>", "value"],
  ]),
  ...ofFile("lib/console/trail/redact.ts", MESSAGE, [
    ["C10", "a code in a subject or a refusal is not shown", ".replaceAll(CODES, HIDDEN)", ""],
    ["C10", "a link's token is no text of a message", "(?:token|code)(?:=|%3d)", "(?:code)(?:=)"],
  ]),
  ...ofFile("lib/console/clients/addresses.ts", ADDRESSES, [
    ["C13", "an answer is sent to no script", "HOSTILE_SCHEMES.has(url.protocol)", "false"],
    [
      "C13",
      "an address is compared exactly",
      'if (text.includes("*"))\n    return `${text} holds',
      'if (text === "*.*")\n    return `${text} holds',
    ],
    [
      "C13",
      "plain http is for this machine",
      'if (url.protocol === "http:" && !isLoopback(url.hostname))\n    return `${text}: http',
      "if (text === '')\n    return `${text}: http",
    ],
    ["C13", "a scheme of one's own is a domain's", '!url.protocol.includes(".")', "false"],
    ["C13", "nothing hides in white space", "/[\\s\\p{Cc}\\\\]/u.test(text) ||", ""],
  ]),
  ...ofFile("lib/console/clients/unsafe.ts", CLIENTS, [
    ["C13", "no app gets the implicit grant", "isImplicitGrant(grant) ||", "false ||"],
    ["C13", "no app gets tokens in addresses", "putsTokensIntoAddresses(type)", "false"],
    ["C13", "a grant is made of plain letters", "PLAIN_NAME.test(grant)", "true"],
    ["C13", "a response type is made of plain letters", "PLAIN_NAME.test(type)", "true"],
  ]),
  ...ofFile("lib/console/clients/unsafe-flows.ts", CLIENTS, [
    ["C13", "grants are compared as Hydra compares them", ".toLowerCase()", ""],
    ["C13", "a capital i with a dot is an i to Hydra", '.replaceAll("\\u0130", "i")', ""],
  ]),
  ...ofFile("lib/console/clients/view.ts", CLIENTS, [
    ["C25", "an app's secret is on no page", "!SECRETS.has(name)", "name !== undefined"],
  ]),
  ...ofFile("lib/console/issuers/public-jwk.ts", ISSUERS, [
    ["C9", "a private key is refused", "if (hasPrivatePart(value))", "if (value === 0)"],
  ]),
  ...ofFile("lib/console/keys/view.ts", KEYS, [
    ["C9", "a shared key's bytes are not shown", 'kty === "oct"', "false"],
    [
      "C9",
      "a page of keys lists what is public",
      "const publicJwk = Object.fromEntries(",
      "const publicJwk = Object.assign({ ...(key as object) },",
    ],
  ]),
];
