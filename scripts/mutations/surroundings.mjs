// @ts-check
// Defences of headers, logs and configuration.

import { ofFile } from "./of-file.mjs";

const PLACES = { test: "lib/console/session/sessions.test.ts" };
const SEALS = { test: "lib/web/cookies/iron.test.ts" };

/** @type {readonly import("../mutations.mjs").Mutation[]} */
export const SURROUNDINGS_MUTATIONS = [
  {
    threat: "P23",
    what: "a CSRF cookie by the name that any host of the domain can set does not reach Kratos",
    file: "lib/web/cookies/cookies.ts",
    from: "    .filter(({ name }) => !isRenamed(name))\n",
    to: "",
    suite: "unit",
    test: "lib/web/cookies/csrf-cookie.test.ts",
  },
  {
    threat: "P23",
    what: "browsers know the CSRF cookie by a name that no other host can set",
    file: "lib/web/cookies/cookies.ts",
    from: "if (!isRenamed(line)) return line;",
    to: "if (line) return line;",
    suite: "unit",
    test: "lib/web/cookies/csrf-cookie.test.ts",
  },
  {
    threat: "L1",
    what: "queries are taken out of what is logged",
    file: "lib/observe/log.ts",
    from: ".replace(QUERY, HIDDEN)",
    to: "",
    suite: "unit",
    test: "lib/observe/log.test.ts",
  },
  {
    threat: "L2",
    what: "what Kratos refused is not audited as saved",
    file: "lib/self-service/page/draw-flow.server.tsx",
    from: " && view.isSaved && !isRefused(view)",
    to: " && view.isSaved",
    suite: "browser",
    test: "tests/e2e/operations/operations.spec.ts",
  },
  {
    threat: "S2",
    what: "an admin API at a public address keeps Foyer from starting",
    file: "lib/config/safety.ts",
    from: "sameOrigin(env[admin], env[name])",
    to: "env[admin] === name",
    suite: "unit",
    test: "lib/config/config.test.ts",
  },
  {
    threat: "S5",
    what: "a script in Redis is served only under the key that it was sealed for",
    file: "lib/store/shared-assets.ts",
    from: "await seal({ text }, key, LENT_SECONDS)",
    to: "await seal({ text }, KEY_PREFIX, LENT_SECONDS)",
    suite: "unit",
    test: "lib/store/shared-assets.test.ts",
  },
  {
    threat: "S5",
    what: "nobody but Kratos, Hydra and Redis is asked for anything",
    file: "app/error/route.tsx",
    from: "export function GET(request: Request): Promise<Response> {",
    to: "export function GET(request: Request): Promise<Response> {\n  void fetch('http://127.0.0.1:49151/').catch(() => {});",
    suite: "browser",
    test: "tests/contract/egress.spec.ts",
  },
  {
    threat: "S6",
    what: "a secret that can be guessed does not start",
    file: "lib/config/safety.ts",
    from: "toStrengthBits(secret) < MINIMUM_SECRET_BITS",
    to: "toStrengthBits(secret) < MINIMUM_TOKEN_BITS / 100",
    suite: "unit",
    test: "lib/config/secret-strength.test.ts",
  },
  {
    threat: "S6",
    what: "a scraper's token that can be guessed does not start",
    file: "lib/config/safety.ts",
    from: "toStrengthBits(token) < MINIMUM_TOKEN_BITS",
    to: "toStrengthBits(token) < 0 * MINIMUM_TOKEN_BITS",
    suite: "unit",
    test: "lib/config/secret-strength.test.ts",
  },
  ...ofFile("lib/web/cookies/iron.ts", SEALS, [
    [
      "S7",
      "nothing is opened that the secret did not sign",
      "if (!timingSafeEqual(Buffer.from(sign(signed, secret, macSalt)), Buffer.from(mac))) return undefined;",
      "",
    ],
    ["S7", "a seal ends", "if (Number(expiry) <= Date.now() - GRACE_MS) return undefined;", ""],
    [
      "S7",
      "each seal has salts of its own",
      'randomBytes(SALT_BYTES).toString("hex")',
      '"0".repeat(2 * SALT_BYTES)',
    ],
  ]),
  ...ofFile("lib/web/cookies/seal.ts", PLACES, [
    [
      "S7",
      "a seal opens where it was sealed for",
      '"sha256", secret, "", place,',
      '"sha256", secret, "", "",',
    ],
  ]),
];
