// @ts-check
// Checks that stand in the pages themselves, each shown by a built Foyer.

import { ofFile } from "./of-file.mjs";

/** @type {import("../mutations.mjs").Mutation["suite"]} */
const suite = "browser";
const TOKENS = { suite, test: "tests/contract/form-tokens.spec.ts" };
const SIGN_OUT = { suite, test: "tests/e2e/account/sign-out.spec.ts" };
const NOWHERE = { suite, test: "tests/contract/nowhere-else.spec.ts" };
const ATTACKS = { suite, test: "tests/e2e/oauth2/oauth2-consent-attacks.spec.ts" };
const CONSENT = { test: "components/consent/oauth2-pages.test.tsx" };

/** @type {readonly import("../mutations.mjs").Mutation[]} */
export const PAGE_MUTATIONS = [
  ...ofFile("components/consent/consent-page.tsx", CONSENT, [
    [
      "O4",
      "no link can name the button that allows",
      'value="accept" className',
      'value="accept" id="allow" className',
    ],
    ["O4", "nobody knows what the boxes are called", '${csrfToken.split(".", 1)[0]}-', "box-"],
  ]),
  ...ofFile("components/controls/account-line.tsx", SIGN_OUT, [
    ["F15", "a page that names who is signed in is private", 'data-private=""', ""],
  ]),
  ...ofFile("client/page.ts", SIGN_OUT, [
    ["F15", "a private page is asked for anew when it comes back", "location.reload()", "undefined"],
  ]),
  ...ofFile("client/stray-clicks.ts", ATTACKS, [
    [
      "O4",
      "no button takes the last of clicks that began elsewhere",
      "(event.detail > 1 && !hasBegun)",
      "false",
    ],
    ["O4", "no button takes a click under which its page appears", "if (isEarly || ", "if ("],
  ]),
  ...ofFile("app/login/login-challenge.ts", TOKENS, [
    [
      "O6",
      "a login challenge is answered in the browser that saw its page",
      'if (!pendingRequest) throw new HttpError(403, "stale-form");',
      "",
    ],
  ]),
  ...ofFile("lib/oauth2/consent/consent-elsewhere.server.ts", TOKENS, [
    [
      "O6",
      "switching accounts under a session takes the page's token",
      'if (session) requireToken(readField(form, "csrf_token"), "consent", challenge, session.id);',
      "",
    ],
  ]),
  ...ofFile("app/account/apps/route.tsx", TOKENS, [
    [
      "A1",
      "revoking apps takes the page's token",
      'requireToken(readField(form, "csrf_token"), "apps", session.id);',
      "",
    ],
  ]),
  ...ofFile("app/sessions/route.tsx", TOKENS, [
    [
      "A1",
      "ending sessions takes the page's token",
      'requireToken(readField(form, "csrf_token"), "sessions", session.id);',
      "",
    ],
  ]),
  ...ofFile("lib/oauth2/consent/answer-consent.server.tsx", NOWHERE, [
    [
      "O2",
      "a consent's owner is looked at again when it is given",
      'if (owner.kind === "wrong-account") return showWrongAccount(page, consent, owner);',
      'if (owner.kind === "wrong-account") Object.assign(owner, { session: consent.session });',
    ],
  ]),
  ...ofFile("lib/self-service/page/show-flow.server.ts", NOWHERE, [
    [
      "P9",
      "where Kratos wants the browser is looked at before it is sent there",
      "if (!target) throw error;",
      "if (!target) return seeOther(failure.to);",
    ],
  ]),
  ...ofFile("lib/account/show-account.server.tsx", NOWHERE, [
    [
      "F11",
      "a session without its second factor shows no account",
      'if (who.kind === "aal2-required") return toSecondStep(path);\n  if (who.kind === "none")',
      'if (who.kind === "none")',
    ],
  ]),
  ...ofFile(
    "lib/oauth2/shared/challenge.server.ts",
    { suite, test: "tests/contract/without-oauth2.spec.ts" },
    [
      [
        "A3",
        "without Hydra there is no challenge to answer",
        'if (!getConfig().hydra) throw new HttpError(404, "oauth2-off");',
        "",
      ],
    ],
  ),
  ...ofFile("lib/oauth2/device/answer-device.server.tsx", { suite, test: "tests/contract/device.spec.ts" }, [
    [
      "O9",
      "after a device's code Hydra leads back to Hydra",
      "requireNextAddress(redirectTo, undefined)",
      "redirectTo",
    ],
  ]),
  ...ofFile("server/broken-requests.ts", { test: "server/broken-requests.test.ts" }, [
    ["P16", "of a refused form only so much more is read", "left -= chunk.length;", ""],
  ]),
  ...ofFile("server/listener.ts", { test: "server/listener.test.ts" }, [
    [
      "P5",
      "a request whose headers were not all read is refused",
      "if (!hasAllHeaders(request)) return 431;",
      "",
    ],
    ["P16", "a TLS handshake ends in time", "handshakeTimeout: headTimeoutMs,", ""],
  ]),
  ...ofFile("server/bounded-request.ts", { test: "server/slow-clients.test.ts" }, [
    ["P16", "a body in crumbs is cut off", "this.socket.destroy();", ""],
    [
      "P16",
      "no part of it passes for the whole",
      "this.#pieces = Number.POSITIVE_INFINITY;",
      "this.#pieces = 0;",
    ],
  ]),
];
