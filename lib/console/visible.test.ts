import fc from "fast-check";
import { expect, it } from "vitest";
import { toClientRow } from "./clients/view";
import { toGrants } from "./grants/view";
import { toPersonLabel } from "./people/label";
import { toVisibleJson } from "./visible";

const toGrant = (client_name: string) => ({
  consent_request: { client: { client_id: "c", client_name } },
  grant_scope: [],
});

it.each([
  ["a person", (name: string) => toPersonLabel({ traits: { username: name } })],
  ["an app", (name: string) => toClientRow({ client_id: "c", client_name: name }).name],
  ["an app's owner", (name: string) => toClientRow({ client_id: "c", owner: name }).owner],
  ["an app that has a grant", (name: string) => toGrants([toGrant(name)])[0]?.app],
])("C28: what %s is called takes no more room in a list than a name does", (_, call) => {
  expect(call("x".repeat(200))).toBe("x".repeat(200));
  expect(call("x".repeat(900_000))).toBe(`${"x".repeat(199)}…`);
  expect(call(`${"x".repeat(198)}👩x`)).toBe(`${"x".repeat(198)}…`);
});

it.each([
  ["https://shop.example/\u202egpj.exe", '"https://shop.example/\\u202egpj.exe"'],
  ["sh\u200bop", '"sh\\u200bop"'],
  ["a\u00a0b\u2028c", '"a\\u00a0b\\u2028c"'],
  ["p\u200day", '"p\\u200day"'],
  ["tag\u{e0041}", '"tag\\udb40\\udc41"'],
  ["z\u0300\u0301\u0302\u0303\u0304", '"z\u0300\u0301\u0302\\u0303\\u0304"'],
  ["पढ\u093c\u0947\u0902", '"पढ\u093c\u0947\u0902"'],
  ["می\u200cخواهم 👩\u200d🚒 Zoë", '"می\u200cخواهم 👩\u200d🚒 Zoë"'],
])("C28: what draws nothing, turns a line, or climbs out of it, is seen in JSON: %j", (value, shown) => {
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
