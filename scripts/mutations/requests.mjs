// @ts-check
// What lib/web believes of a request, keeps for it, and says in its answer.

import { ofFile } from "./of-file.mjs";

const CALLER = { test: "lib/web/caller-headers.test.ts" };
const DOCUMENT = { test: "lib/web/document-headers.test.ts" };
const STATE = { test: "lib/web/cookies/bounded-state.test.ts" };
const BORROWED = { test: "lib/store/borrowed-files.test.ts" };

/** @type {readonly import("../mutations.mjs").Mutation[]} */
export const REQUEST_MUTATIONS = [
  ...ofFile("lib/web/caller.ts", CALLER, [
    [
      "P4",
      "the scheme that Kratos is told is ours, not the client's",
      '"x-forwarded-proto": own.protocol',
      '"x-forwarded-proto": request.headers.get("x-forwarded-proto") ?? own.protocol',
    ],
    [
      "P5",
      "where no server of ours is in front, nobody says what the connection's address is",
      "getPeerTrust().isTrusted && request.headers.get(PEER_HEADER)",
      "request.headers.get(PEER_HEADER)",
    ],
    [
      "P6",
      "a trace is passed on when it is one",
      "TRACEPARENT.test(traceparent) ? traceparent",
      "traceparent ? traceparent",
    ],
    ["P6", "a client's request id is a short, plain word", "REQUEST_ID.test(given) ? given", "given ? given"],
  ]),
  ...ofFile("lib/web/cookies/cookies.ts", CALLER, [
    [
      "P13",
      "a cookie that was planted for the domain is expired there",
      "hostname: new URL(origin).hostname",
      'hostname: ""',
    ],
  ]),
  ...ofFile("lib/web/cookies/cookies.ts", { test: "lib/web/cookies/cookies.test.ts" }, [
    [
      "P13",
      "a cookie that a sibling host set as partitioned is expired too",
      'const ends = [end, "Max-Age=0; Secure; Partitioned"];',
      "const ends = [end];",
    ],
  ]),
  ...ofFile("lib/web/bounds.ts", { suite: "browser", test: "tests/contract/cookies-and-caches.spec.ts" }, [
    [
      "P13",
      "so many cookies that no page is shown are forgotten",
      `{ "clear-site-data": '"cookies"' }`,
      "{}",
    ],
  ]),
  ...ofFile("lib/web/security-headers.ts", DOCUMENT, [
    ["H1", "no page can be framed, by the older header too", '"x-frame-options": "DENY",', ""],
    ["H1", "an answer is what it says it is", '"x-content-type-options": "nosniff",', ""],
    [
      "H1",
      "the account area is cut off from pages that opened it",
      'area !== "public" && {',
      'area === "public" && {',
    ],
    ["H1", "https pages ask for https from then on", 'origin.startsWith("https:") && {', "false && {"],
    [
      "H2",
      "with Kratos on a sibling domain only that origin is added to the policy",
      "new URL(kratos.browserUrl).origin",
      '"https:"',
    ],
    [
      "H2",
      "a captcha's origin is added to the policy of public pages alone",
      'captchaScript && area === "public"',
      "captchaScript",
    ],
  ]),
  ...ofFile("lib/web/redirect.ts", DOCUMENT, [
    ["O18", "a redirect never repeats a form", "status: 303", "status: 307"],
    ["O18", "a redirect is kept by nobody", '"cache-control": NO_STORE, ', ""],
    [
      "H3",
      "a form's redirects leave the origin by a page",
      'request.method === "POST" ||',
      'request.method === "TRACE" ||',
    ],
  ]),
  ...ofFile("lib/web/problem.ts", { test: "lib/web/way-back.test.ts" }, [
    [
      "F7",
      "the way back from a form that failed is a page of ours",
      'toOwnPath(request.headers.get("referer") ?? "")',
      'request.headers.get("referer") ?? undefined',
    ],
  ]),
  ...ofFile("lib/web/target.ts", { test: "lib/limits/shared-address.test.ts" }, [
    [
      "P9",
      "at an address that both APIs share, admin paths are refused",
      "(!shared.includes(host) || /^\\/+admin(\\/|$)/i.test(url.pathname))",
      "!shared.includes(host)",
    ],
  ]),
  ...ofFile("lib/web/form-token.ts", { test: "lib/web/guards.test.ts" }, [
    ["F6", "a form's token is good for one act", '"foyer-form", purpose,', '"foyer-form",'],
    ["F6", "a form's token is good for one thing", ", ...binding]))", ", ...binding.slice(1)]))"],
    ["F6", "no two pages carry the same token", "randomBytes(SALT_BYTES)", "Buffer.alloc(SALT_BYTES)"],
  ]),
  ...ofFile("lib/web/cookies/own-cookie.ts", STATE, [
    [
      "O17",
      "the code typed for a device is sealed",
      "cookie.write(await seal(value, cookie.name, ttlSeconds))",
      "cookie.write(JSON.stringify(value))",
    ],
  ]),
  ...ofFile("lib/store/single-flight.ts", STATE, [
    [
      "O7",
      "remembered accepts are bounded in number",
      "entry.expiresAt > now && entries.size <= ENTRY_LIMIT",
      "entry.expiresAt > now",
    ],
  ]),
  ...ofFile("lib/store/single-flight.ts", { test: "lib/store/single-flight.test.ts" }, [
    [
      "O7",
      "an accept is answered again to whom it was given alone",
      "known.owner !== owner",
      'known.owner === ""',
    ],
  ]),
  ...ofFile("lib/store/single-flight-redis.ts", { test: "lib/store/single-flight-redis-waits.test.ts" }, [
    [
      "O7",
      "an instance whose neighbour never finishes does not accept besides",
      'throw new HttpError(503, "upstream-unavailable", []',
      'return shared.accept();\n  throw new HttpError(503, "upstream-unavailable", []',
    ],
    [
      "O7",
      "a failed accept gives its lock back",
      "await attempt(() => removeIf(redis, redisKey, lock));",
      "",
    ],
  ]),
  ...ofFile("lib/store/shared-assets.ts", BORROWED, [
    [
      "S5",
      "Redis is asked for names that a build gives",
      "/^(?:foyer|console)\\.[\\w-]{10}\\.(css|js)$/",
      "/\\.(css|js)$/",
    ],
  ]),
  ...ofFile("lib/relay/webauthn-script.ts", BORROWED, [
    [
      "P10",
      "an error in place of Kratos' script is no script",
      "answer.status !== 200",
      "answer.status > 599",
    ],
    ["P10", "a page in place of Kratos' script is no script", '.includes("javascript")', '.includes("")'],
    [
      "P10",
      "many who want Kratos' script ask for it once",
      "reading ??= readScript()",
      "reading = readScript()",
    ],
  ]),
  ...ofFile("lib/i18n/ui-locales.server.ts", BORROWED, [
    ["V3", "what becomes a cookie is a language's tag", ".filter((tag) => TAG.test(tag))", ""],
  ]),
  {
    threat: "D1",
    what: "a session is looked for beside its page and nowhere else",
    file: "lib/ory/kratos-public.ts",
    from: "[page, page + 1, page - 1]",
    to: "[page, page + 1, page - 1, page + 2]",
    suite: "unit",
    test: "lib/ory/sdk.test.ts",
  },
  {
    threat: "P13",
    what: "a blank of Unicode is taken from around no header's text",
    file: "lib/web/header-text.ts",
    from: "return text.slice(from, to);",
    to: "return text.slice(from, to).trim();",
    suite: "unit",
    test: "lib/web/header-text.test.ts",
  },
];
