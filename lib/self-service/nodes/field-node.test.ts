import { expect, it } from "vitest";
import { parseFlow } from "@/lib/self-service/kratos-flow";
import { toFlowView } from "@/lib/self-service/to-flow-view";
import { toFixtureOptions } from "@/tests/fixtures/fixtures";
import { toIdentitySchema } from "@/tests/support/traits/identity-schema";

const SAFE = Number.MAX_SAFE_INTEGER;

it.each([
  ["a whole number", { type: "integer" }, SAFE],
  ["any number", { type: "number" }, SAFE],
  ["a number that the schema lets be larger", { type: "integer", maximum: 1e18 }, SAFE],
  ["a number that the schema lets be smaller", { type: "integer", maximum: 7 }, 7],
  ["a number of which no schema says anything", undefined, SAFE],
])("%s is none that would be saved as another", (_kind, trait, max) => {
  const identitySchema = toIdentitySchema(trait ? { member: trait } : {});
  const attributes = { name: "traits.member", type: "number" };
  const nodes = [{ type: "input", group: "default", attributes, messages: [], meta: {} }];
  const ui = { action: "http://localhost:4400/self-service/registration?flow=x", method: "POST", nodes };
  const { forms } = toFlowView(
    parseFlow({ id: "x", ui }),
    toFixtureOptions("registration", { identitySchema }),
  );
  expect(forms[0]?.nodes).toContainEqual(expect.objectContaining({ name: "traits.member", max }));
});
