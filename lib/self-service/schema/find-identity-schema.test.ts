import { expect, test } from "vitest";
import { getFixture, getFixtureSchema } from "@/tests/fixtures/fixtures";
import { findIdentitySchema } from "./find-identity-schema";

const full = getFixtureSchema();
const small = { properties: { traits: { type: "object", properties: { email: { type: "string" } } } } };
const schemas = [
  { id: "small", schema: small },
  { id: "full", schema: full },
];

test("a registration is matched with the schema whose traits it asks for, however many there are", () => {
  const { flow } = getFixture("registration-all-initial");
  expect(findIdentitySchema(schemas, flow)).toBe(full);
});

test("a settings flow names its identity's schema", () => {
  expect(findIdentitySchema(schemas, { identity: { schema_id: "small" } })).toBe(small);
  expect(findIdentitySchema(schemas, { identity: { schema_id: "gone" } })).toBeUndefined();
});

test("no schema is guessed when two would fit, or none", () => {
  const { flow } = getFixture("registration-all-initial");
  expect(findIdentitySchema([...schemas, { id: "twin", schema: full }], flow)).toBeUndefined();
  expect(findIdentitySchema([{ id: "small", schema: small }], flow)).toBeUndefined();
});

test("a sign-in, which asks for no trait, has a schema where there is but one", () => {
  const { flow } = getFixture("login-all-initial");
  expect(findIdentitySchema([{ id: "full", schema: full }], flow)).toBe(full);
  expect(findIdentitySchema(schemas, flow)).toBeUndefined();
});
