import { describe, expect, it } from "vitest";
import { getFixtureSchema } from "@/tests/fixtures/fixtures";
import { toAddressNames, toIdentifierFormat, toIdentifierTitles } from "./identifiers";

const identifier = (format?: string) => ({
  type: "string",
  format,
  "ory.sh/kratos": { credentials: { password: { identifier: true } } },
});

const withTraits = (properties: object) => ({ properties: { traits: { type: "object", properties } } });

describe("what a person signs in with", () => {
  it("names the keyboard that fits all identifiers", () => {
    expect(toIdentifierFormat(withTraits({ email: identifier("email") }))).toBe("email");
    expect(
      toIdentifierFormat(withTraits({ email: identifier("email"), phone: identifier("tel") })),
    ).toBeUndefined();
    expect(toIdentifierFormat(undefined)).toBeUndefined();
  });

  it("is known by the titles of its traits", () => {
    expect(toIdentifierTitles(getFixtureSchema())).toEqual(["Email", "Phone"]);
    expect(toIdentifierTitles(undefined)).toEqual([]);
  });

  it("is found among the items of a list, inside objects and behind references", () => {
    const schema = {
      definitions: { mail: { ...identifier("email"), title: "Mail" } },
      ...withTraits({
        emails: { type: "array", items: { $ref: "#/definitions/mail" } },
        contact: { type: "object", properties: { mail: { $ref: "#/definitions/mail" } } },
      }),
    };
    expect(toAddressNames(schema)).toEqual(["traits.emails", "traits.contact.mail"]);
    expect(toIdentifierTitles(schema)).toEqual(["Mail", "Mail"]);
    expect(toIdentifierFormat(schema)).toBe("email");
  });
});
