import { expect, it } from "vitest";
import { parseFlow } from "@/lib/self-service/kratos-flow";
import { toFlowView } from "@/lib/self-service/to-flow-view";
import { toFixtureOptions } from "@/tests/fixtures/fixtures";

const text = (title: string) => ({ type: "string", title });
const SCHEMA = {
  properties: {
    traits: {
      type: "object",
      properties: {
        phone: text("Phone"),
        emails: { type: "array", items: { type: "string" } },
        name: text("Name"),
        phone_work: text("Phone at work"),
      },
    },
  },
};

it("fields stand in the schema's order, whatever Kratos sorted by what was typed", () => {
  const sent = ["traits.phone_work", "traits.phone", "traits.unknown", "traits.emails", "traits.name"];
  const nodes = sent.map((name) => ({
    type: "input",
    group: "default",
    attributes: { name, type: "text", value: "1" },
    messages: [],
    meta: {},
  }));
  const ui = { action: "http://localhost:4400/self-service/registration?flow=x", method: "POST", nodes };
  const options = toFixtureOptions("registration", { identitySchema: SCHEMA });
  const { forms } = toFlowView(parseFlow({ id: "x", ui }), options);
  expect(forms[0]?.nodes.flatMap((node) => ("name" in node ? [node.name] : []))).toEqual([
    "traits.phone",
    "traits.emails",
    "traits.unknown",
    "traits.name",
    "traits.phone_work",
  ]);
});
