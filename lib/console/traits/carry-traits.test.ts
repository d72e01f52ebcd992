import fc from "fast-check";
import { expect, it } from "vitest";
import { carryTraits } from "./carry-traits";

const toSchema = (traits: unknown) => ({ properties: { traits } });

const SCHEMA = toSchema({
  type: "object",
  properties: {
    email: { type: "string", format: "email" },
    name: { type: "object", properties: { first: { type: "string" } } },
    plan: { enum: ["free", "gold"] },
    tags: { type: "array", items: { type: "string" } },
    extra: { type: "object" },
  },
  required: ["plan"],
  additionalProperties: false,
});

it("traits that the other schema names come along, at every depth, and no others", () => {
  const traits = { email: "a@b.example", name: { first: "A", last: "B" }, old: 1, extra: { any: [1] } };
  expect(carryTraits(SCHEMA, traits)).toEqual({
    email: "a@b.example",
    name: { first: "A" },
    extra: { any: [1] },
  });
});

it("what cannot stand there is left behind; what is merely wrong comes along to be put right", () => {
  expect(carryTraits(SCHEMA, { email: "no address", plan: "none", name: "A", tags: ["a", 1] })).toEqual({
    email: "no address",
  });
});

it("a schema that names no traits takes all", () => {
  expect(carryTraits(toSchema({ $ref: "https://other.example" }), { a: 1 })).toEqual({ a: 1 });
});

it("nothing is made up: what comes along is what the account has", () => {
  fc.assert(
    fc.property(
      fc.dictionary(fc.constantFrom("email", "name", "plan", "tags", "x"), fc.jsonValue()),
      (all) => {
        const carried = carryTraits(SCHEMA, all);
        const { name: _, ...others } = carried;
        for (const [member, value] of Object.entries(others)) expect(value).toEqual(all[member]);
        expect(carryTraits(SCHEMA, carried)).toEqual(carried);
      },
    ),
  );
});
