// @ts-check
// The operator console: what it keeps, tells and gives back is whole, and holds no secret.

import { ofFile } from "./of-file.mjs";

const REGISTRATION = { test: "lib/console/registration/acts.test.ts" };
const TRAIL = { test: "lib/console/trail/trail.test.ts" };
const TRAIL_READ = { test: "lib/console/trail/read.test.ts" };
const TRAIL_WAITS = { test: "lib/console/trail/waiting.test.ts" };
const STORE = { test: "lib/console/store/store.test.ts" };
const SECRET_FIELDS = { test: "components/console/parts/secret-fields.test.tsx" };
const SEEN_FORMS = { test: "tests/unit/seen-forms.test.ts" };
const GRANTS = { test: "lib/console/grants/large-consents.test.ts" };
const LISTS = /** @type {const} */ ({ suite: "browser", test: "tests/contract/console/whole-lists.spec.ts" });
const PROJECT_PAGES = /** @type {const} */ ({ suite: "browser", test: "tests/e2e/console/network.spec.ts" });
const KEY_PAGES = /** @type {const} */ ({ suite: "browser", test: "tests/e2e/console/keys.spec.ts" });

/** @type {readonly import("../mutations.mjs").Mutation[]} */
export const CONSOLE_KEPT_MUTATIONS = [
  ...ofFile("lib/console/trail/record.server.ts", TRAIL_WAITS, [
    ["C24", "what the store does not take of the trail waits for it", "    keepWaiting(line);\n", ""],
  ]),
  ...ofFile("lib/console/trail/read.server.ts", TRAIL_WAITS, [
    ["C24", "an act is shown once", "if (act && !seen.has(act.act))", "if (act)"],
  ]),
  ...ofFile("components/console/parts/act-form.tsx", LISTS, [
    ["C24", "a refused form says what it was drawn from", "(own?.typed.seen ?? now)", "now"],
  ]),
  ...ofFile("lib/web/cookies/done.ts", LISTS, [
    [
      "C24",
      "a link does not say that something was done",
      "kept?.done === done && kept.path === path ?",
      "done ?",
    ],
  ]),
  ...ofFile("lib/console/request/answer-console.server.tsx", LISTS, [
    ["C24", "what was done is said once", "if (answer.ok) for", "if (!answer.ok) for"],
  ]),
  ...ofFile("lib/ory/consent-pages.ts", GRANTS, [
    [
      "C24",
      "a list that reads a part of the grants says so",
      "hasLeftOut, hasMore: true",
      "hasLeftOut, hasMore: false",
    ],
  ]),
  ...ofFile("lib/console/clients/clients.server.ts", LISTS, [
    ["D1", "apps of any size are listed", "() => listThatFits(PAGE_SIZE, list)", "() => list(PAGE_SIZE)"],
  ]),
  ...ofFile("lib/console/issuers/issuers.server.ts", LISTS, [
    [
      "D1",
      "issuers of any size are listed",
      "return listThatFits(PAGE_SIZE, async",
      "return ((list) => list(PAGE_SIZE))(async",
    ],
  ]),
  ...ofFile("lib/console/keys/keys.server.ts", KEY_PAGES, [
    ["C24", "a copy's first key signs", "jwks.keys?.toReversed()", "jwks.keys"],
  ]),
  ...ofFile("lib/console/keys/acts.server.ts", KEY_PAGES, [
    ["C9", "a set is replaced as it was seen", "if (seen !== toKeysSeen(keys))", "if (seen === undefined)"],
  ]),
  ...ofFile("lib/console/network/acts.server.ts", PROJECT_PAGES, [
    ["C24", "a project is changed as it was seen", "if (seen !== now)", "if (seen === undefined)"],
  ]),
  ...ofFile("lib/console/clients/rebase-typed.ts", SEEN_FORMS, [
    ["C24", "a whole app keeps another's change", ' || operation === "client.replace"', ""],
  ]),
  ...ofFile("lib/console/identities/rebase-typed.ts", SEEN_FORMS, [
    ["C24", "a move keeps another's change", 'operation === "identity.move"', 'operation === ""'],
  ]),
  ...ofFile("components/console/parts/act-form.tsx", SECRET_FIELDS, [
    ["C11", "no browser keeps a secret that was pasted", ', autoComplete: "off" }', " }"],
  ]),
  ...ofFile("client/console/typed.ts", { test: "client/console/typed.test.ts" }, [
    ["C11", "what was typed is its operator's", "if (history.state?.who !== who) return;", ""],
    ["C24", "nothing is put over what others changed", "if (typed?.over === toDrawn(field))", "if (typed)"],
  ]),
  ...ofFile(
    "lib/console/identities/bulk-act.server.ts",
    { test: "lib/console/identities/bulk-act.test.ts" },
    [
      [
        "C32",
        "several accounts are done by who may still do it",
        "await lookAgain(operator, permission)",
        "operator",
      ],
    ],
  ),
  ...ofFile("lib/console/session/sessions.server.ts", { test: "lib/console/session/sessions.test.ts" }, [
    ["C5", "what reads itself anew is no use", "!isAutomatic(request) && ", ""],
    ["C5", "what another site asks for is no use", " && !isLedByAnotherSite(request)", ""],
  ]),
  ...ofFile("lib/console/store/get-store.server.ts", { test: "lib/console/store/old-copy.test.ts" }, [
    ["C5", "what was taken is taken from an older copy too", 'redis.on("ready",', 'redis.on("nothing",'],
  ]),
  ...ofFile("lib/console/session/sessions.server.ts", { test: "lib/console/session/endings.test.ts" }, [
    [
      "C5",
      "a sign-in looks for endings once it is written",
      "if (await isEnded(session, since))",
      "if (false)",
    ],
    [
      "C5",
      "who goes on with what has ended is told",
      "withMark(toHandleMark(session, session.handle), () => dropSession(key))",
      "dropSession(key)",
    ],
    ["C5", "a session that moves while it is looked for is found", "looks > 1 ?", "looks < 0 ?"],
    [
      "C17",
      "a provider's ending is marked",
      "return withMark(toMark(index), () => endFound(index));",
      "return endFound(index);",
    ],
    [
      "C5",
      "a sign-out finds the session that goes on under another id",
      " ?? (await getSealed(toMovedKey(key), movedSchema))",
      "",
    ],
  ]),
  ...ofFile("lib/console/try/request.server.ts", { test: "lib/console/try/try.test.ts" }, [
    ["C25", "tokens beside a bad ID token are revoked", "&& response.ok)", "&& !response.ok)"],
  ]),
  ...ofFile("lib/console/ory/ids.server.ts", { test: "lib/console/ory/ory.test.ts" }, [
    ["C15", "an id with a slash is told of", 'if (name?.includes("/")', 'if (name === "/"'],
    ["C15", "a name is one segment", "(?!\\.{1,2}$)[^/]+", "(?!\\.{1,2}$).+"],
  ]),
  ...ofFile("lib/console/request/segment.ts", { test: "lib/console/ory/ory.test.ts" }, [
    ["C15", "what a path cannot hold is encoded", "PLAIN.test(name) ?", "PLAIN ?"],
  ]),
  ...ofFile("lib/console/grants/acts.server.ts", { test: "lib/console/grants/acts.test.ts" }, [
    ["C24", "a grant that is not there is not taken away", "!isKnown && !grants?.hasMore", "false"],
  ]),
  ...ofFile("lib/console/session/acts.server.ts", { test: "lib/console/session/sessions.test.ts" }, [
    [
      "C24",
      "a session that had ended is not ended",
      "!(await endOwnSession(operator, handle))",
      "await endOwnSession(operator, handle) === null",
    ],
  ]),
  ...ofFile("lib/console/jobs/acts.server.ts", { test: "lib/console/jobs/run.test.ts" }, [
    ["C24", "a job that is over is not stopped", "if (isOver)", "if (isOver === null)"],
  ]),
  ...ofFile("lib/ory/to-configuration.ts", { test: "lib/console/ory/missing-server.test.ts" }, [
    ["C19", "a server without an address is not asked", "return basePath\n", "return basePath !== null\n"],
  ]),
  ...ofFile("lib/console/ory/require-hydra.server.ts", { test: "app/console/missing-hydra.test.ts" }, [
    ["C19", "what Hydra does in public needs its address", "if (!publicUrl)", "if (publicUrl === null)"],
  ]),
  ...ofFile("lib/console/registration/acts.server.ts", REGISTRATION, [
    [
      "C26",
      "the operators' own client is not deleted by its registration",
      "requireNotOwn(own);\n      await deleteRegistration",
      "await deleteRegistration",
    ],
    [
      "C26",
      "the operators' own client is not replaced by its registration",
      "requireNotOwn(own);\n      const before",
      "const before",
    ],
  ]),
  ...ofFile("lib/console/trail/redact.ts", TRAIL, [
    ["C25", "the value of an API key is a secret", "(isSecretStep || isApiKey)", "isSecretStep"],
    ["L1", "any name on the way of a patch counts", "names.some((name)", "names.slice(-1).some((name)"],
  ]),
  ...ofFile("lib/console/trail/read.server.ts", TRAIL_READ, [
    ["C24", "an act goes with its outcome", "toMillis(id) > oldest", "toMillis(id) > 0"],
    ["C8", "the trail tells a role of what it may read", "!mayReadAct(role, intent.subject)", "false"],
  ]),
  ...ofFile("lib/console/trail/export.server.ts", TRAIL_READ, [
    ["C24", "an exported trail is whole", "while (before !== undefined)", "while (before === null)"],
  ]),
  ...ofFile("lib/console/store/redis-store.server.ts", STORE, [
    ["C24", "Redis forgets by age exactly", '"MINID", `', '"MINID", "~", `'],
    ["C24", "Redis forgets by number exactly", '"MAXLEN", maxEntries', '"MAXLEN", "~", maxEntries'],
  ]),
  ...ofFile("lib/console/store/memory-store.ts", STORE, [
    ["C24", "outcomes are kept as acts are", "? outcomeLimit", "? KEY_LIMIT"],
    ["C5", "marks of what ended outlast an act for everybody", "? END_LIMIT", "? KEY_LIMIT"],
  ]),
  ...ofFile("lib/console/forms/read-form.server.ts", { test: "lib/console/forms/read-form.test.ts" }, [
    ["V2", "another encoding is refused", "fatal: true", "fatal: false"],
  ]),
  ...ofFile("lib/console/ory/list-that-fits.server.ts", { test: "lib/console/ory/list-that-fits.test.ts" }, [
    ["D1", "a page that is too large is read in part", "rows <= 1 || !isTooLarge(error)", "rows > 0"],
    ["D1", "a part divides its page", "rows / toSmallestFactor(rows)", "Math.floor(rows / 2)"],
  ]),
  ...ofFile("lib/console/diff/to-diff.ts", { test: "lib/console/diff/to-diff.test.ts" }, [
    ["D1", "a comparison has an end", "{ maxEditLength: EDIT_LIMIT }", "{}"],
  ]),
];
