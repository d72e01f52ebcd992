import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { config } from "@/tests/unit/oauth2";
import { normaliseUserCode, toReadableUserCode } from "./device";

describe("a user code", () => {
  it.each([
    ["wdJB-mjHT", "wdJBmjHT"],
    [" wdJB mjHT ", "wdJBmjHT"],
    ["123–456–789", "123456789"],
    ["ＡＢＣＤ1234", "ABCD1234"],
    ["\u2068wdJB-\u200bmjHT\u2069", "wdJBmjHT"],
    ["١٢٣-۴۵۶-७८৯", "123456789"],
  ])("typed as %j is %j: Hydra's default alphabet has both cases", (typed, code) => {
    expect(normaliseUserCode(typed, config())).toBe(code);
  });

  it("is upper-cased where the operator says so", () => {
    expect(normaliseUserCode("wdjb-mjht", config({ userCodeCase: "upper" }))).toBe("WDJBMJHT");
  });

  it.each(["", null, undefined, "abc", "a".repeat(65), "<script>", "ABCD/../EFG", "ABCD\0EFG"])(
    "%j is none",
    (typed) => {
      expect(normaliseUserCode(typed, config())).toBeUndefined();
    },
  );

  it("is letters and digits, and stays itself, whatever was typed", () => {
    fc.assert(
      fc.property(fc.string(), (typed) => {
        const code = normaliseUserCode(typed, config());
        if (code === undefined) return;
        expect(code).toMatch(/^[A-Za-z0-9]+$/);
        expect(normaliseUserCode(toReadableUserCode(code), config())).toBe(code);
      }),
    );
  });

  it.each([
    ["ABCDEFGH", "ABCD-EFGH"],
    ["123456789", "123-456-789"],
  ])("%s reads %s", (code, shown) => {
    expect(toReadableUserCode(code)).toBe(shown);
  });
});
