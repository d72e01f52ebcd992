import { expect, it } from "vitest";
import { toFilterQuery, toIdentityFilter } from "../identities/identity-filter";
import { findWithin, toBare, toIdentifiers, toRecipients } from "./typed-identifier";

it.each([
  ["ada@example.org", ["ada@example.org"]],
  ["mailto:ada@example.org", ["mailto:ada@example.org", "ada@example.org"]],
  ["mailto:ada@example.org?subject=Hi", ["mailto:ada@example.org?subject=Hi", "ada@example.org"]],
  ["Ada L <ada@example.org>", ["Ada L <ada@example.org>", "ada@example.org"]],
  ["<ada@example.org>", ["<ada@example.org>", "ada@example.org"]],
  ["<ada@münchen.example>", ["<ada@münchen.example>", "ada@xn--mnchen-3ya.example"]],
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

const ID = "0195e8f2-0000-7000-8000-000000000001";
const REQUEST = "6f1c2d3e-0000-4000-8000-000000000002";

it.each([
  [`https://accounts.example/console/identities/${ID}?page=2`, [ID]],
  [`https://id.example/error?id=${ID.toUpperCase()}`, [ID]],
  [`urn:uuid:${ID}`, [ID]],
  [`{"requestId":"${REQUEST}","identity":"${ID}","again":"${ID}"}`, [REQUEST, ID]],
  [`${REQUEST} for ada@example.org`, [REQUEST, "ada@example.org"]],
  [
    Array.from({ length: 9 }, (_, index) => ID.replace("8f2", `00${index}`)).join(),
    expect.objectContaining({ length: 4 }),
  ],
  ["RCPT TO:<ada@example.org> refused", ["ada@example.org"]],
  ["ada@example.org, sam@example.org", ["ada@example.org"]],
  [`${ID}0`, []],
  ["Ada L", []],
])("in %j stands %j", (typed, within) => expect(findWithin(typed)).toEqual(within));

it.each([
  ["Ada L <ada@example.org>", "ada@example.org"],
  ["mailto:ada@example.org", "ada@example.org"],
  ["+49 151 123-45", "+4915112345"],
  ["0049 151", "0049 151"],
  ["bob(1)", "bob(1)"],
])("a list of people that is asked for %j is one of %j", (typed, listed) => {
  const filter = toIdentityFilter({ identifier: typed });
  expect(filter).toEqual({ kind: "similar", identifier: listed });
  expect(toIdentityFilter(toFilterQuery(filter))).toEqual(filter);
});

it.each([
  ["ADA@example.org", ["ADA@example.org", "ada@example.org"]],
  ["Ada <Ada@example.org>", ["Ada@example.org", "ada@example.org"]],
  ["+49 151 123-45 003", ["+4915112345003"]],
])("mail to %j is looked for as to %j", (typed, recipients) =>
  expect(toRecipients(typed)).toEqual(expect.arrayContaining(recipients)),
);
