import { expect, it } from "vitest";
import { toBare, toIdentifiers } from "./typed-identifier";

it.each([
  ["ada@example.org", ["ada@example.org"]],
  ["mailto:ada@example.org", ["mailto:ada@example.org", "ada@example.org"]],
  ["Ada L <ada@example.org>", ["Ada L <ada@example.org>", "ada@example.org"]],
  ["<ada@example.org>", ["<ada@example.org>", "ada@example.org"]],
  ["+49 151 123-45 003", ["+49 151 123-45 003", "+4915112345003"]],
  ["+49 (0) 151/12345003", ["+49 (0) 151/12345003", "+4915112345003"]],
  ["0049 151 12345003", ["0049 151 12345003", "+4915112345003"]],
  ["tel:+4915112345003", ["tel:+4915112345003", "+4915112345003"]],
  ["0151 12345003", ["0151 12345003"]],
  ["nick.7", ["nick.7"]],
])("%j is looked for as %j", (typed, identifiers) => expect(toIdentifiers(typed)).toEqual(identifiers));

it.each([
  ['"0195e8f2-0000-7000-8000-000000000001",', "0195e8f2-0000-7000-8000-000000000001"],
  [" <ada@example.org>;", "ada@example.org"],
  ["(demo-app)", "demo-app"],
  ["ada.plus+tag@example.org", "ada.plus+tag@example.org"],
  ["O'Hara", "O'Hara"],
])("%j stands for %j, as it is found in a log or a list", (typed, bare) => expect(toBare(typed)).toBe(bare));
