import { expect, it } from "vitest";
import { toSchema } from "../schemas/view";
import { checkRows } from "./check";
import { parseRows } from "./rows";

it("a row may have one text for two traits that somebody signs in by", () => {
  const identifier = { type: "string", "ory.sh/kratos": { credentials: { password: { identifier: true } } } };
  const schema = { properties: { traits: { properties: { email: identifier, login: identifier } } } };
  const { traits } = toSchema("person", schema);
  const parsed = parseRows("email,login\na@x.example,A@x.example\nb@x.example,a@x.example\n", [
    "email",
    "login",
  ]);
  const rows = "rows" in parsed ? checkRows(parsed.rows, schema, traits) : [];
  expect(rows.map(({ problem }) => problem)).toEqual([undefined, "login is the same as in row 2."]);
});
