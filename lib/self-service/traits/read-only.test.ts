import { expect, it } from "vitest";
import { parseFlow } from "@/lib/self-service/kratos-flow";
import type { NodeView } from "@/lib/self-service/node-kinds";
import { toFlowView } from "@/lib/self-service/to-flow-view";
import type { FlowKind } from "@/lib/self-service/view";
import { toFixtureOptions } from "@/tests/fixtures/fixtures";
import { DRAWN_FIELD, parseDrawn } from "./drawn";
import { mergeTraits } from "./merge";

const KRATOS = "http://localhost:4400";

const list = { type: "array", readOnly: true, default: ["a", "b"] };
const properties = {
  groups: { ...list, items: { type: "string" } },
  levels: { ...list, items: { type: "string", readOnly: true } },
  tags: { ...list, items: { enum: ["a", "b"] } },
  role: { enum: ["user", "admin"], type: "string", readOnly: true, default: "user" },
  trial: { type: "boolean", readOnly: true, default: true },
  plan: { type: "string", readOnly: true, default: "small" },
};
const DEFAULTS = {
  groups: ["a", "b"],
  levels: ["a", "b"],
  tags: ["a", "b"],
  role: "user",
  trial: true,
  plan: "small",
};

const toSchema = (own: object, required: string[] = []) => ({
  properties: { traits: { type: "object", properties: own, required } },
});

const node = (name: string, attributes: object = {}, group = "default") => ({
  type: "input",
  group,
  attributes: { name, type: "text", node_type: "input", ...attributes },
  messages: [],
  meta: {},
});

function toNodes(
  kind: FlowKind,
  nodes: object[],
  { traits, ...options }: { traits?: object; isRelayed: boolean; identitySchema: object },
): NodeView[] {
  const ui = { action: `${KRATOS}/self-service/${kind}?flow=f`, method: "POST", nodes };
  const identity = traits && { id: "i", traits };
  const flow = parseFlow({ id: "f", ui, ...(identity && { identity }) });
  const whole = { ...options, ...(!options.isRelayed && { kratosBrowserUrl: KRATOS }) };
  return toFlowView(flow, toFixtureOptions(kind, whole)).forms.flatMap((form) => form.nodes);
}

/** What a browser sends of the form. */
function toPosted(nodes: readonly NodeView[]): [string, string][] {
  return nodes.flatMap((one): [string, string][] => {
    if ("disabled" in one && one.disabled && one.kind !== "list") return [];
    switch (one.kind) {
      case "hidden":
      case "field":
      case "select":
        return [[one.name, one.value]];
      case "list":
        return toPosted(one.items);
      default:
        return [];
    }
  });
}

const SENT = Object.entries(DEFAULTS)
  .flatMap(([name, value]) => [value].flat().map((one) => [`traits.${name}`, String(one)]))
  .toSorted();

const heldBy = (name: string, place = 0) => {
  const value: unknown = Reflect.get(DEFAULTS, name);
  return { value: Array.isArray(value) ? value[place] : value };
};

const settings = [
  ...["groups", "levels", "tags"].flatMap((name) =>
    [0, 1].map((place) => node(`traits.${name}.${place}`, heldBy(name, place))),
  ),
  ...["role", "plan"].map((name) => node(`traits.${name}`, heldBy(name))),
  node("traits.trial", { type: "checkbox", ...heldBy("trial") }),
  node("method", { type: "submit", value: "profile" }, "profile"),
];

const empty = Object.keys(properties).map((name) =>
  node(`traits.${name}`, name === "trial" ? { type: "checkbox" } : {}),
);
const signUp = [...empty, node("method", { type: "submit", value: "password" }, "password")];

it("what only the operator sets is sent once where browsers post to Kratos themselves", () => {
  const identitySchema = toSchema(properties);
  const nodes = toNodes("settings", settings, { traits: DEFAULTS, isRelayed: false, identitySchema });
  expect(toPosted(nodes).toSorted()).toEqual(SENT);
});

it("a new account gets the defaults that its form shows and does not let be changed", () => {
  const identitySchema = toSchema(properties);
  const direct = toPosted(toNodes("registration", signUp, { isRelayed: false, identitySchema }));
  expect(direct.toSorted()).toEqual(SENT);
  const form = new URLSearchParams(
    toPosted(toNodes("registration", signUp, { isRelayed: true, identitySchema })),
  );
  const drawn = parseDrawn(form.get(DRAWN_FIELD) ?? "");
  expect(drawn && mergeTraits({}, drawn, form)).toEqual(DEFAULTS);
});

it("a form without lists brings a new account its fixed defaults too", () => {
  const { role, trial } = properties;
  const fields = [node("traits.role"), node("traits.trial", { type: "checkbox" }), ...signUp.slice(-1)];
  const identitySchema = toSchema({ role, trial }, ["role"]);
  const posted = toPosted(toNodes("registration", fields, { isRelayed: true, identitySchema }));
  expect(posted).toEqual([
    ["traits.role", "user"],
    ["traits.trial", "true"],
  ]);
});

it("what no account can be made without is asked for, though only the operator changes it", () => {
  const identitySchema = toSchema({ number: { type: "string", readOnly: true } }, ["number"]);
  const find = (kind: FlowKind, attributes: object, group: string, traits?: object) => {
    const nodes = [node("traits.number", attributes, group), ...signUp.slice(-1)];
    return toNodes(kind, nodes, { isRelayed: true, identitySchema, traits }).find(
      (one) => "name" in one && one.name === "traits.number",
    );
  };
  expect(find("registration", {}, "default")).not.toHaveProperty("readOnly");
  expect(find("registration", { value: "7" }, "password")).not.toHaveProperty("readOnly");
  expect(find("registration", { value: "7" }, "oidc")).toHaveProperty("readOnly", true);
  expect(find("settings", { value: "7" }, "profile", { number: "7" })).toHaveProperty("readOnly", true);
});
