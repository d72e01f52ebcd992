import { expect, it } from "vitest";
import { toFields, toTraitTree } from "../traits/trait-tree";
import { toSampleTraits } from "./sample";
import { toSchema } from "./view";

it("a schema is read through its references, as far as they lead somewhere", () => {
  const identifier = { credentials: { password: { identifier: true } } };
  const schema = {
    definitions: {
      traits: {
        required: ["email"],
        properties: {
          email: { $ref: "#/definitions/email" },
          name: { $ref: "#/definitions/name" },
          boss: { $ref: "#/definitions/boss" },
          gone: { $ref: "#/definitions/gone" },
        },
      },
      email: { type: "string", format: "email", title: "Email", "ory.sh/kratos": identifier },
      name: { type: "object", properties: { first: { type: "string", title: "First name" } } },
      boss: { type: "object", properties: { boss: { $ref: "#/definitions/boss" } } },
    },
    properties: { traits: { $ref: "#/definitions/traits" } },
  };
  const [email, name, ...others] = toSchema("person", schema).traits;
  expect(email).toMatchObject({ path: "email", title: "Email", isRequired: true, isIdentifier: true });
  expect(name).toMatchObject({ path: "name.first", title: "First name" });
  expect(others.map(({ path }) => path)).toEqual(["boss.boss", "gone"]);
  expect(toSampleTraits(schema)).toMatchObject({ email: "", name: { first: "" } });
  const fields = toFields(toTraitTree(schema));
  expect(fields.slice(0, 2)).toMatchObject([
    { name: "trait/email", input: "email", label: "Email", isRequired: true, isUnique: true },
    { name: "trait/name/first", type: "string", label: "First name" },
  ]);
  expect(fields.at(-1)).toMatchObject({ name: "trait/gone", type: "json" });
});

it("a schema that names itself many times is taken apart once", () => {
  const names = Array.from({ length: 20 }, (_, index) => `relative${index}`);
  const properties = Object.fromEntries(names.map((name) => [name, { $ref: "#/definitions/person" }]));
  const schema = {
    definitions: { person: { type: "object", properties } },
    properties: { traits: { $ref: "#/definitions/person" } },
  };
  expect(toSchema("family", schema).traits.map(({ path }) => path)).toEqual(names);
  expect(toFields(toTraitTree(schema)).map(({ type }) => type)).toEqual(names.map(() => "json"));
});

it("a schema is told by its traits, and what Kratos uses each for", () => {
  const schema = {
    title: "Person",
    properties: {
      traits: {
        required: ["email"],
        properties: {
          email: {
            type: "string",
            format: "email",
            title: "Email",
            "ory.sh/kratos": {
              credentials: { password: { identifier: true }, code: { identifier: true } },
              verification: { via: "email" },
            },
          },
          name: { type: "object", required: ["first"], properties: { first: { type: ["string", "null"] } } },
          colour: { enum: ["red", "blue"] },
        },
      },
    },
  };
  expect(toSchema("person", schema)).toEqual({
    id: "person",
    title: "Person",
    traits: [
      {
        path: "email",
        title: "Email",
        type: "string, email",
        isRequired: true,
        uses: ["signs in (password, code)", "is verified"],
        isIdentifier: true,
      },
      {
        path: "name.first",
        title: undefined,
        type: "string or null",
        isRequired: true,
        uses: [],
        isIdentifier: false,
      },
      {
        path: "colour",
        title: undefined,
        type: "any, 2 choices",
        isRequired: false,
        uses: [],
        isIdentifier: false,
      },
    ],
  });
});

it.each([undefined, null, {}, { properties: { traits: { properties: [] } } }])(
  "%j names no trait",
  (schema) => {
    expect(toSchema("x", schema)).toEqual({ id: "x", title: "x", traits: [] });
  },
);

it("a list tells what it is of and what its items are for; titled constants are choices", () => {
  const traits = {
    mails: { type: "array", items: { type: "string", format: "email", "ory.sh/kratos": { recovery: {} } } },
    plan: {
      type: "string",
      oneOf: [
        { const: "f", title: "Free" },
        { const: "p", title: "Pro" },
      ],
    },
    rows: { type: "array", items: { type: "object" } },
  };
  const schema = toSchema("x", { properties: { traits: { properties: traits } } });
  expect(
    toSampleTraits({ properties: { traits: { properties: traits, required: ["plan"] } } }),
  ).toMatchObject({ plan: "f" });
  expect(schema.traits.map(({ path, type, uses }) => [path, type, ...uses])).toEqual([
    ["mails", "array of string, email", "recovers"],
    ["plan", "string, 2 choices"],
    ["rows", "array of object"],
  ]);
});
