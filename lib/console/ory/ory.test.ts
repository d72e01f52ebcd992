import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { setConsoleEnvironment } from "@/tests/unit/console";
import { nameSchema, requireName, requireUuid, uuidSchema } from "./ids.server";
import { findNextToken } from "./page-links";

const ID = "0B9b1c5e-0000-4000-8000-000000000001";

describe("an id in an address", () => {
  it("is a UUID, in small letters", () => expect(requireUuid(ID)).toBe(ID.toLowerCase()));

  it.each([
    "",
    "..",
    "../clients",
    "..%2fclients",
    `${ID}/sessions`,
    `${ID}?x`,
    `{${ID}}`,
    `urn:uuid:${ID}`,
    undefined,
  ])("C15: %j is none", (id) => expect(() => requireUuid(id)).toThrow(/404/));

  it.each(["shop", "a.b~c", "hydra.openid.id-token", "https:client", "x@y"])("C15: %j is a name", (name) =>
    expect(requireName(name)).toBe(name),
  );

  it.each(["", ".", "..", "a/b", "a%2fb", "a\\b", "a?b", "a#b", "a b", "a\u0000", "ü", "x".repeat(256)])(
    "C15: %j is no name",
    (name) => expect(() => requireName(name)).toThrow(/404/),
  );

  it("C15: whatever passes is one segment of a path, and stays itself in a URL", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.uuid(), fc.webPath()), (text) => {
        for (const schema of [uuidSchema, nameSchema]) {
          const { success, data = "" } = schema.safeParse(text);
          if (!success) continue;
          const { pathname } = new URL(`/admin/clients/${encodeURIComponent(data)}`, "http://hydra.invalid");
          expect(decodeURIComponent(pathname)).toBe(`/admin/clients/${data}`);
          expect(pathname.split("/")).toHaveLength(4);
        }
      }),
    );
  });
});

describe("a page token", () => {
  beforeEach(() => setConsoleEnvironment());
  const open = () => import("./page-token.server");

  it("C16: leads back to the list that gave it out, and to no other", async () => {
    const { readPageParameter, toPageParameter } = await open();
    const given = toPageParameter("/sessions?active=true", "a b/=&ü");
    expect(readPageParameter("/sessions?active=true", given)).toBe("a b/=&ü");
    expect(() => readPageParameter("/sessions?", given)).toThrow(/400/);
    expect(readPageParameter("/sessions", undefined)).toBeUndefined();
  });

  it.each(["", "x", "~", "x~y", "~x.y", "MQ~a.b", "MQ", "../~x", "%00", "x".repeat(5000)])(
    "C16: %.20j is refused",
    async (parameter) => {
      const { readPageParameter } = await open();
      expect(() => readPageParameter("/sessions", parameter)).toThrow(/400/);
    },
  );

  it("C16: one of an upstream's that is too long is not passed on", async () => {
    const { toPageParameter } = await open();
    expect(toPageParameter("/sessions", "x".repeat(1001))).toBeUndefined();
  });

  it.each([
    ['<http://k/admin/sessions?page_size=1&page_token=abc>; rel="next"', "abc"],
    ['</a?page_token=f>; rel="first",</a?page_token=a%2Fb>; rel="next"', "a/b"],
    ['<http://k/?page_token=x>; rel="prev"', undefined],
    ["<<>>", undefined],
    ["", undefined],
    [null, undefined],
  ])("is read out of %j: %j", (link, token) => expect(findNextToken(link)).toBe(token));
});
