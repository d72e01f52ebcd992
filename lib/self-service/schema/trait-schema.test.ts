import { describe, expect, it } from "vitest";
import { getFixtureSchema } from "@/tests/fixtures/fixtures";
import { toIdentifierFormat, toIdentifierTitles, toTraitSchema } from "./trait-schema";

const identifier = (format?: string) => ({
  type: "string",
  format,
  "ory.sh/kratos": { credentials: { password: { identifier: true } } },
});

const withTraits = (properties: object) => ({ properties: { traits: { properties } } });

describe("an identity schema", () => {
  it("says what a trait may hold", () => {
    const schema = getFixtureSchema();
    expect(toTraitSchema(schema, "traits.address.country").options?.[0]).toEqual({
      value: "AT",
      label: "AT",
    });
    expect(toTraitSchema(schema, "traits.tos")).toMatchObject({ type: "boolean", mustBeTrue: true });
    expect(toTraitSchema(schema, "traits.newsletter")).toMatchObject({ type: "boolean", mustBeTrue: false });
  });

  it("gives choices their titles", () => {
    const schema = withTraits({ plan: { oneOf: [{ const: "a", title: "Team" }, { const: "b" }] } });
    expect(toTraitSchema(schema, "traits.plan").options).toEqual([
      { value: "a", label: "Team" },
      { value: "b", label: "b" },
    ]);
  });

  it.each(["traits.__proto__", "traits.constructor.name", "password", "traits.", "traits.missing"])(
    "knows nothing of %s",
    (name) => expect(toTraitSchema(getFixtureSchema(), name)).toEqual({ mustBeTrue: false }),
  );

  it("names the keyboard that fits all identifiers", () => {
    expect(toIdentifierFormat(withTraits({ email: identifier("email") }))).toBe("email");
    expect(
      toIdentifierFormat(withTraits({ email: identifier("email"), phone: identifier("tel") })),
    ).toBeUndefined();
    expect(toIdentifierFormat(undefined)).toBeUndefined();
  });

  it("names what a person may sign in with", () => {
    expect(toIdentifierTitles(getFixtureSchema())).toEqual(["Email", "Phone"]);
    expect(toIdentifierTitles(undefined)).toEqual([]);
  });
});
