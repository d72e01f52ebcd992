import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { findNextToken } from "@/lib/ory/page-links";
import { setConsoleEnvironment } from "@/tests/unit/console";
import { toSegment } from "../request/segment";
import {
  nameSchema,
  requireName,
  requireSchemaId,
  requireUuid,
  textIdSchema,
  uuidSchema,
} from "./ids.server";

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

  it.each([
    "shop",
    "a.b~c",
    "hydra.openid.id-token",
    "https:client",
    "x@y",
    "a b",
    "ä",
    "a%2fb",
    "a?b#c",
    "a\\b",
    "~x",
  ])("C15: %j is a name", (name) => expect(requireName(name)).toBe(name));

  it.each(["", ".", "..", "a/b", "shop/lifespans", "a\u0000", "\ud800", "~Li4", "~YS9i", "x".repeat(256)])(
    "C15: %j is no name",
    (name) => expect(() => requireName(name)).toThrow(/404/),
  );

  it("C15: an id with a slash is told of in words, and nothing is asked for it", () => {
    expect(() => requireName(toSegment("https://app.example/x"))).toThrow(/An id with a slash/);
    expect(() => requireName("../clients")).toThrow(/An id with a slash/);
    expect(() => requireName("a/\u0000")).toThrow(/not-found/);
  });

  it("C15: whatever passes is one segment of a path, and stays itself in a URL", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.uuid(), fc.webPath()), (text) => {
        for (const schema of [uuidSchema, nameSchema]) {
          const { success, data = "" } = schema.safeParse(text);
          if (!success) continue;
          const { pathname } = new URL(`/admin/clients/${encodeURIComponent(data)}`, "http://hydra.invalid");
          expect(decodeURIComponent(pathname)).toBe(`/admin/clients/${data}`);
          // As Hydra sees it: decoded before its parts are told apart.
          expect(decodeURIComponent(pathname).split("/")).toHaveLength(4);
        }
      }),
    );
  });
});

it("C15: a name of any kind is one segment of an address, and comes back from it", () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.string({ unit: "grapheme", minLength: 1 }), fc.webPath({ size: "small" })),
      (name) => {
        fc.pre(textIdSchema.safeParse(name).success);
        const segment = toSegment(name);
        const { pathname } = new URL(`/console/schemas/${segment}`, "http://foyer.invalid");
        expect(pathname.split("/")).toHaveLength(4);
        expect(decodeURIComponent(segment)).not.toMatch(/[/\\%]|^\.{1,2}$/);
        expect(requireSchemaId(decodeURIComponent(segment))).toBe(name);
      },
    ),
  );
});

it("C15: a schema of any name is asked for by its name, or by what Kratos takes for it", () => {
  expect(["preset://email", "..", "a/b"].map(toSegment)).toEqual(["~cHJlc2V0Oi8vZW1haWw", "~Li4", "~YS9i"]);
  expect(requireSchemaId("~cHJlc2V0Oi8vZW1haWw")).toBe("preset://email");
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
