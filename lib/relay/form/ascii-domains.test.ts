/** How the domains of a form's addresses reach Kratos, by what its identity schemas say of the fields. */

import { describe, expect, it, test, vi } from "vitest";
import { toAsciiAddress } from "@/lib/ascii-address";
import { withAsciiDomains } from "./ascii-domains";
import { parseFlowForm } from "./relay-body";

const schemas = vi.hoisted((): { id: string; schema: unknown }[] => []);
vi.mock("@/lib/ory/cached/identity-schemas", () => ({ getIdentitySchemas: async () => schemas }));

const MAIL = { type: "string", format: "email" };
const SIGNS_IN = { "ory.sh/kratos": { credentials: { password: { identifier: true } } } };
const TYPED = "ada@münchen.example";
const SENT = "ada@xn--mnchen-3ya.example";

function know(...all: object[]): void {
  const known = all.map((properties, at) => ({
    id: String(at),
    schema: { properties: { traits: { type: "object", properties } } },
  }));
  schemas.splice(0, schemas.length, ...known);
}

async function send(fields: [string, string][], type = "application/x-www-form-urlencoded") {
  const text = type.includes("json")
    ? JSON.stringify(Object.fromEntries(fields))
    : String(new URLSearchParams(fields));
  const body = new TextEncoder().encode(text);
  const sent = await withAsciiDomains(body, parseFlowForm(type, body));
  return { fields: [...new URLSearchParams(new TextDecoder().decode(sent))], isSame: sent === body };
}

test.each([
  [TYPED, SENT],
  [" Ada@MÜNCHEN.example ", "Ada@xn--mnchen-3ya.example"],
  ["ada@mu\u0308nchen.example", SENT],
  ["ada@example。com", "ada@example.com"],
  ["jörg@münchen.example", "jörg@xn--mnchen-3ya.example"],
])("the address %s is %s in ASCII", (typed, sent) => expect(toAsciiAddress(typed)).toBe(sent));

test.each([
  SENT,
  "jörg@example.org",
  "münchen",
  "say ada@münchen.example",
  "ada@b@ü.de",
  "ada@ü/x",
  "ada@[ü]",
])("%s stays as it is", (text) => expect(toAsciiAddress(text)).toBe(text));

describe("a relayed form", () => {
  it("brings addresses with their domains in ASCII, and everything else as it was typed", async () => {
    know({
      email: { ...MAIL, ...SIGNS_IN },
      others: { type: "array", items: MAIL },
      about: { type: "string" },
    });
    const others: [string, string][] = [
      ["traits.about", TYPED],
      ["traits.unknown", TYPED],
      ["password", TYPED],
    ];
    const names = ["identifier", "email", "address", "traits.email", "traits.others", "traits.others"];
    const { fields } = await send([...names.map((name): [string, string] => [name, TYPED]), ...others]);
    expect(fields).toEqual([...names.map((name) => [name, SENT]), ...others]);
    expect(await send(others)).toEqual({ fields: others, isSame: true });
  });

  it("brings a name to sign in by as it was typed where it need be no address", async () => {
    const name = { type: "string", ...SIGNS_IN };
    for (const all of [
      [{ name }],
      [{ email: { ...MAIL, ...SIGNS_IN }, name }],
      [{ email: MAIL }, { name }],
      [],
    ]) {
      know(...all);
      expect(await send([["identifier", TYPED]])).toMatchObject({ isSame: true });
    }
    know({ email: MAIL }, { email: { type: "string" } });
    expect(await send([["traits.email", TYPED]])).toMatchObject({ isSame: true });
  });

  it("is the same bytes without such a domain, and so is a script's", async () => {
    know({ email: { ...MAIL, ...SIGNS_IN } });
    expect(
      await send([
        ["identifier", SENT],
        ["password", "ü@ü"],
      ]),
    ).toMatchObject({ isSame: true });
    expect(await send([["identifier", TYPED]], "application/json")).toMatchObject({ isSame: true });
  });
});
