// @ts-check
// The doors of the operator console: who is let in, what a session is, whose form is taken, and how what others wrote leaves it.

import { ofFile } from "./of-file.mjs";

const SIGN_IN = /** @type {const} */ ({ suite: "browser", test: "tests/contract/console/sign-in.spec.ts" });
const WRITES = /** @type {const} */ ({ suite: "browser", test: "tests/contract/console/writes.spec.ts" });
const EXPORTS = /** @type {const} */ ({ suite: "browser", test: "tests/contract/console/exports.spec.ts" });
const JOB_RUNS = { test: "lib/console/jobs/run.test.ts" };
const JOB_SESSIONS = { test: "lib/console/jobs/session.test.ts" };
const KRATOS_SESSION = { test: "lib/console/sign-in/kratos-session.test.ts" };
const PERMISSIONS = { test: "lib/console/operator/permissions.test.ts" };

const ASKS_FOR_SESSION = `const session = await readConsoleSession(page.request);
  if (!session || !(await isStillVouchedFor(page.caller, session)))
    throw new SignInRequired(session ? await endConsoleSession(page.request) : []);
  const role = findRole(session, session.roleValues, getConsoleConfig());
  if (!role) throw new SignInRequired(await endConsoleSession(page.request));`;

const LETS_ANYBODY_IN = `const anybody: never = { handle: "x", issuer: "", subject: "", name: "", roleValues: [] } as never;
  const session: ConsoleSession = (await readConsoleSession(page.request)) ?? anybody;
  const role: Role = findRole(session, session.roleValues, getConsoleConfig()) ?? "admin";`;

/** @type {readonly import("../mutations.mjs").Mutation[]} */
export const CONSOLE_DOOR_MUTATIONS = [
  ...ofFile("lib/console/request/answer-console.server.tsx", WRITES, [
    [
      "C7",
      "a page that another site led to has no form",
      "if (isLedByAnotherSite(request)) return askAnew(operatorPage);",
      "",
    ],
  ]),
  ...ofFile("lib/console/operator/require-operator.server.ts", SIGN_IN, [
    ["C1", "a page is drawn for a session alone", ASKS_FOR_SESSION, LETS_ANYBODY_IN],
    ["C18", "nothing is asked of an admin API for who has no session", ASKS_FOR_SESSION, LETS_ANYBODY_IN],
  ]),
  ...ofFile("lib/console/session/sessions.server.ts", SIGN_IN, [
    [
      "C4",
      "a sign-in ends the session that it takes the place of",
      "if (before) await leaveSession(toKey(before), session.handle);",
      "",
    ],
    [
      "C6",
      "the cookie has no more than an id",
      "seal({ id }, COOKIE, seconds)",
      "seal({ id, session, again: session }, COOKIE, seconds)",
    ],
  ]),
  ...ofFile("lib/console/operator/require-operator.server.ts", JOB_SESSIONS, [
    [
      "C32",
      "what goes on behind a page ends with its session",
      "if (!session || !(await isVouchedForAtKratos(operator, session))) return undefined;",
      "if (!session) return operator;",
    ],
    [
      "C32",
      "what goes on behind a page is done by the role of now",
      "return role && isAllowed(role, permission) ? { ...operator, role } : undefined;",
      "return role ? operator : undefined;",
    ],
  ]),
  ...ofFile("lib/console/jobs/run.server.ts", JOB_SESSIONS, [
    [
      "C32",
      "a job is paused",
      'if (!current) return end(held, { ...job, state: "paused", problem: PAUSED });',
      "",
    ],
  ]),
  ...ofFile("lib/console/jobs/run.server.ts", JOB_RUNS, [
    [
      "C24",
      "a step counts for who may write it down",
      "if (await held.replace(withStep(job, step))) await step.finish?.();",
      "await held.replace(withStep(job, step));\n    await step.finish?.();",
    ],
  ]),
  ...ofFile("lib/console/store/sealed.server.ts", JOB_SESSIONS, [
    [
      "C24",
      "a job is written where nobody else has written it since",
      'store.replaceIf(key, kept ?? "", sealed, ttlMs)',
      "store.replace(key, sealed, ttlMs)",
    ],
  ]),
  ...ofFile("lib/store/compare-and-set.ts", JOB_SESSIONS, [
    [
      "C24",
      "Redis compares before it removes",
      'if redis.call("GET", KEYS[1]) ~= ARGV[1] then return 0 end\nreturn',
      "return",
    ],
  ]),
  ...ofFile("lib/console/session/sessions.server.ts", JOB_SESSIONS, [
    [
      "C32",
      "a step-up goes on with the session's handle",
      'handle: handle ?? randomBytes(HANDLE_BYTES).toString("base64url"),',
      'handle: randomBytes(HANDLE_BYTES).toString("base64url"),',
    ],
  ]),
  ...ofFile("lib/console/jobs/jobs.server.ts", JOB_SESSIONS, [
    [
      "C24",
      "a lease is renewed by who has it",
      "store.replaceIf(key, own, own, LEASE_MS)",
      "store.replace(key, own, LEASE_MS)",
    ],
    ["C24", "a lease is dropped by who has it", "store.removeIf(key, own)", "store.remove(key)"],
  ]),
  ...ofFile("lib/console/sign-in/kratos-sign-in.server.ts", KRATOS_SESSION, [
    ["C32", "a session that Kratos ended is none", 'read(known, "active") === true &&', ""],
    ["C32", "a blocked operator is none", 'read(identity, "state") === "active"', "identity !== undefined"],
    ["C32", "a session of another is none", 'read(identity, "id") === session.subject &&', ""],
  ]),
  ...ofFile("lib/console/export/stream.server.ts", EXPORTS, [
    [
      "C32",
      "an export ends with its operator's session",
      "if (!(await checkAgain(operator, permission))) throw new NoLongerAllowed();",
      "",
    ],
  ]),
  ...ofFile("lib/console/act/handle-acts.server.ts", EXPORTS, [
    [
      "C7",
      "an export is begun by its page's own form",
      "await requireOwnForm(page, act, form);\n  const { confirmed } = await readValues(page, act, form);",
      "const confirmed = false;",
    ],
  ]),
  ...ofFile("lib/console/sign-in/logout-token.server.ts", SIGN_IN, [
    [
      "C17",
      "a logout token counts once",
      'if ((await store.get(key)) !== undefined) return { problem: "replayed" };',
      "",
    ],
    ["C17", "a logout token is young", "maxTokenAge: MAXIMUM_AGE_SECONDS,", ""],
  ]),
  ...ofFile("lib/console/forms/form-token.server.ts", WRITES, [
    [
      "C7",
      "a form has a token of its session, act and page",
      "requireToken(token, ACT_TOKEN, page.session.handle, operation, page.address, fields);",
      "",
    ],
  ]),
  ...ofFile("lib/console/export/stream.server.ts", EXPORTS, [
    [
      "C24",
      "a file that is not taken to its end is broken off",
      'cancel: () => end({ result: "broken-off", after: { rows }, error: "The browser hung up." }),',
      "",
    ],
  ]),
  ...ofFile("components/console/pages/session-page.tsx", WRITES, [
    [
      "C28",
      "what a browser calls itself is text",
      '<ForeignText>{[ipAddress, location, userAgent].filter(Boolean).join(" · ")}</ForeignText>',
      '<bdi dangerouslySetInnerHTML={{ __html: [ipAddress, location, userAgent].join(" · ") }} />',
    ],
  ]),
  ...ofFile("lib/console/export/cells.ts", { test: "lib/console/export/cells.test.ts" }, [
    ["C27", "a cell may begin after any separator", "SEPARATORS.has(text[at - 1])", "false"],
    ["C27", "quotes hide no sign", "/[\\s\"']/", "/[\\s']/"],
  ]),
  ...ofFile("lib/console/visible.ts", { test: "components/console/parts/unseen.test.tsx" }, [
    ["C28", "what turns a line is seen in JSON", ".replaceAll(UNSEEN, toNumbers)", ""],
  ]),
  ...ofFile("lib/console/people/label.ts", { test: "lib/console/people/label.test.ts" }, [
    ["C28", "a person's name is seen for what it is", "toShortName(found)", "found"],
  ]),
  ...ofFile("lib/console/sessions/view.ts", { test: "lib/console/sessions/view.test.ts" }, [
    [
      "C25",
      "no session is shown with its account's credentials",
      "identity: withoutSecrets(raw.identity)",
      "a: 0",
    ],
  ]),
  ...ofFile("lib/console/operator/permissions.ts", PERMISSIONS, [
    ["C21", "trying an app needs more than reading", '"clients.try": ADMIN', '"clients.try": EVERYBODY'],
  ]),
  ...ofFile(
    "lib/console/request/console-page.server.ts",
    { test: "lib/console/request/console-page.test.ts" },
    [["D1", "the console takes as many cookies as there are", "  requireBounded(request);\n", ""]],
  ),
  ...ofFile(
    "lib/console/sign-in/login-state.server.ts",
    { test: "lib/console/sign-in/login-state.test.ts" },
    [["D6", "the oldest sign-ins under way make room", "index >= MOST_WAYS - 1", "index < 0"]],
  ),
  ...ofFile(
    "lib/console/sign-in/kratos-sign-in.server.ts",
    { suite: "browser", test: "tests/e2e/console/step-up-kratos.spec.ts" },
    [
      [
        "C29",
        "a dangerous act waits for the second factor too",
        "current && !isNewFactor(second, current.newestFactorAt)",
        "current && second === 0",
      ],
    ],
  ),
];
