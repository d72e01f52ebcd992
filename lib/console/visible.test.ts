import fc from "fast-check";
import { expect, it } from "vitest";
import { toVisibleJson } from "./visible";

it.each([
  ["https://shop.example/\u202egpj.exe", '"https://shop.example/\\u202egpj.exe"'],
  ["sh\u200bop", '"sh\\u200bop"'],
  ["a\u00a0b\u2028c", '"a\\u00a0b\\u2028c"'],
  ["p\u200day", '"p\\u200day"'],
  ["tag\u{e0041}", '"tag\\udb40\\udc41"'],
  ["می\u200cخواهم 👩\u200d🚒 Zoë", '"می\u200cخواهم 👩\u200d🚒 Zoë"'],
])("C28: what draws nothing, or turns a line, is seen in JSON: %j", (value, shown) => {
  expect(toVisibleJson(JSON.stringify(value))).toBe(shown);
});

it("C28: is the same JSON, of letters that are seen", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = JSON.stringify(value, null, 2);
      const shown = toVisibleJson(text);
      expect(JSON.parse(shown)).toEqual(JSON.parse(text));
      expect(shown).not.toMatch(/[\u202a-\u202e\u2066-\u2069\u200b\u2060]/);
    }),
  );
});
