import { expect, it } from "vitest";
import { parseFlow } from "@/lib/self-service/kratos-flow";
import type { NodeView } from "@/lib/self-service/node-kinds";
import { toFlowView } from "@/lib/self-service/to-flow-view";
import { parseDrawn } from "@/lib/self-service/traits/drawn";
import { mergeTraits } from "@/lib/self-service/traits/merge";
import type { FlowKind } from "@/lib/self-service/view";
import { toFixtureOptions } from "@/tests/fixtures/fixtures";
import { toIdentitySchema } from "@/tests/support/traits/identity-schema";

const SCHEMA = toIdentitySchema({
  news: { type: "boolean", default: true },
  calls: { type: "boolean", default: false },
  mails: { type: "boolean" },
});

/** The form's nodes, whoever fills it in has `traits` so far. */
function toNodes(kind: FlowKind, traits: Readonly<Record<string, unknown>>): NodeView[] {
  const nodes = ["news", "calls", "mails"].map((name) => ({
    type: "input",
    group: "default",
    attributes: { name: `traits.${name}`, type: "checkbox", value: traits[name] },
    messages: [],
    meta: {},
  }));
  const ui = { action: `http://localhost:4400/self-service/${kind}?flow=x`, method: "POST", nodes };
  const flow = { id: "x", ui, ...(kind === "settings" && { identity: { id: "i", traits } }) };
  const options = toFixtureOptions(kind, { identitySchema: SCHEMA, isRelayed: true });
  return toFlowView(parseFlow(flow), options).forms.flatMap((form) => form.nodes);
}

/** What the form sends where every box is left empty. */
function toUnticked(nodes: readonly NodeView[]): string[][] {
  return nodes.flatMap((node) => (node.kind === "hidden" ? [[node.name, node.value]] : []));
}

it("whoever unticks a box that was ticked beforehand has said no, also after a refusal", () => {
  expect(toNodes("registration", {})).toContainEqual(
    expect.objectContaining({ kind: "checkbox", name: "traits.news", checked: true }),
  );
  for (const typed of [{}, { mails: true }, { news: true }, { news: false }])
    expect(toUnticked(toNodes("registration", typed))).toEqual([["traits.news", "false"]]);
});

it("a save of something else answers no question that an account left open", () => {
  const [note] = toUnticked(toNodes("settings", {}));
  const drawn = parseDrawn(note?.[1] ?? "");
  expect(drawn?.traits).toHaveLength(3);
  expect(drawn && mergeTraits({}, drawn, new URLSearchParams())).toEqual({});
});
