import { describe, expect, it } from "vitest";
import { toFixtureOptions } from "@/tests/fixtures/fixtures";
import { toFlowView } from "./to-flow-view";
import type { FlowKind } from "./view";

/**
 * Shapes that Kratos v1.3.1 does not send, or that the recorded schemas lack: taken from the types of
 * `@ory/client-fetch` and from Kratos' later source.
 */
function toView(kind: FlowKind, nodes: object[], rest: object = {}, identitySchema?: unknown) {
  const ui = { action: `http://localhost:4400/self-service/${kind}?flow=x`, method: "POST", nodes };
  return toFlowView({ id: "x", ui, ...rest }, toFixtureOptions(kind, { identitySchema }));
}

const input = (group: string, attributes: object, label?: object) => ({
  type: "input",
  group,
  attributes: { node_type: "input", disabled: false, ...attributes },
  messages: [],
  meta: label ? { label } : {},
});
const csrf = input("default", { name: "csrf_token", type: "hidden", value: "t", required: true });
const submit = (name: string, value: string, group = "code") => input(group, { name, value, type: "submit" });

describe("newer shapes", () => {
  it("options of an input become a select", () => {
    const options = [{ value: "a", label: { id: 1, text: "First", type: "info" } }, { value: "b" }];
    const view = toView("settings", [
      csrf,
      input("profile", { name: "traits.x", type: "text", value: "b", options }),
    ]);
    expect(view.forms[0]?.nodes[1]).toMatchObject({
      kind: "select",
      value: "b",
      options: [
        { value: "a", label: "First" },
        { value: "b", label: "b" },
      ],
    });
  });

  it("a captcha stands in every form, with its data and nothing executable", () => {
    const captcha = {
      type: "div",
      group: "captcha",
      attributes: { id: "captcha", class: "cf", data: { "data-sitekey": "k", onclick: "x", "x y": "z" } },
    };
    const view = toView("login", [
      csrf,
      captcha,
      submit("method", "password", "password"),
      submit("provider", "p", "oidc"),
    ]);
    for (const form of view.forms) {
      expect(form.nodes).toContainEqual(
        expect.objectContaining({ kind: "div", id: "captcha", data: { sitekey: "k", onclick: "x" } }),
      );
    }
  });

  it("a node kind of the future is shown by name and reported", () => {
    const view = toView("login", [csrf, { type: "video", group: "default", attributes: { id: "intro" } }]);
    expect(view.unknown).toEqual(["video: intro"]);
    expect(view.forms[0]?.nodes).toContainEqual(
      expect.objectContaining({ kind: "unknown", description: "intro" }),
    );
  });

  it("an input type of the future is a text field and reported", () => {
    const view = toView("registration", [
      csrf,
      input("default", { name: "traits.c", type: "color", required: true }),
    ]);
    expect(view.unknown).toEqual(["input type color: traits.c"]);
    expect(view.forms[0]?.nodes).toContainEqual(
      expect.objectContaining({ kind: "field", type: "text", required: true }),
    );
  });

  it("recovery addresses are a choice among equals", () => {
    const nodes = [csrf, submit("recovery_select_address", "h1"), submit("recovery_select_address", "h2")];
    const view = toView("recovery", nodes, { state: "recovery_awaiting_address_choice" });
    expect(view.title).toBe("Choose an address");
    expect(view.forms[0]?.nodes.slice(1)).toEqual([
      expect.objectContaining({ value: "h1", role: "secondary" }),
      expect.objectContaining({ value: "h2", role: "secondary" }),
    ]);
  });

  it("going back from a recovery address takes along what Kratos needs", () => {
    const nodes = [
      csrf,
      input("code", { name: "recovery_confirm_address", type: "email", required: true }),
      input("code", { name: "recovery_address", type: "hidden", value: "a@b.example" }),
      submit("method", "code"),
      submit("screen", "previous"),
    ];
    const view = toView("recovery", nodes, { state: "recovery_awaiting_address_confirm" });
    expect(view.forms.map(({ testId }) => testId)).toEqual(["recovery-flow", "recovery-flow-back"]);
    expect(view.forms[1]?.nodes).toContainEqual(expect.objectContaining({ name: "recovery_address" }));
  });
});

describe("traits of other types", () => {
  const schema = {
    properties: {
      traits: {
        properties: {
          agrees: { type: "boolean" },
          tos: { type: "boolean", const: true },
          count: { type: "integer" },
        },
      },
    },
  };
  const toNodes = (attributes: object) =>
    toView(
      "registration",
      [csrf, input("default", attributes), submit("method", "password", "password")],
      {},
      schema,
    ).forms[0]?.nodes ?? [];

  it("a boolean that must be answered can be answered with no", () => {
    expect(toNodes({ name: "traits.agrees", type: "checkbox", required: true }).slice(1, 3)).toEqual([
      expect.objectContaining({ kind: "hidden", name: "traits.agrees", value: "false" }),
      expect.objectContaining({ kind: "checkbox", name: "traits.agrees", value: "true", required: false }),
    ]);
  });

  it("terms must be ticked", () => {
    expect(toNodes({ name: "traits.tos", type: "checkbox", required: true })[1]).toMatchObject({
      required: true,
    });
  });

  it("integers step by one", () => {
    expect(toNodes({ name: "traits.count", type: "number", value: 3 })[1]).toMatchObject({
      value: "3",
      step: "1",
      inputmode: "numeric",
    });
  });

  it("moments are written with their time zone: Kratos refuses what datetime-local sends", () => {
    expect(
      toNodes({ name: "traits.at", type: "datetime-local", value: "2026-01-31T09:30:00Z" })[1],
    ).toMatchObject({
      type: "text",
      value: "2026-01-31T09:30:00Z",
      hint: expect.stringContaining("2026-01-31T09:30:00Z"),
    });
  });
});
