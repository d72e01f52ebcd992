import { expect, test } from "vitest";
import { parseFlow } from "@/lib/self-service/kratos-flow";
import { getFixture, getFixtureSchema } from "@/tests/fixtures/fixtures";
import { findIdentitySchema } from "./find-identity-schema";

const full = getFixtureSchema();
const small = { properties: { traits: { type: "object", properties: { email: { type: "string" } } } } };
const schemas = [
  { id: "small", schema: small },
  { id: "full", schema: full },
];

test("a registration is matched with the schema whose traits it asks for, however many there be", () => {
  const { flow } = getFixture("registration-all-initial");
  expect(findIdentitySchema(schemas, parseFlow(flow))).toBe(full);
});

test("a settings flow names its identity's schema", () => {
  expect(findIdentitySchema(schemas, parseFlow({ identity: { schema_id: "small" } }))).toBe(small);
  expect(findIdentitySchema(schemas, parseFlow({ identity: { schema_id: "gone" } }))).toBeUndefined();
});

test("no schema is guessed when two would fit, or none", () => {
  const { flow } = getFixture("registration-all-initial");
  expect(findIdentitySchema([...schemas, { id: "twin", schema: full }], parseFlow(flow))).toBeUndefined();
  expect(findIdentitySchema([{ id: "small", schema: small }], parseFlow(flow))).toBeUndefined();
});

test("a sign-in, which asks for no trait, has a schema where there is but one", () => {
  const { flow } = getFixture("login-all-initial");
  expect(findIdentitySchema([{ id: "full", schema: full }], parseFlow(flow))).toBe(full);
  expect(findIdentitySchema(schemas, parseFlow(flow))).toBeUndefined();
});
