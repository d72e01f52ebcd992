import { expect, it } from "vitest";
import { compileTraits } from "./compile";

function takes(format: string, value: string): boolean {
  const validate = compileTraits({
    properties: { traits: { properties: { it: { type: "string", format } } } },
  });
  return validate?.({ traits: { it: value } }) === true;
}

it.each([
  [
    "email",
    ["ada@foyer.example", "root@localhost", "jürgen@example.org", "伊昭傑@example.org", `"a b"@x.example`],
  ],
  ["email", ["a+b@x.example", "o'hara@x.example", `${"a".repeat(64)}@${"b.".repeat(94)}x`]],
  ["uri", ["https://exämple.org/ü", "urn:isbn:1", "https:", "mailto:ada@foyer.example"]],
  ["uuid", ["none of Kratos'"]],
  ["tel", ["+49 151 12345678"]],
  ["date", ["2030-01-31"]],
])("what Kratos takes for %s is taken: %j", (format, values) => {
  expect(values.filter((value) => !takes(format, value))).toEqual([]);
});

it.each([
  [
    "email",
    ["", "ada", "@x.example", "a@", "a b@x.example", "a@b@x.example", ".a@x.example", "a..b@x.example"],
  ],
  ["email", ["a@x example", "a@exämple.org", "Ada <ada@x.example>", "a@x..example", "a@x.example."]],
  ["email", [`${"a".repeat(65)}@x.example`, `a@${"b.".repeat(127)}x`, `${"a.".repeat(1e6)}a@x.example`]],
  ["uri", ["example.org", "/path"]],
  ["date", ["2030-02-31", "31.1.2030"]],
  ["date-time", ["2030-01-31"]],
])("what Kratos does not take for %s is told before it is asked: %j", (format, values) => {
  expect(values.filter((value) => takes(format, value))).toEqual([]);
});
