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

it.each(["csv", "json"])(
  "an address's domain is put in ASCII before it is checked and compared: %s",
  (format) => {
    const address = { type: "string", format: "email" };
    const email = { ...address, "ory.sh/kratos": { credentials: { password: { identifier: true } } } };
    const properties = { email, others: { type: "array", items: address }, note: { type: "string" } };
    const schema = { properties: { traits: { properties } } };
    const { traits } = toSchema("person", schema);
    const given = ["ada@münchen.example", "bo@plain.example", "ada@xn--mnchen-3ya.example"].map((email) => ({
      email,
      others: ["x@zürich.example"],
      note: "y@zürich.example",
    }));
    const lines = given.map(({ email, others, note }) => `${email};"[""${others[0]}""]";${note}`);
    const text =
      format === "csv"
        ? ["email;others;note", ...lines].join("\n")
        : JSON.stringify(given.map((traits) => ({ traits })));
    const parsed = parseRows(text, ["email", "others", "note"]);
    const isTyped = format === "json";
    const rows = "rows" in parsed ? checkRows(parsed.rows, schema, traits, { isTyped }) : [];
    const others = ["x@xn--zrich-kva.example"];
    const note = "y@zürich.example";
    expect(rows.map(({ identity, problem }) => identity?.traits ?? problem)).toEqual([
      { email: "ada@xn--mnchen-3ya.example", others, note },
      { email: "bo@plain.example", others, note },
      expect.stringMatching(/^email is the same as in row \d/),
    ]);
  },
);
