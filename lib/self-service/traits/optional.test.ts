import { expect, it } from "vitest";
import { parseFlow } from "@/lib/self-service/kratos-flow";
import { toFlowView } from "@/lib/self-service/to-flow-view";
import type { FlowKind } from "@/lib/self-service/view";
import { toFixtureOptions } from "@/tests/fixtures/fixtures";

const text = { type: "string" };
const SCHEMA = {
  properties: {
    traits: {
      type: "object",
      properties: {
        email: { ...text, "ory.sh/kratos": { credentials: { password: { identifier: true } } } },
        name: text,
        nickname: text,
        country: { enum: ["at", "de"] },
        links: { type: "array", items: text },
        marked: text,
        vat: text,
        street: text,
        town: text,
      },
      required: ["name"],
      dependencies: { nickname: ["street"], country: { required: ["town"] } },
      anyOf: [{ required: ["vat"] }, { required: ["nowhere"] }],
    },
  },
};

/** Names of what is said to be optional. */
function toOptional(kind: FlowKind, identitySchema: unknown): string[] {
  const names = [
    "email",
    "name",
    "nickname",
    "country",
    "links",
    "marked",
    "vat",
    "street",
    "town",
    "unknown",
  ];
  const nodes = names.map((name) => ({
    type: "input",
    group: "default",
    attributes: { name: `traits.${name}`, type: "text", required: name === "marked" },
    messages: [],
    meta: {},
  }));
  const ui = { action: `http://localhost:4400/self-service/${kind}?flow=x`, method: "POST", nodes };
  const { forms } = toFlowView(parseFlow({ id: "x", ui }), toFixtureOptions(kind, { identitySchema }));
  const drawn = forms.flatMap((form) => form.nodes);
  return drawn.flatMap((node) => ("isOptional" in node && node.isOptional ? [node.name] : []));
}

it("a registration says what may stay empty, where the schema is certain of it", () => {
  // Not an address to sign in by, nor what one branch of the schema or another trait demands, nor what Kratos does.
  expect(toOptional("registration", SCHEMA)).toEqual(["traits.nickname", "traits.country", "traits.links"]);
});

it("nothing is called optional where no schema says so, nor in the settings", () => {
  expect(toOptional("registration", undefined)).toEqual([]);
  expect(toOptional("settings", SCHEMA)).toEqual([]);
});
