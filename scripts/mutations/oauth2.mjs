// @ts-check
// What lib/oauth2 and lib/account take from apps, people and lists.

import { ofFile } from "./of-file.mjs";

const WORDS = { test: "lib/oauth2/shared/strangers-words.test.ts" };
const PROTOTYPES = { test: "lib/oauth2/claims/prototypes.test.ts" };
const FRESHNESS = { test: "lib/oauth2/login/freshness.test.ts" };
const LOGOS = { test: "lib/oauth2/logo/logos.test.ts" };
const LISTS = { test: "lib/account/strangers-words.test.ts" };

/** @type {readonly import("../mutations.mjs").Mutation[]} */
export const OAUTH2_MUTATIONS = [
  ...ofFile("lib/store/answer-once.ts", { test: "lib/store/answer-once.test.ts" }, [
    ["P21", "a form under way at another instance is waited for", '"PX", LEASE_MS, "NX")', '"PX", LEASE_MS)'],
    [
      "P21",
      "an answer that nobody waits for is not kept",
      "keptMs > 0 || (await redis.exists(toAwaitedKey(name, holder)))",
      "true",
    ],
    [
      "P21",
      "a form that is answered is not under way any more",
      "      else await removeIf(redis, name, holder);\n",
      "",
    ],
    ["P21", "an answer that is lent is bounded", "sealed.length > SIZE_LIMIT ? NONE : sealed", "sealed"],
  ]),
  ...ofFile("lib/relay/send-once.ts", { test: "lib/relay/send-once.test.ts" }, [
    [
      "P21",
      "an answer that is on its way is shared",
      "if (leadsOn(message, answer)) setTimeout(",
      "if (!answer) setTimeout(",
    ],
    ["P21", "a step is taken anew after a step back", "|| !isShownAgain", "|| true"],
    [
      "P21",
      "whoever has a mail's link is not its first user",
      'if (!OF_ONE_BROWSER.test(sent.cookie ?? "")) return false;',
      "",
    ],
    ["P21", "a provider is asked anew", " || setCookies.some(setsContinuity)", ""],
  ]),
  ...ofFile("lib/oauth2/logo/allowed-logo.server.ts", LOGOS, [
    ["P22", "a logo is of the internet's addresses alone", "&& isPublicHost(url.hostname)", ""],
    ["P22", "a logo of any address is read by https", 'url.protocol === "https:" && ', ""],
    ["P22", "a logo of any address has https' own port", ' && url.port === ""', ""],
    [
      "P22",
      "a logo is read where the operator allows it",
      "if (logoOrigins.includes(url.origin))",
      "if (url)",
    ],
  ]),
  ...ofFile("lib/oauth2/logo/public-address.server.ts", LOGOS, [
    [
      "P22",
      "a name that leads into the network is no logo's",
      "addresses.every(({ address }) => isPublicAddress(address))",
      "addresses.length > 0",
    ],
    ["P22", "an IPv6 address may hold a private one", '"2002::/16", ', ""],
    ["P22", "the machine's own metadata is no public address", '  "169.254.0.0/16",\n', ""],
  ]),
  ...ofFile("lib/oauth2/logo/logos.server.ts", LOGOS, [
    ["P22", "a logo is bounded", "maxResponseSize: SIZE_LIMIT, ", ""],
    ["P22", "a logo is a picture that runs nothing", "status === 200 && type)", "status === 200)"],
    ["P22", "what could not be read is not asked for again at once", "BAD_MS) });", "0) });"],
    ["P22", "one reading of a logo at a time", "if (underWay) return underWay;", ""],
  ]),
  ...ofFile("lib/oauth2/logo/logo-path.server.ts", LOGOS, [
    [
      "P22",
      "Foyer reads what it wrote itself",
      "return expected.length === given.length && timingSafeEqual(expected, given);",
      "return expected.length > 0;",
    ],
    ["P22", "a logo's address is of one address", '["foyer-logo", href, period]', '["foyer-logo", period]'],
    ["P22", "a logo's address ends", '["foyer-logo", href, period]', '["foyer-logo", href]'],
  ]),
  ...ofFile("lib/oauth2/logo/raster.ts", { test: "lib/oauth2/logo/picture-size.test.ts" }, [
    ["P22", "a logo is small once it is drawn", "size.width * size.height <= PIXEL_LIMIT", "size.width > 0"],
  ]),
  ...ofFile("lib/oauth2/logo/data-logo.ts", LOGOS, [
    ["P22", "a logo in the page is small", "uri.length <= DATA_LOGO_LIMIT ?", "uri ?"],
    ["P22", "a logo in the page is a picture by its bytes", "return type && `", "return `"],
  ]),
  ...ofFile("lib/oauth2/shared/client.ts", WORDS, [
    ["O11", "an app's id is made safe to show", "toSafeText(client?.client_id);", 'client?.client_id ?? "";'],
    ["O11", "an app's odd redirect address is made safe to show", "toSafeText(uri, 60)", "uri"],
    ["F3", "an app's links are http(s)", "toHttpUrl(client?.policy_uri)?.href", "client?.policy_uri"],
    [
      "O5",
      "trusted ids are whole ids",
      "trustedClientIds.includes(client.client_id)",
      "trustedClientIds.join().includes(client.client_id)",
    ],
    [
      "O5",
      "an app that says nothing of how it authenticates does not",
      '(client?.token_endpoint_auth_method ?? "none")',
      "client?.token_endpoint_auth_method",
    ],
  ]),
  ...ofFile("lib/oauth2/shared/redirect.ts", WORDS, [
    ["F3", "a link names no user before its host", "&& !url.username && !url.password", ""],
  ]),
  ...ofFile("lib/oauth2/login/pending-request.ts", WORDS, [
    [
      "O11",
      "the app's name in a cookie is made safe to show",
      "toSafeText(client?.client_name) || toSafeText(client?.client_id)",
      "client?.client_name || client?.client_id",
    ],
  ]),
  ...ofFile("lib/oauth2/consent/decide-consent.ts", WORDS, [
    [
      "O11",
      "an audience is made safe to show",
      "if (!url?.host) return toSafeText(audience);",
      "if (!url?.host) return audience;",
    ],
  ]),
  ...ofFile("lib/oauth2/shared/safe-text.ts", WORDS, [
    ["O11", "blank braille and annotation marks are taken out", "\\ufff9-\\ufffc\\u2800", ""],
    ["O11", "characters of private use are taken out", "\\p{Co}", ""],
  ]),
  ...ofFile("lib/oauth2/claims/person.ts", WORDS, [
    [
      "F4",
      "a person's name is made safe to show",
      "toSafeText(toClaim(identity, name, claims))",
      'String(toClaim(identity, name, claims) ?? "")',
    ],
  ]),
  ...ofFile("lib/oauth2/login/acr.ts", PROTOTYPES, [
    [
      "V2",
      "acr values are looked up among their own",
      "Object.hasOwn(config.acrLevels, value)",
      "value in config.acrLevels",
    ],
  ]),
  ...ofFile("lib/oauth2/login/authentication.ts", PROTOTYPES, [
    [
      "V2",
      "methods are looked up among their own",
      "used.method && Object.hasOwn(amr, used.method)",
      "used.method",
    ],
  ]),
  ...ofFile("lib/oauth2/claims/claims.ts", PROTOTYPES, [
    [
      "V2",
      "claims are looked up among their own",
      "Object.hasOwn(config.sources, name) ? config.sources[name] : undefined",
      "config.sources[name]",
    ],
    ["O3", "what Hydra sets is released by no mapping", ".filter((name) => !RESERVED_CLAIMS.has(name))", ""],
    [
      "O3",
      "only listed parts of an identity are read",
      "CLAIM_ROOTS.some((known) => known === root) ?",
      "root !== undefined ?",
    ],
  ]),
  ...ofFile("lib/oauth2/claims/claims-config.ts", PROTOTYPES, [
    [
      "V2",
      "a mapping of a prototype's name is refused",
      '.refine((name) => !UNSAFE_NAMES.has(name), { error: "is not a usable claim name" })',
      "",
    ],
  ]),
  ...ofFile("lib/json-pointer.ts", PROTOTYPES, [
    [
      "V2",
      "a pointer leads along own properties",
      "Object.hasOwn(value, key) ? Object.getOwnPropertyDescriptor(value, key)?.value : undefined",
      "Reflect.get(value, key)",
    ],
    ["V2", "a place in a list is a plain number", "/^(0|[1-9]\\d{0,5})$/.test(key)", "key !== undefined"],
  ]),
  ...ofFile("lib/oauth2/login/authentication.ts", FRESHNESS, [
    [
      "O12",
      "a second factor that does not say its level is no fresh credential",
      "if (used.method && findMethod(used.method).isSecondStep) return false;",
      "",
    ],
    [
      "O12",
      "a second factor by whatever method is no fresh credential",
      'used.aal === undefined || used.aal === "aal1"',
      'used.method !== "totp"',
    ],
    ["O12", "a sign-in without a time is older than any max_age", "Number.POSITIVE_INFINITY", "0"],
    [
      "O13",
      "an unknown assurance level proves one factor",
      'session.authenticator_assurance_level === "aal2" ||',
      'session.authenticator_assurance_level !== "aal1" ||',
    ],
  ]),
  ...ofFile("lib/oauth2/login/pending-request.ts", FRESHNESS, [
    [
      "O20",
      "what is remembered of a challenge is over after half an hour",
      "now.getTime() - firstSeen > PENDING_REQUEST_SECONDS * 1000",
      "now.getTime() < firstSeen",
    ],
    [
      "O6",
      "what was seen of one challenge says nothing of another",
      "if (first.challenge !== later.challenge) return later;",
      "",
    ],
  ]),
  ...ofFile("lib/relay/repeated-sign-in.ts", { suite: "browser", test: "tests/e2e/oauth2/tabs.spec.ts" }, [
    [
      "O24",
      "a form that is sent under a session goes where its own flow was going",
      "return goOnSignedIn(page, returnTo);",
      "return undefined;",
    ],
    [
      "O24",
      "a page that shows a mistake keeps where its flow is going",
      "page.searchParams.set(DESTINATION_PARAMETER, returnTo);",
      "",
    ],
  ]),
  ...ofFile("lib/account/connected-apps.ts", LISTS, [
    ["A1", "consents of nobody belong to nobody", 'subject === "" ? [] : ', ""],
    [
      "A1",
      "no app is revoked by an empty id",
      "if (!clientId) return undefined;",
      "if (clientId == null) return undefined;",
    ],
  ]),
  ...ofFile("lib/account/sessions.ts", LISTS, [
    [
      "F4",
      "where a device says it is, is made safe to show",
      "toSafeText(device?.location)",
      "device?.location",
    ],
  ]),
  ...ofFile(
    "lib/oauth2/login/pending-request.ts",
    { suite: "unit", test: "lib/oauth2/login/fresh-credentials.test.ts" },
    [
      [
        "O12",
        "a second factor of before the request is none",
        "secondFactorAt <= (first.secondFactorAt ?? 0)",
        "secondFactorAt <= 0",
      ],
      [
        "O12",
        "a second factor of a session that is put back is none",
        "return isSince(first, secondFactorAt, clockLead);",
        "return true;",
      ],
    ],
  ),
  ...ofFile("lib/oauth2/login/decide-login.ts", { test: "lib/oauth2/login/fresh-credentials.test.ts" }, [
    [
      "O12",
      "no app is told of a second factor that is too old without a page",
      'return silently("The second factor must be given again.");',
      "return undefined;",
    ],
  ]),
  {
    threat: "O1",
    what: "a remembered consent does not hold for an audience that it lacks",
    file: "lib/oauth2/consent/decide-consent.ts",
    from: "!isAlwaysAsked && !hasNewAudience",
    to: "!isAlwaysAsked",
    suite: "unit",
    test: "lib/oauth2/consent/decide-consent.test.ts",
  },
  {
    threat: "O24",
    what: "nobody else than the page named goes on in place of whom Hydra remembers",
    file: "app/login/login-challenge.ts",
    from: 'login.session && !goesOnAs(readField(form, "account"), challenge, login.session)',
    to: "!login.session",
    suite: "unit",
    test: "app/login/other-account.test.ts",
  },
];
