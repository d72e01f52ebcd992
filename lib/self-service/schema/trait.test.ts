import { describe, expect, it } from "vitest";
import { getFixtureSchema } from "@/tests/fixtures/fixtures";
import { toLeaves } from "./leaves";
import { readTrait } from "./trait";

const withTraits = (properties: object, rest: object = {}) => ({
  properties: { traits: { type: "object", properties, ...rest } },
});

const readOne = (trait: object, definitions: object = {}) =>
  readTrait({ definitions, ...withTraits({ x: trait }) }, "traits.x");

describe("an identity schema", () => {
  it("says what a trait may hold", () => {
    const schema = getFixtureSchema();
    expect(readTrait(schema, "traits.address.country")?.choices?.[0]).toEqual({ value: "AT", label: "AT" });
    expect(readTrait(schema, "traits.tos")).toMatchObject({ type: "boolean", mustBeTrue: true });
    expect(readTrait(schema, "traits.newsletter")).toMatchObject({ type: "boolean", mustBeTrue: false });
    expect(readTrait(schema, "traits.name")).toMatchObject({ type: "object", members: ["first", "last"] });
    expect(readTrait(schema, "traits.name.first")).toMatchObject({ isRequired: true, minLength: 1 });
  });

  it("gives choices their titles, whatever their type", () => {
    const choices = [
      { value: "a", label: "Team" },
      { value: "b", label: "b" },
    ];
    expect(
      readOne({ type: "string", oneOf: [{ const: "a", title: "Team" }, { const: "b" }] })?.choices,
    ).toEqual(choices);
    expect(
      readOne({ type: "string", anyOf: [{ const: "a", title: "Team" }, { enum: ["b"] }] })?.choices,
    ).toEqual(choices);
    expect(readOne({ type: "integer", enum: [1, 2] })?.choices?.map(({ value }) => value)).toEqual([1, 2]);
    expect(readOne({ type: "string", const: "2026-01" })?.choices).toEqual([
      { value: "2026-01", label: "2026-01" },
    ]);
  });

  it("lists no choices where other values are right as well, or two would read the same", () => {
    expect(readOne({ type: "string", oneOf: [{ const: "a" }, { pattern: "^b" }] })?.choices).toBeUndefined();
    expect(readOne({ enum: [1, "1"] })?.choices).toBeUndefined();
    expect(readOne({ type: "string", allOf: [{ enum: ["a", "b"] }, { enum: ["b", "c"] }] })?.choices).toEqual(
      [{ value: "b", label: "b" }],
    );
  });

  it("is followed through references, and what stands beside a reference counts for nothing", () => {
    const definitions = { "a/b": { type: "string", title: "Deep" }, id: { $id: "#named", type: "integer" } };
    expect(readOne({ $ref: "#/definitions/a~1b", title: "Beside" }, definitions)).toMatchObject({
      type: "string",
      title: "Deep",
    });
    expect(readOne({ $ref: "#named" }, definitions)?.type).toBe("integer");
    expect(readOne({ $ref: "https://elsewhere.example/x.json" })?.type).toBeUndefined();
    expect(readOne({ $ref: "#/properties/traits/properties/x" })?.type).toBeUndefined();
  });

  it("joins what several schemas say, and takes no branch for certain", () => {
    const joined = readOne({
      allOf: [
        { type: "string", minLength: 2 },
        { title: "Name", minLength: 3 },
      ],
      anyOf: [{ format: "email", title: "Mail", pattern: "@" }, { maxLength: 5 }],
    });
    expect(joined).toMatchObject({ type: "string", title: "Name", minLength: 3 });
    expect([joined?.pattern, joined?.format]).toEqual([undefined, undefined]);
    const mail = { type: "string", format: "email" };
    expect(readOne({ anyOf: [mail, { ...mail, maxLength: 9 }] })?.format).toBe("email");
    const schema = withTraits(
      { a: { type: "string" }, b: { type: "string" } },
      { required: ["a"], anyOf: [{ required: ["b"] }] },
    );
    expect(readTrait(schema, "traits.a")?.isRequired).toBe(true);
    expect(readTrait(schema, "traits.b")?.isRequired).toBe("sometimes");
  });

  it("knows a type only where there is one, null aside", () => {
    expect(readOne({ type: ["string", "null"] })).toMatchObject({ type: "string", isNullable: true });
    expect(readOne({ type: ["string", "number"] })?.type).toBeUndefined();
    expect(readOne({ anyOf: [{ type: "integer" }, { type: "number" }] })?.type).toBe("number");
  });

  it("says what the items of a list are", () => {
    const list = readOne(
      { type: "array", minItems: 1, items: { $ref: "#/definitions/m" } },
      {
        m: { type: "string", format: "email", title: "Address" },
      },
    );
    expect(list).toMatchObject({ type: "array", minItems: 1, items: { format: "email", title: "Address" } });
    expect(readOne({ type: "array", items: [{ type: "string" }] })?.items).toBeUndefined();
    expect(readOne({ type: "array" })?.items).toBeUndefined();
  });

  it("takes a malformed keyword for none", () => {
    expect(
      readOne({ type: "string", title: 5, minLength: -1, enum: "a", required: "x", examples: {} }),
    ).toMatchObject({ type: "string", title: undefined, minLength: undefined, choices: undefined });
  });

  it.each(["traits.__proto__", "traits.constructor.name", "password", "traits.", "traits.missing"])(
    "knows nothing of %s (V2)",
    (name) => expect(readTrait(getFixtureSchema(), name)).toBeUndefined(),
  );

  it("lists its traits in order, those of objects by their full names", () => {
    expect(
      toLeaves(getFixtureSchema())
        .map(({ name }) => name)
        .slice(0, 4),
    ).toEqual(["traits.email", "traits.phone", "traits.name.first", "traits.name.last"]);
  });
});
