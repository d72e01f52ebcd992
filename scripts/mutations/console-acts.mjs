// @ts-check
// What an operator's act is about, what became of it, and what the trail holds of it.

import { ofFile } from "./of-file.mjs";

const ABOUT = /** @type {const} */ ({
  suite: "browser",
  test: "tests/contract/console/step-up-about.spec.ts",
});

const INVITATIONS = /** @type {const} */ ({
  suite: "browser",
  test: "tests/contract/console/invitations.spec.ts",
});
const SESSION_GRANTS = /** @type {const} */ ({
  suite: "browser",
  test: "tests/contract/console/session-grants.spec.ts",
});

const TRAIL = { test: "lib/console/trail/trail.test.ts" };
const CLIENTS = { test: "lib/console/clients/clients.test.ts" };

const JOBS = { test: "lib/console/jobs/run.test.ts" };

const MANY = { test: "lib/console/identities/bulk-all.test.ts" };
const IDENTITY_ACTS = { test: "lib/console/identities/acts.test.ts" };

const WRITES = { test: "lib/console/act/writes.test.ts" };

/** @type {readonly import("../mutations.mjs").Mutation[]} */
export const CONSOLE_ACT_MUTATIONS = [
  ...ofFile("lib/console/forms/form-token.server.ts", ABOUT, [
    [
      "C22",
      "a form is for the list that it stood on",
      "operation, page.address, fields)",
      'operation, page.path + "?identifier=test-user-&match=similar", fields)',
    ],
  ]),
  ...ofFile("lib/console/act/pending-act.server.ts", ABOUT, [
    [
      "C29",
      "an act that waits keeps the filter of its list",
      "{ ...act, address,",
      '{ ...act, address: address.split("?")[0] ?? "",',
    ],
  ]),
  ...ofFile(
    "components/console/pages/trail-page.tsx",
    { test: "components/console/pages/trail-page.test.tsx" },
    [["L4", "the trail says whose account it was", "operator.subject !== operator.name && (", "false && ("]],
  ),
  ...ofFile("lib/console/sign-in/finish-sign-in.server.ts", { test: "lib/console/act/step-up.test.ts" }, [
    [
      "C29",
      "nobody else's sign-in steps a session up",
      "if (isStepUp && !isSame)",
      "if (isStepUp && !isSame && !role)",
    ],
    ["D7", "an operator's session goes on through a sign-in", "...(isSame &&", "...(isStepUp &&"],
  ]),
  ...ofFile(
    "lib/console/sign-in/finish-sign-in.server.ts",
    { test: "lib/console/sign-in/finish-sign-in.test.ts" },
    [
      [
        "C8",
        "a lower role of now counts for earlier sign-ins",
        "if (earlier && (!role || outranks(earlier, role)))",
        "if (earlier && !role)",
      ],
      [
        "C8",
        "nobody without a role goes on by an earlier one",
        "    await endHigherSessions(who, undefined);\n",
        "",
      ],
    ],
  ),
  ...ofFile("lib/console/sessions/sessions.server.ts", { test: "lib/console/session/sessions.test.ts" }, [
    [
      "C5",
      "an operator's sessions end with those of their account",
      "const ended = await endConsoleSessions(operator, identityId)",
      "const ended = 0",
    ],
    [
      "C5",
      "an operator's sessions end with one of their account's",
      'getConsoleConfig().signIn.kind !== "kratos" && identityId',
      "!identityId",
    ],
  ]),
  ...ofFile("lib/console/act/handle-acts.server.ts", { test: "lib/console/act/step-up.test.ts" }, [
    [
      "C29",
      "a sign-in confirms the act that it is for",
      "waiting && session.confirmedAct === waiting.id",
      "waiting",
    ],
  ]),
  ...ofFile("lib/console/act/handle-acts.server.ts", { test: "lib/console/act/handle-acts.test.ts" }, [
    [
      "C29",
      "an act that may have been done is not kept",
      'confirmed !== undefined && error.result === "not-done"',
      "confirmed !== undefined",
    ],
  ]),
  ...ofFile("lib/console/jobs/acts.server.ts", ABOUT, [
    ["C29", "a job begins by a word", "typed: toBeginWord(job)", "typed: undefined"],
  ]),
  ...ofFile("lib/console/clients/view.ts", CLIENTS, [
    [
      "C9",
      "an app's private key is on no page",
      'name === "jwks" ? withoutPrivateParts(value) : value',
      "value",
    ],
  ]),
  ...ofFile("lib/console/clients/snippets.ts", CLIENTS, [
    ["C28", "what is copied into a terminal is seen", "SCOPE.test(name)", "name !== ''"],
  ]),
  ...ofFile("lib/console/clients/unsafe.ts", CLIENTS, [
    ["C13", "no other spelling of a name passes", "toHydraName(name) !== name", "name === ''"],
    ["C9", "no app gets a private key", 'holdsPrivateKey(read(after, "jwks"))', "false"],
  ]),
  ...ofFile("lib/console/identities/repair-acts.server.ts", IDENTITY_ACTS, [
    [
      "C22",
      "an address counts as verified by what it is",
      '{ op: "replace", path: `${at}/value`, value: address },',
      "",
    ],
    [
      "C24",
      "an address that is gone is not said to count as verified",
      "value === address && isVerified",
      "true",
    ],
  ]),
  ...ofFile("lib/console/identities/invitation-act.server.ts", INVITATIONS, [
    ["D4", "an invitation is counted by whom it is sent to", "await limitSend(address);", ""],
    ["C22", "it goes to the account's own address", "!toInvitable(identity).includes(address)", "false"],
    [
      "C24",
      "what is switched off is said, and that nothing was sent",
      "error.status === 404 || ",
      "error.status === 499 || ",
    ],
  ]),
  ...ofFile("lib/limits/recipients/limit-operator-send.ts", INVITATIONS, [
    [
      "D4",
      "all operators count together",
      'network: toKey("operators")',
      "network: toKey(String(Math.random()))",
    ],
  ]),
  ...ofFile("lib/console/grants/view.ts", SESSION_GRANTS, [
    ["C22", "what is ended is of that session alone", "told[index] === sessionId", 'sessionId !== ""'],
    ["C24", "what is not known of grants is said", "told.includes(undefined)", 'sessionId === ""'],
  ]),
  ...ofFile("lib/console/trail/redact.ts", TRAIL, [
    ["L1", "a private key is left out to its end", "text.replaceAll(PEM, HIDDEN)", "text"],
    ["L1", "JSON that was typed is read for its secrets", "isJsonText(value) ?", "value === null ?"],
    [
      "L1",
      "what is no JSON after all is kept nowhere",
      "JSON_SIGNS.test(text) ? HIDDEN",
      "JSON_SIGNS.test(text) ? text",
    ],
    [
      "L2",
      "a change of what is cut is told",
      "toDigest(JSON.stringify(redacted))",
      "toDigest(typeof redacted)",
    ],
    ["L2", "a setting that sounds like a secret is told", " && !OPEN_NAME.test(name)", ""],
    ["L1", "a list of anything, and a member alone, is JSON too", '/^\\s*[{["]/', "/^\\s*\\{/"],
    ["L1", "a secret's name hides what follows it", ": redactNamed(value);", ": redactText(value);"],
  ]),
  ...ofFile("lib/console/clients/unsafe.ts", CLIENTS, [
    [
      "C11",
      "nobody chooses an app's secret",
      "if (Object.hasOwn(after, name)) say",
      "if (name === after) say",
    ],
  ]),
  ...ofFile("lib/console/act/handle-acts.server.ts", ABOUT, [
    [
      "C12",
      "a file of people waits for a fresh sign-in",
      "return !confirmed && mustWait(page, act) ? askToStepUp(page, act, {}) : undefined;",
      "return confirmed && mustWait(page, act) ? askToStepUp(page, act, {}) : undefined;",
    ],
    [
      "L1",
      "the trail does not hold what a form was drawn from",
      "{ ...fields, [SEEN_FIELD]: undefined }",
      "fields",
    ],
  ]),
  ...ofFile("lib/console/jobs/run.server.ts", JOBS, [
    [
      "C24",
      "a job that could not be begun is nobody's",
      "    await lease.drop();\n    throw error;",
      "    throw error;",
    ],
  ]),
  ...ofFile("lib/console/act/act.server.ts", MANY, [
    [
      "C24",
      "the trail has the worst of an act's steps",
      "toStepsResult(done.receipt?.steps ?? [])",
      '"done"',
    ],
  ]),
  ...ofFile("lib/console/identities/bulk-act.server.ts", MANY, [
    [
      "C24",
      "an account's line has the worst of its steps",
      "const worst = toStepsResult(steps);",
      "const worst = toStepsResult([]);",
    ],
  ]),
  ...ofFile("lib/console/identities/bulk-all.server.ts", MANY, [
    [
      "C24",
      "a step that is begun again is about the same accounts",
      "if (kept?.success) return kept.data;",
      "",
    ],
  ]),
  ...ofFile("lib/console/identities/access-acts.server.ts", IDENTITY_ACTS, [
    [
      "C24",
      "a block may be repeated",
      'return "nothing-to-do";',
      'throw new ActRefused("It is so already.", {}, 409);',
    ],
  ]),
  ...ofFile("lib/console/act/writes.server.ts", WRITES, [
    [
      "C24",
      "what was confirmed makes an act done in part",
      "if (confirmed.length > 0) return",
      "if (confirmed.length > 99) return",
    ],
    ["C24", "before its first write an act is not done", "sent === 0 &&", "sent < 0 &&"],
  ]),
  ...ofFile("lib/console/identities/repair-acts.server.ts", { test: "lib/console/identities/acts.test.ts" }, [
    [
      "C22",
      "a way to sign in that is gone is not removed",
      "!toRemovable(identity).some(({ value }) => value === credential)",
      "credential === operator.name",
    ],
    ["C22", "an address that is gone is not verified", "if (index < 0)", "if (index < -1)"],
  ]),
  ...ofFile("lib/console/trail/record.server.ts", { test: "lib/console/trail/record.test.ts" }, [
    [
      "C24",
      "an act goes on where the trail cannot be shown",
      "await write(line);\n  } catch (error) {",
      "await write(line);\n  } catch (error) {\n    if (error) throw error;",
    ],
  ]),
];
