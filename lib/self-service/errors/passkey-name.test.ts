import { expect, test } from "vitest";
import { parseFlow } from "@/lib/self-service/kratos-flow";
import { toFlowView } from "@/lib/self-service/to-flow-view";
import { getFixture, toFixtureOptions } from "@/tests/fixtures/fixtures";

test("settings say nothing of a missing sign-in name where only a passkey's is missing", () => {
  const { flow, kind } = getFixture("settings-all-initial");
  const missing = { id: 4000009, type: "error", text: "Could not find any login identifiers.", context: {} };
  const toMessages = (traits: object, count = 1) => {
    const ui = { ...(flow.ui as object), messages: Array(count).fill(missing) };
    const identity = { ...(flow.identity as object), traits };
    const properties = {
      email: { type: "string", "ory.sh/kratos": { credentials: { passkey: { display_name: true } } } },
      phone: { type: "string", "ory.sh/kratos": { credentials: { password: { identifier: true } } } },
    };
    const identitySchema = { properties: { traits: { type: "object", properties } } };
    return toFlowView(parseFlow({ ...flow, ui, identity }), toFixtureOptions(kind, { identitySchema }))
      .messages;
  };
  expect(toMessages({ phone: "+436641234567" })).toEqual([]);
  expect(toMessages({ phone: "+436641234567" }, 2)).toHaveLength(1);
  expect(toMessages({})).toHaveLength(1);
  expect(toMessages({ phone: "+436641234567", email: "a@foyer.example" })).toHaveLength(1);
});
