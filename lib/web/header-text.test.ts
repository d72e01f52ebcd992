import fc from "fast-check";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { NEWEST_SECRET } from "@/tests/unit/environment";
import { accepts } from "./accept-encoding";
import { toClientAddress } from "./caller";
import { parseCookies } from "./cookies/cookies";
import { toMediaType, trimBlanks } from "./header-text";

beforeAll(() => {
  vi.stubEnv("FOYER_PUBLIC_URL", "https://accounts.test");
  vi.stubEnv("KRATOS_PUBLIC_URL", "http://kratos.test");
  vi.stubEnv("COOKIE_SECRET", NEWEST_SECRET);
  vi.stubEnv("FOYER_TRUSTED_PROXY_HOPS", "1");
});

/** What `trim` takes away besides a space and a tab, as far as a header can hold it (one byte a character). */
const OTHER_BLANKS = Array.from({ length: 256 }, (_, code) => String.fromCharCode(code)).filter(
  (character) => character.trim() === "" && !" \t\r\n".includes(character),
);

const FORM = "application/x-www-form-urlencoded";

/** A value with blanks of another kind before or after it, among those that may stand there. */
const disguised = (value: string) =>
  fc
    .tuple(
      fc.array(fc.constantFrom(" ", "\t"), { maxLength: 3 }),
      fc.constantFrom(...OTHER_BLANKS),
      fc.boolean(),
    )
    .map(([around, blank, isBefore]) => {
      const outside = around.join("");
      return isBefore ? `${outside}${blank}${outside}${value}` : `${value}${outside}${blank}${outside}`;
    });

const withHeader = (name: string, value: string) =>
  new Request("https://accounts.test/", { headers: { [name]: value } });

describe("a blank of Unicode in a header is part of what it stands at (P13)", () => {
  it("there are some that a header can hold", () => {
    expect(OTHER_BLANKS).toEqual(["\v", "\f", "\u00A0"]);
  });

  it.each<[string, string, (text: string) => boolean]>([
    ["a form's type", FORM, (text) => toMediaType(text) === FORM],
    ["a coding", "gzip", (text) => accepts(text, ["gzip"])],
    ["a cookie's name", "__Host-foyer-x", (text) => parseCookies(`${text}=1`).length > 0],
    [
      "a client's address",
      "192.0.2.7",
      (text) => toClientAddress(withHeader("x-forwarded-for", text)) !== undefined,
    ],
  ])("P13: %s with one is another, or none", (_, value, isTaken) => {
    expect(isTaken(` ${value}\t`)).toBe(true);
    fc.assert(fc.property(disguised(value), (text) => !isTaken(text)));
  });

  it("P13: nothing but spaces and tabs is taken from around a text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        expect(trimBlanks(text)).toBe(text.replace(/^[ \t]+/, "").replace(/[ \t]+$/, ""));
      }),
    );
  });
});
