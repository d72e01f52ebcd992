import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ExactNumber } from "@/lib/exact-number";
import { entrySchema, toAct } from "./entry";
import { toCsv, toNdjson, toSafeCsv } from "./export";
import { matchesFilter } from "./filter";
import { redactEntry, redactForTrail } from "./redact";

const intent = {
  phase: "intent",
  act: "1",
  at: "2026-01-01T00:00:00.000Z",
  operator: { issuer: "i", subject: "ada", name: "Ada", role: "admin" },
  operation: "session.end",
  subject: { kind: "session", id: "s", identity: "p" },
  requestId: "r",
  before: { active: true },
  change: {},
} as const;
const outcome = { ...intent, phase: "outcome", result: "done", after: { active: false } } as const;

describe("an act in the trail", () => {
  it("C24: has no outcome until one was recorded", () => {
    expect(toAct(intent, undefined).result).toBeUndefined();
    expect(toAct(intent, outcome)).toMatchObject({
      result: "done",
      before: { active: true },
      after: { active: false },
    });
  });

  it("is found by what it was about, whose account it touched, who did it and how it ended", () => {
    const act = toAct(intent, outcome);
    for (const filter of [
      {},
      { subject: "s" },
      { subject: "p" },
      { subject: "P" },
      { operator: "ADA" },
      { result: "done" },
    ])
      expect(matchesFilter(act, filter)).toBe(true);
    for (const filter of [{ subject: "x" }, { operator: "sam" }, { result: "open" }, { operation: "x" }])
      expect(matchesFilter(act, filter)).toBe(false);
    expect(matchesFilter(toAct(intent, undefined), { result: "open" })).toBe(true);
  });

  it("reads only what it wrote", () => {
    expect(entrySchema.safeParse(intent).success).toBe(true);
    const { before: _, change: __, ...bare } = intent;
    expect(entrySchema.safeParse(JSON.parse(JSON.stringify(bare))).success).toBe(true);
    expect(entrySchema.safeParse({ ...outcome, result: "fine" }).success).toBe(false);
  });
});

describe("the trail", () => {
  it.each([
    ["client_secret", "x"],
    ["password", "x"],
    ["hashed_password", "$2a$04$abcdefghijklmnopqrstuv"],
    ["recovery_code", "123456"],
    ["recovery_link", "https://id.example/self-service/recovery?token=x"],
    ["code", "123456"],
    ["registration_access_token", "ory_at_x"],
    ["session_token", "ory_st_x"],
    ["totp_url", "otpauth://x"],
    ["lookup_secret_codes", ["a", "b"]],
    ["cookie", "a=b"],
    ["authorization", "Bearer x"],
    ["api_key", "x"],
    ["apikey", "x"],
    ["X-Api-Key", "x"],
    ["salt", "x"],
  ])("L1, C25: never holds %s", (name, value) => {
    expect(redactForTrail({ deep: [{ [name]: value }] })).toEqual({ deep: [{ [name]: "[redacted]" }] });
  });

  it("L1, C9: never holds a key's private part, and keeps the public one", () => {
    const key = {
      kty: "RSA",
      kid: "1",
      n: "n",
      e: "e",
      d: "d",
      p: "p",
      q: "q",
      dp: "dp",
      dq: "dq",
      qi: "qi",
    };
    const hidden = "[redacted]";
    expect(redactForTrail({ keys: [key] })).toEqual({
      keys: [{ ...key, d: hidden, p: hidden, q: hidden, dp: hidden, dq: hidden, qi: hidden }],
    });
  });

  it.each([
    `Bearer eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ4In0.sig`,
    "ory_rt_abc.def",
    "$argon2id$v=19$m=1,t=1,p=1$c2FsdA$aGFzaA",
    "-----BEGIN RSA PRIVATE KEY-----",
  ])("L1: hides a secret wherever it stands: %s", (text) => {
    expect(JSON.stringify(redactForTrail({ note: `see ${text} there` }))).toContain("[redacted]");
    expect(JSON.stringify(redactForTrail({ note: text }))).not.toContain(text);
  });

  it.each(["PRIVATE KEY", "RSA PRIVATE KEY", "ENCRYPTED PRIVATE KEY", "PGP PRIVATE KEY BLOCK"])(
    "L1: holds nothing of a %s that was pasted, whole or cut, wherever it stands",
    (kind) => {
      const pem = `-----BEGIN ${kind}-----\r\nhush\n\nhush+/=\n-----END ${kind}-----`;
      const cut = pem.slice(0, pem.lastIndexOf("hush") + 2);
      for (const text of [pem, `  ${pem}\n`, cut, `${pem}\n${pem}`, JSON.stringify({ key: pem })])
        expect(JSON.stringify(redactForTrail({ jwk: text, list: [{ note: text }] })), text).not.toContain(
          "hu",
        );
      expect(redactForTrail(`before ${pem} after`)).toBe("before [redacted] after");
    },
  );

  it("L1: holds no secret that was typed as a reason, or that an error says again", () => {
    const secret = "ory_at_hush.hush";
    expect(redactEntry({ ...intent, reason: `leaked: ${secret}` })).toMatchObject({
      reason: "leaked: [redacted]",
    });
    expect(redactEntry({ ...outcome, error: `no ${secret}` })).toMatchObject({ error: "no [redacted]" });
    expect(redactEntry({ ...intent, reason: "lost phone" })).toMatchObject({ reason: "lost phone" });
  });

  it("L1: holds neither what a patch writes into a secret, nor the password of an address", () => {
    const change = {
      patch: [
        { op: "replace", path: "/config/client_secret", value: "hush" },
        { op: "replace", path: "/name", value: "Shop" },
      ],
      uri: "smtps://mail:hush@mail.example:465/?skip_ssl_verify=true",
    };
    const kept = JSON.stringify(redactForTrail(change));
    expect(kept).not.toContain("hush");
    expect(kept).toContain("Shop");
    expect(kept).toContain("mail.example");
  });

  it("L1, C25: holds no secret of a project's settings, nor what a patch writes into them", () => {
    const auth = { type: "api_key", config: { in: "header", name: "X-Key", value: "hush-1" } };
    const config = {
      secrets: { cookie: ["hush-2"], cipher: ["hush-3"] },
      courier: { http: { request_config: { url: "https://mail.example", auth } } },
      oidc: { subject_identifiers: { pairwise: { salt: "hush-4" } } },
      smtp: "smtps://mail:hush@5@mail.example:465/",
    };
    const way = "/services/identity/config";
    const patch = [
      { op: "add", path: `${way}/secrets/cookie/0`, value: "hush-6" },
      { op: "replace", path: `${way}/hooks/0/config/auth/config/value`, value: "hush-7" },
      { op: "replace", path: `${way}/hooks/0/config/auth`, value: auth },
      { op: "replace", path: `${way}/methods/password/enabled`, value: false },
    ];
    const kept = JSON.stringify(redactForTrail({ config, patch }));
    expect(kept).not.toMatch(/hush|@5/);
    for (const shown of ["https://mail.example", "X-Key", "api_key", '"value":false'])
      expect(kept).toContain(shown);
  });

  it("L1: holds no secret of JSON that was typed, well formed or not", () => {
    const secret = { client_secret: "hush", registration_access_token: "hush", name: "Shop" };
    const key = { keys: [{ kty: "oct", kid: "1", k: "hush" }] };
    const texts = [
      JSON.stringify(secret),
      `\ufeff ${JSON.stringify([secret], null, 2)}`,
      JSON.stringify({ inner: JSON.stringify(secret) }),
      JSON.stringify(key),
      '{"client\\u005fsecret":"hush"}',
      `${JSON.stringify(secret)},`,
      '{ client_secret: "hush" }',
      '[ ["client_secret", "hush"',
      '[1,{"client_secret":"hush"}]',
      '[1,{"client_secret":"hush"',
      '"client_secret":"hush"',
      '"client\\u005fsecret": "hush"',
      JSON.stringify(JSON.stringify(secret)),
    ];
    for (const json of texts) expect(JSON.stringify(redactForTrail({ json })), json).not.toContain("hush");
    expect(JSON.stringify(redactForTrail({ json: texts[0] }))).toContain("Shop");
    for (const reason of ["[TICKET-7] lost phone", '"Ada" lost her phone', "[7]: phone"])
      expect(redactForTrail({ reason })).toEqual({ reason });
  });

  it("L1: holds nothing that follows the name of a secret in a text that is no JSON", () => {
    const texts = [
      "client_secret: hush",
      "client_secret:\n  hush",
      "name: Shop\nclient-secret = hush hush\n",
      "curl -d 'grant_type=x&client_secret=hush' https://oauth.example",
      "see 'password': 'hush'",
      'as {\\"api_key\\": \\"hush\\"} there',
    ];
    for (const text of texts) {
      expect(JSON.stringify(redactForTrail({ json: text })), text).not.toContain("hush");
      expect(JSON.stringify(redactEntry({ ...intent, reason: text })), text).not.toContain("hush");
      expect(JSON.stringify(redactEntry({ ...outcome, error: text })), text).not.toContain("hush");
    }
    expect(redactForTrail({ password_enc: "hush" })).toEqual({ password_enc: "[redacted]" });
    expect(redactForTrail("a: b\nsecret: hush\nc: d")).toBe("a: b\nsecret: [redacted]\nc: d");
  });

  it("keeps what is no secret", () => {
    const value = {
      token_endpoint_auth_method: "none",
      id_token_lifespan: 0,
      email: "a@b.example",
      state: "inactive",
    };
    expect(redactForTrail(value)).toEqual(value);
  });

  it("L2: tells what was changed of settings and addresses that sound like secrets", () => {
    const value = {
      access_token_strategy: "jwt",
      id_token_signed_response_alg: "RS256",
      id_token_encrypted_response_enc: "A256GCM",
      refresh_token_grant_refresh_token_lifespan: "90000h",
      authorization_code_grant_access_token_lifespan: "1h",
      traits: { address: { postal_code: "8001", country_code: "CH" } },
      patch: [{ op: "replace", path: "/clients/0/access_token_strategy", value: "opaque" }],
      note: "access_token_strategy: jwt",
    };
    expect(redactForTrail(value)).toEqual(value);
  });

  it("L2: hides no change behind what it keeps of a long list, text or tree", () => {
    const toDeep = (levels: number, end: string) => {
      let value: unknown = end;
      for (let level = 0; level < levels; level += 1) value = { in: value };
      return value;
    };
    const toValues = (end: string) => [
      { list: [...Array.from({ length: 300 }, (_, index) => `https://app.example/${index}`), end] },
      Object.fromEntries([
        ...Array.from({ length: 300 }, (_, index) => [`m${index}`, index]),
        ["last", { name: end }],
      ]),
      { text: `${"x ".repeat(2000)}${end}` },
      { tree: toDeep(20, end) },
    ];
    const others = toValues("other");
    for (const [index, value] of toValues("end").entries()) {
      const kept = redactForTrail(value);
      expect(JSON.stringify(kept)).toContain("[left out: ");
      expect(kept).toEqual(redactForTrail(structuredClone(value)));
      expect(kept).not.toEqual(redactForTrail(others[index]));
    }
    expect(JSON.stringify(redactForTrail(toDeep(50_000, "end"))).length).toBeLessThan(500);
  });

  it("L1: tells of a secret that was cut no more than that there is one", () => {
    const toList = (secret: string) =>
      Array.from({ length: 300 }, (_, id) => ({ id, client_secret: `${secret}${id}` }));
    expect(redactForTrail(toList("one"))).toEqual(redactForTrail(toList("other")));
  });

  it("survives any value, and stays bounded", () => {
    fc.assert(
      fc.property(fc.object({ maxDepth: 6 }), (value) => {
        expect(() => JSON.stringify(redactForTrail(value))).not.toThrow();
      }),
    );
    const number = new ExactNumber("7".repeat(1e6));
    const list = Array.from({ length: 1e5 }, () => 1);
    const huge = redactForTrail({ text: "x".repeat(1e6), number, list });
    expect(JSON.stringify(huge).length).toBeLessThan(5000);
  });
});

describe("an exported trail", () => {
  it.each(["=1+1", "+1", "-1", "@x", "\tx", "\rx", " =x", "＝x"])(
    "C27: %j is text to a spreadsheet",
    (text) => {
      const csv = toSafeCsv(["name"], [[text]]);
      expect(csv).toContain(`"'${text}"`);
    },
  );

  it("C27: no cell of any file begins like a formula", () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { minLength: 1, maxLength: 4 }), (cells) => {
        const names = cells.map((_, index) => `c${index}`);
        for (const match of toSafeCsv(names, [cells]).matchAll(/"((?:[^"]|"")*)"/g))
          expect(match[1]).not.toMatch(/^\s*[=+\-@\t\r]/);
      }),
    );
  });

  it("has a line an act in both formats", () => {
    const acts = [toAct({ ...intent, reason: "a\nb" }, outcome)];
    expect(toNdjson(acts).trimEnd().split("\n")).toHaveLength(1);
    expect(toCsv(acts).startsWith('"at","act","operation"')).toBe(true);
    expect(toCsv(acts)).toContain('"a\nb"');
  });
});
