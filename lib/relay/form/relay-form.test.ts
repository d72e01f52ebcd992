import { describe, expect, it } from "vitest";
import { HttpError } from "@/lib/web/http-error";
import { parseFlowForm, toSentType } from "./relay-body";
import { type FormFlow, type RelayedForm, readRelayedForm } from "./relay-form";

const FORM = "application/x-www-form-urlencoded";
const JSON_TYPE = "application/json";

function read(flow: FormFlow, body: string, { type = FORM, query = "flow=f" } = {}): RelayedForm {
  return readRelayedForm(
    flow,
    parseFlowForm(type, new TextEncoder().encode(body)),
    new URLSearchParams(query),
  );
}

function problemOf(run: () => unknown): [number, string] | undefined {
  try {
    run();
    return undefined;
  } catch (error) {
    if (error instanceof HttpError) return [error.status, error.problem];
    throw error;
  }
}

const ADA = "ada@foyer.example";

describe("whom a form is about", () => {
  it.each([
    ["recovery", `email=${ADA}&method=code`, {}],
    ["recovery", `%65mail=ada%40foyer.example`, {}],
    ["recovery", JSON.stringify({ email: ADA }), { type: JSON_TYPE }],
    ["recovery", JSON.stringify({ email: ADA }), { type: "Application/JSON; charset=utf-8" }],
    ["recovery", `{"\\u0065mail":"ada\\u0040foyer.example"}`, { type: JSON_TYPE }],
    ["recovery", "", { query: `flow=f&email=${ADA}` }],
    ["verification", "method=code", { query: `flow=f&email=${ADA}` }],
    ["registration", `traits.email=${ADA}&traits.name=Ada`, {}],
    ["registration", `traits.contact.mail=${ADA}`, {}],
    ["registration", new URLSearchParams({ traits: JSON.stringify({ email: ADA }) }).toString(), {}],
    ["registration", JSON.stringify({ traits: { email: ADA, name: { first: "Ada" } } }), { type: JSON_TYPE }],
    ["registration", JSON.stringify({ "traits.email": ADA }), { type: JSON_TYPE }],
    ["settings", `traits.email=${ADA}`, {}],
    ["login", `identifier=${ADA}&method=code`, {}],
    ["login", `address=${ADA}`, {}],
  ] as const)("D4: %s by %j writes to the one it names", (flow, body, options) => {
    expect(read(flow, body, options)).toMatchObject({ recipients: [ADA], sends: true });
  });

  it.each([
    ["registration", "traits.name=Ada&traits.age=12345678&password=a@b"],
    ["login", `identifier=${ADA}&method=password&password=x`],
    ["login", `identifier=${ADA}&method=identifier_first`],
    ["settings", "method=password&password=x"],
  ] as const)("%s by %j writes to nobody", (flow, body) => {
    expect(read(flow, body).sends).toBe(false);
  });

  it("D5: tells what is guessed, and whose account a right guess opens", () => {
    expect(read("login", `identifier=${ADA}&password=x&method=password`)).toMatchObject({
      hasPassword: true,
      hasCode: false,
      account: ADA,
    });
    expect(read("login", `identifier=a&address=${ADA}&code=1&method=code`)).toMatchObject({
      hasCode: true,
      resends: false,
      account: ADA,
    });
    expect(read("login", "totp_code=1&method=totp").hasSecondFactor).toBe(true);
    expect(read("login", "lookup_secret=1&method=lookup_secret").hasSecondFactor).toBe(true);
    expect(read("login", `identifier=${ADA}&code=1&resend=code`).resends).toBe(true);
    expect(read("login", JSON.stringify({ identifier: 12, password: 1 }), { type: JSON_TYPE })).toMatchObject(
      {
        recipients: ["12"],
        hasPassword: true,
      },
    );
  });
});

describe("a form that could be read in two ways is refused", () => {
  it.each([
    ["email=a@b.example&email=c@d.example", {}],
    ["email=&email=c@d.example", {}],
    ["email=a@b.example", { query: "flow=f&email=c@d.example" }],
    ["flow=other&email=a@b.example", {}],
    ["code=&code=123456", {}],
    [`{"email":"a@b.example","email":"c@d.example"}`, { type: JSON_TYPE }],
    [`{"email":"a@b.example","\\u0065mail":"c@d.example"}`, { type: JSON_TYPE }],
    [`{"traits":{"email":"a@b.example","email":"c@d.example"}}`, { type: JSON_TYPE }],
  ])("D4: %j names something twice", (body, options) => {
    expect(problemOf(() => read("recovery", body, options))).toEqual([400, "duplicate-parameter"]);
  });

  it.each([
    [`?code=1&method=code&email=${ADA}`, FORM],
    [`\ufeffcode=1&method=code&email=${ADA}`, FORM],
    [`\ufeff{"email":"${ADA}"}`, JSON_TYPE],
    ["?", FORM],
  ])("D4: %j has another first name for Kratos than here", (body, type) => {
    expect(problemOf(() => read("verification", body, { type }))).toEqual([400, "bad-request"]);
  });

  it("the same value twice is one: a method stands in a hidden field and on the button", () => {
    expect(read("recovery", "method=code&code=1&method=code").method).toBe("code");
    expect(read("recovery", `{"a":"\\"email\\":","email":"${ADA}"}`, { type: JSON_TYPE }).recipients).toEqual(
      [ADA],
    );
  });

  it.each([
    [`Email=${ADA}`, FORM],
    [`{"EMAIL":"${ADA}"}`, JSON_TYPE],
    [`{"pa\u017fsword":"x"}`, JSON_TYPE],
    [`{"email":"${ADA}"} trailing`, JSON_TYPE],
    [`["${ADA}"]`, JSON_TYPE],
    [`email=${ADA}`, "application/x-www-form-urlencoded, application/json"],
    [`email=${ADA}`, "multipart/form-data; boundary=x"],
    [`email=${ADA}`, "text/plain"],
  ])("D4: %j as %s is not passed on", (body, type) => {
    expect(problemOf(() => read("recovery", body, { type }))).toEqual([400, "bad-request"]);
  });

  it.each([
    [FORM, FORM],
    [JSON_TYPE, JSON_TYPE],
    [`${FORM};charset=UTF-8`, `${FORM}; charset=utf-8`],
    [`${FORM}; charset=utf-8, ${JSON_TYPE}`, `${FORM}; charset=utf-8`],
    [`${FORM};,${JSON_TYPE}`, `${FORM}; charset=utf-8`],
    [`${JSON_TYPE}; a="b", ${FORM}`, `${JSON_TYPE}; charset=utf-8`],
    ["text/plain", undefined],
    [null, undefined],
  ])("D4, D5: a form of type %j is to Kratos what it is here, and nothing else", (given, sent) => {
    const text = given?.startsWith(JSON_TYPE) ? "{}" : "";
    expect(toSentType(given, parseFlowForm(given, new TextEncoder().encode(text)))).toBe(sent);
  });

  const hidden = `{}, "email":"${ADA}"`;
  it.each([
    ["recovery", `method=code&transient_payload=${hidden}`],
    ["recovery", JSON.stringify({ method: "code", transient_payload: hidden })],
    ["login", `method=oidc&upstream_parameters=${hidden}`],
    ["registration", `traits=${hidden}`],
    ["registration", "traits=[]"],
    ["registration", `traits.name=${hidden}`],
    ["registration", `traits.name=%7B%7D%7D%2C%20%22a%22%3A${hidden}`],
    ["registration", `traits.name= "a",\t"first\\"" :1`],
    ["registration", `traits.age=1,"email":"${ADA}"`],
    ["registration", `traits.name={"first":"Ada"}}}`],
    ["registration", `traits.name=n,"email":"${ADA}"`],
    ["registration", `traits.name=%2Bx, "email":"${ADA}"`],
    ["registration", "traits.name=1}"],
    ["registration", "traits.name=null }"],
    ["registration", `traits.name="a"}`],
    ["registration", JSON.stringify({ "traits.name": hidden })],
    ["registration", JSON.stringify({ other: hidden })],
  ] as const)("D4, D5: a value of %s that Kratos would read as several is refused: %j", (flow, body) => {
    const type = body.startsWith("{") ? JSON_TYPE : FORM;
    expect(problemOf(() => read(flow, body, { type }))).toEqual([400, "bad-request"]);
  });

  it.each([
    `traits.about=He said, "never": and left`,
    `traits.about=5, rue "de la Paix"`,
    `traits.about={"a":{"b":1},"c":2}`,
    "traits.about={hello} and {again}",
    "traits.about=no, I said {so}",
    "traits.about=-K-}%23{->-=",
    `traits.about=1"=%25;1T}`,
    `traits.about="Never", he said`,
    `password={}, "a":1`,
    "traits=&transient_payload={}",
  ])("%j is a form like any other", (body) => {
    expect(read("registration", body).flow).toBe("registration");
  });

  it("D4: traits as JSON that name an address twice are refused: parsers differ in which counts", () => {
    const traits = `{"email":"${ADA}","email":"eve@foyer.example"}`;
    expect(problemOf(() => read("registration", `traits=${traits}`))).toEqual([400, "duplicate-parameter"]);
  });

  it("a form about more people than any form is about is refused", () => {
    const traits = Array.from({ length: 11 }, (_, index) => [`traits.mail${index}`, `a${index}@b.example`]);
    expect(problemOf(() => read("registration", new URLSearchParams(traits).toString()))).toEqual([
      400,
      "bad-request",
    ]);
  });
});

describe("a body costs no more than in proportion to its size", () => {
  it.each([
    ["a&".repeat(1001), FORM, 413],
    [JSON.stringify({ traits: { a: Array.from({ length: 1002 }, () => "a") } }), JSON_TYPE, 413],
    [`{"traits":{"a":${"[".repeat(40)}${"]".repeat(40)}}}`, JSON_TYPE, 413],
    [`{"traits":{"a":${"[".repeat(40_000)}${"]".repeat(40_000)}}}`, JSON_TYPE, 400],
    [`traits={"a":${"[".repeat(40_000)}${"]".repeat(40_000)}}`, FORM, 413],
  ])("more fields, or deeper ones, than a form has are refused: %.40s", (body, type, status) => {
    expect(problemOf(() => read("registration", body, { type }))?.[0]).toBe(status);
  });

  it.each([
    ["traits nested deep", (size: number) => `{"traits":${"[".repeat(size)}${"]".repeat(size)}}`, JSON_TYPE],
    ["one long name", (size: number) => `{"traits":{"${"\\\\".repeat(size)}":"a"}}`, JSON_TYPE],
    ["one long address", (size: number) => `traits.email=${"a.".repeat(size)}%40`, FORM],
    ["quotes left open", (size: number) => `{"a":"${'\\"'.repeat(size)}`, JSON_TYPE],
    ["separators", (size: number) => `traits=${"%22".repeat(size)}`, FORM],
  ])("%s", (_what, make, type) => {
    const [short, long] = [40_000, 160_000].map((size) => {
      const body = make(size);
      return toMilliseconds(() => problemOf(() => read("registration", body, { type })));
    });
    expect(long).toBeLessThan(Math.max(short ?? 0, 5) * 12);
  });
});

/** The shortest of three runs. */
function toMilliseconds(run: () => unknown): number {
  const runs = [1, 2, 3].map(() => {
    const begun = performance.now();
    run();
    return performance.now() - begun;
  });
  return Math.min(...runs);
}

describe("what no database keeps", () => {
  it.each([
    [FORM, "method=password&identifier=a%00b"],
    [FORM, "method=password&a%00=b"],
    [FORM, "identifier=a\0b"],
    [FORM, "identifier=a%FF"],
    [FORM, "identifier=a%C0%80"],
    [FORM, "identifier=%ED%A0%80"],
    [FORM, "identifier=%zz"],
    [FORM, "traits=%7B%22a%22:%22%5Cu0000%22%7D"],
    [FORM, "transient_payload=%7B%22a%22:%22%5C%7500%300%22%7D"],
    [JSON_TYPE, String.raw`{"identifier":"a\u0000b"}`],
    [JSON_TYPE, String.raw`{"traits":{"a\\\u0000":[]}}`],
    [JSON_TYPE, '{"identifier":"a\0b"}'],
  ])("D2: in a form as %s is refused: %j", (type, body) => {
    expect(problemOf(() => read("login", body, { type }))).toEqual([400, "bad-request"]);
  });

  it.each([
    [FORM, "identifier=a%2500b+%C3%BC%F0%9F%98%80%EF%BF%BD"],
    [FORM, String.raw`password=%5Cu0000\u0000&traits.name=\u0000`],
    [JSON_TYPE, String.raw`{"password":"\\u0000 \\\\u0000 %00"}`],
    ["text/plain", ""],
  ])("D2: is not seen where all is kept: %s, %j", (type, body) => {
    expect(problemOf(() => read("login", body, { type }))).toBeUndefined();
  });
});

it("D2: nor are bytes that are no letters, as they stand", () => {
  for (const type of [FORM, JSON_TYPE])
    expect(problemOf(() => parseFlowForm(type, new Uint8Array([0x61, 0x3d, 0xff])))).toEqual([
      400,
      "bad-request",
    ]);
});

describe("whose passkey answers", () => {
  const readPasskey = (answer: string, method = "passkey") =>
    read("login", new URLSearchParams({ method, passkey_login: answer }).toString()).keyHandle;

  it("is told by its user handle, where Kratos takes the passkey", () => {
    const answer = JSON.stringify({ id: "k", response: { userHandle: "YWRh", signature: "s" } });
    expect(readPasskey(answer)).toBe("616461");
    expect(readPasskey(answer, "webauthn")).toBe("616461");
    expect(
      ["", "x", "{}", '{"response":1}', '{"response":{}}', "null"].map((one) => readPasskey(one)),
    ).toEqual(["", "", "", "", "", ""]);
  });

  it.each(["password", "code"])("D4: is not read beside a way by %s, which may be switched off", (method) => {
    const answer = JSON.stringify({ response: { userHandle: "YWRh" } });
    expect(problemOf(() => readPasskey(answer, method))).toEqual([400, "bad-request"]);
    expect(readPasskey("", method)).toBe("");
  });

  it.each([
    '{"response":{"userHandle":"YWRh"},"response":{}}',
    '{"response":{"userHandle":"YWRh","userHandle":"Ym9i"}}',
    '{"response":{"userHandle":"YWRh","USERHANDLE":"Ym9i"}}',
    '{"response":{"userHandle":"YWRh"},"re\u017fponse":{"userHandle":"Ym9i"}}',
  ])("D4: is not read of what Kratos may read as another's: %s", (answer) => {
    expect(problemOf(() => readPasskey(answer))?.[0]).toBe(400);
  });
});
