import { beforeEach, describe, expect, it, vi } from "vitest";
import { setEnvironment } from "@/tests/unit/environment";
import { ActRefused } from "../act/act-definition";
import type { Operation } from "../act/operations";
import { toSeen } from "../forms/seen";
import type { Operator } from "../operator/operator";
import { toIdentityDetails } from "./view";

const ID = "0195e8f2-0000-7000-8000-000000000001";
const OPERATOR = {} as never as Operator;
const IDENTITY = toIdentityDetails({
  id: ID,
  state: "active",
  traits: { email: "ada@foyer.example", number: 1 },
  verifiable_addresses: [{ value: "ada@foyer.example" }],
});

/** What was asked of the servers, in order, and which of it fails. */
const asked: unknown[] = [];
const failing = new Map<string, Error>();

/** What Kratos answers to a patch. */
let patched: unknown;

/** Of the modules that this test's acts are made of. */
async function failure(status: number): Promise<Error> {
  const { OryError } = await import("@/lib/ory/error");
  return new OryError({ upstream: "hydra", operation: "x", kind: status ? "status" : "timeout", status });
}

beforeEach(() => {
  asked.length = 0;
  failing.clear();
  patched = {};
  setEnvironment();
  const answer =
    (name: string) =>
    async (_: Operator, ...given: unknown[]) => {
      asked.push([name, ...given]);
      const error = failing.get(name);
      if (error) throw error;
      if (name === "patchIdentity") return patched;
      return name === "createRecoveryCode"
        ? { recovery_code: "123456", recovery_link: "https://id.example/recovery?flow=1", expires_at: "soon" }
        : {};
    };
  vi.doMock("./identities.server", () => ({
    createRecoveryCode: answer("createRecoveryCode"),
    createRecoveryLink: answer("createRecoveryLink"),
    deleteCredential: answer("deleteCredential"),
    deleteIdentity: answer("deleteIdentity"),
    patchIdentity: answer("patchIdentity"),
    replaceIdentity: answer("replaceIdentity"),
  }));
  vi.doMock("../grants/grants.server", () => ({
    revokeGrants: answer("revokeGrants"),
    revokeLoginSessions: answer("revokeLoginSessions"),
  }));
  vi.doMock("../sessions/sessions.server", () => ({
    deleteIdentitySessions: answer("deleteIdentitySessions"),
    endConsoleSessions: answer("endConsoleSessions"),
  }));
});

async function run(operation: Operation, values: Record<string, string> = {}, identity = IDENTITY) {
  const { toIdentityActs } = await import("./acts.server");
  const act = toIdentityActs(identity).find((offered) => offered.operation === operation);
  const prepared = act?.prepare(values);
  if (!prepared || "problems" in prepared) throw new Error(JSON.stringify(prepared));
  return prepared.run(OPERATOR);
}

const names = () => asked.map((call) => (Array.isArray(call) ? call[0] : ""));
const SEEN = '{"email":"ada@foyer.example","number":1}';

describe("traits", () => {
  it("are changed one by one, and what was not touched is not sent", async () => {
    await run("identity.edit", { seen: SEEN, traits: '{"email":"ada@foyer.example","number":2}' });
    expect(asked).toEqual([["patchIdentity", ID, [{ op: "replace", path: "/traits/number", value: 2 }]]]);
  });

  it("C30: are written with their numbers as they stand, however large or long", async () => {
    const { parseExactly, unmark } = await import("@/lib/exact-number");
    const shown = '{"discord":9007199254740993,"email":"a","list":[1.10,{"at":1e40}]}';
    const identity = toIdentityDetails({ id: ID, traits: parseExactly(shown) });
    await run(
      "identity.edit",
      { seen: shown, traits: shown.replace("1e40", "0.1234567890123456789") },
      identity,
    );
    expect(unmark(JSON.stringify(asked[0]))).toContain('"value":[1.10,{"at":0.1234567890123456789}]');
  });

  it.each([
    [
      "C30: somebody else changed meanwhile",
      '{"email":"old@foyer.example"}',
      '{"email":"new@foyer.example"}',
      409,
    ],
    ["no JSON object", SEEN, "[]", 422],
    ["the same as before", SEEN, SEEN, 422],
  ])("%s: nothing is sent", async (_, seen, traits, status) => {
    const refused = await run("identity.edit", { seen, traits }).catch((error: unknown) => error);
    expect(refused).toHaveProperty("name", ActRefused.name);
    expect(refused).toHaveProperty("status", status);
    expect(asked).toEqual([]);
  });
});

it("C26: an account is blocked that Kratos patches no more, for a number its person typed", async () => {
  const { parseExactly, unmark } = await import("@/lib/exact-number");
  const raw = `{"id":"${ID}","schema_id":"person","state":"active","traits":{"rate":1e400},"metadata_admin":{"a":1}}`;
  await run("identity.block", {}, toIdentityDetails(parseExactly(raw)));
  expect(names().slice(0, 2)).toEqual(["replaceIdentity", "deleteIdentitySessions"]);
  const sent =
    '{"schema_id":"person","traits":{"rate":1e400},"state":"inactive","metadata_public":{},"metadata_admin":{"a":1}}';
  expect(unmark(JSON.stringify(asked[0]))).toContain(sent);
});

it.each([
  ["[1]", []],
  ["[2]", [{ op: "replace", path: "/metadata_admin", value: [2] }]],
  ["{}", [{ op: "replace", path: "/metadata_admin", value: {} }]],
])("V5: metadata that is no object is saved as its form shows it, or as %s", async (typed, more) => {
  const identity = toIdentityDetails({ id: ID, metadata_admin: [1] });
  const values = { seen: toSeen(identity.metadata), metadata_public: '{"b":2}', metadata_admin: typed };
  await run("identity.edit-metadata", values, identity);
  const changed = { op: "replace", path: "/metadata_public", value: { b: 2 } };
  expect(asked).toEqual([["patchIdentity", ID, [changed, ...more]]]);
});

it("metadata and traits are changed, however much of them there is already", async () => {
  const long = { data: "x".repeat(300_000) };
  const identity = toIdentityDetails({ id: ID, traits: long, metadata_admin: long });
  const metadata = { metadata_public: '{"a":1}', metadata_admin: JSON.stringify(long) };
  await run("identity.edit-metadata", { seen: toSeen(identity.metadata), ...metadata }, identity);
  const traits = JSON.stringify({ ...long, a: 1 });
  await run("identity.edit", { seen: toSeen(identity.traits), traits }, identity);
  expect(asked.flat(2)).toEqual([
    ...["patchIdentity", ID, { op: "replace", path: "/metadata_public", value: { a: 1 } }],
    ...["patchIdentity", ID, { op: "add", path: "/traits/a", value: 1 }],
  ]);
});

describe("C26: an account that Kratos patches no more", () => {
  const raw = `{"id":"${ID}","schema_id":"person","state":"inactive","traits":{"rate":1e400,"b":1.10},"metadata_admin":{"a":1}}`;
  const edits: [Operation, Record<string, string>, string][] = [
    [
      "identity.edit",
      { seen: '{"b":1.10,"rate":1e400}', traits: '{"rate":1,"b":1.10}' },
      '{"schema_id":"person","traits":{"rate":1,"b":1.10},"state":"inactive","metadata_public":{},"metadata_admin":{"a":1}}',
    ],
    [
      "identity.edit-metadata",
      { seen: '{"admin":{"a":1},"public":{}}', metadata_public: "{}", metadata_admin: '{"a":2}' },
      '{"schema_id":"person","traits":{"rate":1e400,"b":1.10},"state":"inactive","metadata_public":{},"metadata_admin":{"a":2}}',
    ],
  ];
  it.each(edits)("is changed as a whole by %s", async (operation, values, sent) => {
    const { parseExactly, unmark } = await import("@/lib/exact-number");
    await run(operation, values, toIdentityDetails(parseExactly(raw)));
    expect(unmark(JSON.stringify(asked))).toBe(`[["replaceIdentity","${ID}",${sent}]]`);
  });

  it("keeps its id at another system, and metadata that is no object", async () => {
    const { parseExactly, unmark } = await import("@/lib/exact-number");
    const more = raw.replace('{"a":1}}', '[1],"external_id":"crm-7"}');
    const values = { seen: '{"admin":[1],"public":{}}', metadata_public: '{"b":2}', metadata_admin: "[1]" };
    await run("identity.edit-metadata", values, toIdentityDetails(parseExactly(more)));
    expect(unmark(JSON.stringify(asked))).toBe(
      `[["replaceIdentity","${ID}",{"schema_id":"person","traits":{"rate":1e400,"b":1.10},"state":"inactive","external_id":"crm-7","metadata_public":{"b":2},"metadata_admin":[1]}]]`,
    );
  });

  it("says which number keeps an address from being counted as verified", async () => {
    const { parseExactly } = await import("@/lib/exact-number");
    const address = `,"verifiable_addresses":[{"value":"a@foyer.example","via":"email","verified":false}]}`;
    const identity = toIdentityDetails(parseExactly(raw.replace(/}$/, address)));
    const verify = run("identity.verify", { address: "a@foyer.example" }, identity);
    const refused = await verify.catch((error: unknown) => JSON.stringify(error));
    expect(refused).toContain("larger than Kratos can hold");
    expect(asked).toEqual([]);
  });
});

describe("what is not shown whole", () => {
  const deep = JSON.parse(`${"[".repeat(109)}"[left out]"${"]".repeat(109)}`);
  const identity = toIdentityDetails({ id: ID, traits: { email: "a", deep }, metadata_admin: { deep } });
  const seen = toSeen(identity.traits);

  it.each<[string, Operation, Record<string, string>]>([
    ["traits as they are shown", "identity.edit", { seen, traits: JSON.stringify({ email: "b", deep }) }],
    ["traits without it", "identity.edit", { seen, traits: '{"email":"a"}' }],
    [
      "metadata without it",
      "identity.edit-metadata",
      { seen: toSeen(identity.metadata), metadata_public: "{}", metadata_admin: "{}" },
    ],
  ])("D1: is not written over: %s", async (_, operation, values) => {
    const refused = await run(operation, values, identity).catch((error: unknown) => error);
    expect(refused).toHaveProperty("name", ActRefused.name);
    expect(JSON.stringify(refused)).toContain("admin API");
    expect(asked).toEqual([]);
  });

  it("D1: keeps no other member from being changed", async () => {
    const { touchesTooDeep } = await import("../patch/members-patch");
    expect(touchesTooDeep({ email: "a", deep }, { email: "b", deep })).toBe(false);
    expect(touchesTooDeep({ email: "a", deep }, { email: "a", deep: "b" })).toBe(true);
  });
});

describe("an address", () => {
  const EMAIL = "ada@foyer.example";

  it("C22: is counted as verified by what it is, and not by its place alone", async () => {
    patched = { verifiable_addresses: [{ value: EMAIL, verified: true }] };
    const { after } = await run("identity.verify", { address: EMAIL });
    expect(after).toEqual({ verified: EMAIL });
    expect(asked).toEqual([
      [
        "patchIdentity",
        ID,
        expect.arrayContaining([
          { op: "replace", path: "/verifiable_addresses/0/value", value: EMAIL },
          { op: "replace", path: "/verifiable_addresses/0/verified", value: true },
        ]),
      ],
    ]);
  });

  it("C24: is not said to count as verified where another took its place meanwhile", async () => {
    patched = { verifiable_addresses: [{ value: "eve@foyer.example", verified: false }] };
    expect(await run("identity.verify", { address: EMAIL })).toMatchObject({
      after: { verified: "none" },
      receipt: { steps: [{ result: "failed" }] },
    });
  });
});

describe("what was chosen on a page that is older than the account", () => {
  const now = toIdentityDetails({
    id: ID,
    state: "active",
    traits: {},
    verifiable_addresses: [{ value: "ada@foyer.example", verified: true }],
    credentials: { password: {}, totp: {}, oidc: { identifiers: ["acme:1"] } },
  });

  it.each<[string, Operation, Record<string, string>]>([
    ["an address that is gone", "identity.verify", { address: "gone@foyer.example" }],
    ["an address that was verified since", "identity.verify", { address: "ada@foyer.example" }],
    ["a way to sign in that is gone", "credential.delete", { credential: "webauthn" }],
    ["a provider that is gone", "credential.delete", { credential: "oidc other:1" }],
    ["the password, which Kratos removes of nobody", "credential.delete", { credential: "password" }],
  ])("C22: is refused, and nothing is sent: %s", async (_, operation, values) => {
    const refused = await run(operation, values, now).catch((error: unknown) => error);
    expect(refused).toMatchObject({ name: ActRefused.name, status: 409 });
    expect(asked).toEqual([]);
  });

  it("C22: is done of what is still there", async () => {
    await run("credential.delete", { credential: "oidc acme:1" }, now);
    await run("credential.delete", { credential: "totp" }, now);
    expect(asked).toEqual([
      ["deleteCredential", ID, "oidc", "acme:1"],
      ["deleteCredential", ID, "totp", undefined],
    ]);
  });
});

describe("an account", () => {
  it("C24: is deleted after what apps have of it, and not at all where that is not known", async () => {
    failing.set("revokeLoginSessions", await failure(404));
    await run("identity.delete");
    expect(names()).toEqual(["revokeLoginSessions", "revokeGrants", "endConsoleSessions", "deleteIdentity"]);
    asked.length = 0;
    failing.set("revokeGrants", await failure(0));
    await expect(run("identity.delete")).rejects.toThrow("timeout");
    expect(names()).toEqual(["revokeLoginSessions", "revokeGrants"]);
  });

  it("C24: is not said to have had no traits where its id alone is known", async () => {
    const { toIdentityActs } = await import("./acts.server");
    const read = (raw: unknown) =>
      toIdentityActs(toIdentityDetails(raw))
        .find(({ operation }) => operation === "identity.delete")
        ?.readBefore?.(OPERATOR);
    expect(await read({ id: ID })).toBeUndefined();
    expect(await read({ id: ID, schema_id: "staff" })).toEqual({ schema: "staff", traits: {} });
  });

  it("C24: is blocked first, and the receipt says of each server what became of the rest", async () => {
    failing.set("deleteIdentitySessions", await failure(404));
    failing.set("revokeLoginSessions", await failure(0));
    failing.set("revokeGrants", await failure(403));
    const result = await run("identity.block");
    expect(names()[0]).toBe("patchIdentity");
    expect(names().at(-1)).toBe("revokeGrants");
    expect(result).toMatchObject({
      receipt: {
        steps: [{ result: "done" }, { result: "nothing-to-do" }, { result: "unknown" }, { result: "failed" }],
      },
    });
  });

  it("C24: is blocked again where the first time did not end everything", async () => {
    const blocked = { ...IDENTITY, isActive: false };
    const result = await run("identity.block", {}, blocked);
    expect(names().sort()).toEqual(["deleteIdentitySessions", "revokeGrants", "revokeLoginSessions"]);
    expect(result).toMatchObject({
      receipt: { steps: [{ result: "nothing-to-do" }, ...Array(3).fill({ result: "done" })] },
    });
  });

  it("C11: has a recovery code that is shown once, and is in no trail", async () => {
    const { after, ...shown } = await run("recovery.code", { expires: "15m" });
    expect(JSON.stringify(after)).not.toContain("123456");
    expect(shown).toMatchObject({ receipt: { secrets: [{ value: "123456" }, {}] } });
    expect(asked).toEqual([["createRecoveryCode", ID, "15m"]]);
  });

  it("has no recovery code for longer than the page offers", async () => {
    await expect(run("recovery.code", { expires: "900h" })).rejects.toThrow("expires");
  });
});
