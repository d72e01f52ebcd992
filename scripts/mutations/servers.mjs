// @ts-check
// Calls to Kratos, Hydra and Redis, the environment, and the server in front of the pages.

import { ofFile } from "./of-file.mjs";

const CALLS = { test: "lib/ory/admin-calls.test.ts" };
const CROWD = { test: "lib/ory/turns.test.ts" };
const LIMITS = { test: "lib/config/limits.test.ts" };

/** @type {readonly import("../mutations.mjs").Mutation[]} */
export const SERVER_MUTATIONS = [
  ...ofFile("lib/ory/sdk.ts", CALLS, [
    [
      "P6",
      "the project's token is shown to admin APIs alone",
      "new FrontendApi(toConfiguration(kratos.publicUrl, {",
      "new FrontendApi(toConfiguration(kratos.publicUrl, { headers: admin,",
    ],
    ["L1", "operations are named without ids", '.replace(IDS, "{id}")', ""],
    [
      "O7",
      "a write that was answered 5xx is not repeated",
      "isRead && answer.status >= 500",
      "answer.status >= 500",
    ],
  ]),
  ...ofFile("lib/ory/hydra-admin.ts", CALLS, [
    [
      "P6",
      "Hydra learns nothing of the person",
      'return { ...(traceparent && { traceparent }), ...(requestId && { "x-request-id": requestId }) };',
      "return headers;",
    ],
    ["O16", "a page that is too large is read in smaller ones", "isTooLarge(error)) return", "false) return"],
  ]),
  ...ofFile("lib/ory/consent-pages.ts", CALLS, [
    [
      "P16",
      "a list that never ends is read up to a bound",
      "count < MAXIMUM_CALLS",
      "count < MAXIMUM_CALLS * 10",
    ],
    [
      "O16",
      "consents are read to their end, whatever next page Hydra names",
      "?? (read < total ? toOffsetToken(read) : undefined)",
      "",
    ],
    ["O16", "an empty page is not the end", "(rows.length === 0 && read >= total)", "rows.length === 0"],
  ]),
  ...ofFile("lib/ory/turns.ts", CROWD, [
    [
      "P16",
      "who finds no place to wait is not kept",
      'else if (queue.length >= waiting) throw new NoTurnError("full");',
      "",
    ],
    ["P16", "a turn that is over is handed on", "if (next) next.begin();", "if (next) running -= 1;"],
    ["P16", "nobody waits for a server that answers nobody", "isSilence(error))", "false)"],
    ["P16", "an answer to anybody is a sign of life", "answers === before && isSilence", "isSilence"],
  ]),
  ...ofFile("lib/ory/transport.ts", CROWD, [
    [
      "P16",
      "waiting for a connection takes no time from the answer",
      "return inTurn(message, () => sendAtOnce(message));",
      "return sendAtOnce(message);",
    ],
    [
      "P16",
      "a slow server has a queue of its own",
      "const key = `${new URL(url).origin} ",
      "const key = `${url ? 0 : 1} ",
    ],
  ]),
  ...ofFile("lib/store/redis.ts", { test: "lib/store/redis-silent.test.ts" }, [
    ["P16", "a Redis that never answers is not waited for", "commandTimeout: COMMAND_TIMEOUT_MS,", ""],
    [
      "P16",
      "a Redis that loads its data is not waited for",
      "delay(CONNECT_TIMEOUT_MS, undefined",
      "delay(9 * CONNECT_TIMEOUT_MS, undefined",
    ],
    ["P16", "a connection to Redis that has died is left", "socketTimeout: SILENCE_LIMIT_MS,", ""],
    [
      "P16",
      "a Redis that takes no writes is left",
      'message.startsWith("READONLY")',
      'message.startsWith("-")',
    ],
  ]),
  ...ofFile("lib/config/whole-number.ts", LIMITS, [
    [
      "S2",
      "a limit below zero is none that switches the limit off",
      "value >= least && value <= most",
      "value <= most",
    ],
    ["S2", "a number that Hydra or a timer cannot hold does not start", "&& value <= most", ""],
  ]),
  ...ofFile("lib/config/environment.ts", LIMITS, [
    ["S2", "a metrics token is long enough", "{16,}", "+"],
    [
      "S2",
      "a cookie's name is one",
      ".regex(/^[\\w!#$%&'*+.^`|~-]{1,64}$/, \"must be a cookie's name\")",
      "",
    ],
    [
      "S2",
      "Redis' address is one",
      "/^rediss?:\\/\\/\\S+$/.test(value) ? safeUrl(value) : undefined",
      "safeUrl(value)",
    ],
  ]),
  ...ofFile("lib/config/safety.ts", { test: "lib/config/config.test.ts" }, [
    [
      "S2",
      "plain http is for loopback addresses",
      'url.protocol !== "https:" && !isLoopback(url.hostname)',
      'url.protocol === "ftp:"',
    ],
    [
      "S2",
      "an admin API at Foyer's own address keeps it from starting",
      "sameOrigin(env[admin], env.FOYER_PUBLIC_URL)",
      "env[admin] === admin",
    ],
  ]),
  ...ofFile("lib/web/answer-headers.ts", { test: "lib/web/answer-headers.test.ts" }, [
    [
      "H1",
      "an answer that says nothing gets every header",
      "Object.assign({}, DEFAULTS, given)",
      "Object.assign({}, given)",
    ],
    ["P14", "what was not found is kept by nobody", "|| status >= 400", ""],
  ]),
  ...ofFile("lib/web/observe-request.ts", { test: "lib/web/document-headers.test.ts" }, [
    [
      "H1",
      "on Vercel a route adds the headers that its answer lacks",
      "if (runsOnVercel) ",
      "if (!request) ",
    ],
  ]),
  ...ofFile("lib/store/attempt.ts", { test: "lib/store/redis-silent.test.ts" }, [
    [
      "L5",
      "a Redis that is away is not logged for each form",
      'error.name !== "ReplyError" && cause !== "ETIMEDOUT"',
      "false",
    ],
  ]),
  ...ofFile("lib/observe/log.ts", { test: "lib/observe/log.test.ts" }, [
    ["L5", "signs that a terminal obeys are escaped", "    hooks: { streamWrite: toPlainLine },\n", ""],
    ["L5", "lines that nothing takes are bounded", "    maxLength: WAITING_LIMIT_BYTES,\n", ""],
    ["L5", "a full disk's lines are written again", 'output.write("")', "undefined"],
  ]),
  ...ofFile("lib/store/attempt.ts", { test: "lib/store/attempt.test.ts" }, [
    [
      "L5",
      "what Redis refuses is not said with each form",
      "if (now - (saidAt.get(cause) ?? Number.NEGATIVE_INFINITY) < SAID_MS) return;",
      "",
    ],
  ]),
  ...ofFile("lib/ory/error.ts", { test: "lib/ory/whole-answer.test.ts" }, [
    ["D2", "an answer of another shape is none", "if (isWhole) return;", "if (isWhole || about) return;"],
  ]),
  ...ofFile("server/web-adapter.ts", { test: "server/web-adapter.test.ts" }, [
    [
      "C24",
      "half a file is no whole one to HTTP/1.0",
      'if (req.httpVersion === "1.0" && socket',
      "if (!socket",
    ],
  ]),
  ...ofFile("server/refusals.ts", { test: "server/refusals.test.ts" }, [
    ["P2", "a path that hides a slash reaches nothing", "return hidesSlash ||", "return"],
    ["P2", "a path that ends in a fragment reaches nothing", "if (url.includes(FRAGMENT)) return 404;", ""],
    ["P2", "what a proxy keeps in has one spelling", "if (KEPT_IN.test(inner)) return 404;", ""],
  ]),
  ...ofFile("lib/web/log-problem.ts", { test: "lib/web/failure-lines.test.ts" }, [
    ["L1", "an error's message is redacted", "message: redact(error.message)", "message: error.message"],
    ["L1", "an error's stack is redacted", 'redact(error.stack ?? "")', 'error.stack ?? ""'],
  ]),
];
