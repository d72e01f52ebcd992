import { describe, expect, it } from "vitest";
import { withIdentifier } from "@/lib/self-service/forms/with-identifier";
import { parseFlow } from "@/lib/self-service/kratos-flow";
import { toFixtureOptions } from "@/tests/fixtures/fixtures";
import { IDENTITY_WITH_LISTS } from "@/tests/support/traits/identity-with-lists";
import { toFlowView } from "./to-flow-view";
import type { FlowKind } from "./view";

/**
 * Shapes that Kratos v1.3.1 does not send, or that the recorded schemas lack: taken from the types of
 * `@ory/client-fetch` and from Kratos' later source.
 */
function toView(kind: FlowKind, nodes: object[], rest: object = {}, identitySchema?: unknown) {
  const ui = { action: `http://localhost:4400/self-service/${kind}?flow=x`, method: "POST", nodes };
  return toFlowView(parseFlow({ id: "x", ui, ...rest }), toFixtureOptions(kind, { identitySchema }));
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
  it("an error about an item of a list of the step before is said, whatever type the item has", () => {
    const refused = { id: 4000007, text: "This address is on our list.", type: "error", context: {} };
    const item = input("default", { name: "traits.emails.0", type: "text", value: "a@foyer.example" });
    const view = toView(
      "registration",
      [
        csrf,
        input("default", { name: "traits.emails", type: "hidden" }),
        { ...item, messages: [refused] },
        input("password", { name: "password", type: "password", required: true }),
        submit("method", "password", "password"),
        submit("screen", "previous", "profile"),
      ],
      { active: "password", state: "choose_method" },
      IDENTITY_WITH_LISTS,
    );
    const [error] = view.errors;
    expect(view.errors).toHaveLength(1);
    expect([error?.label, error?.message.text]).toEqual(["Address 1", refused.text]);
    expect(error?.way).toMatchObject({ button: { value: "previous" } });
    expect(view.forms[0]?.nodes).toContainEqual(
      expect.objectContaining({ kind: "hidden", name: "traits.emails", value: "a@foyer.example" }),
    );
  });

  it("the buttons of a step that was sent twice are there once", () => {
    const step = [submit("method", "password", "password"), submit("screen", "previous", "profile")];
    const password = input("password", { name: "password", type: "password", required: true });
    const view = toView("registration", [csrf, password, ...step, ...step]);
    const once = toView("registration", [csrf, password, ...step]);
    expect(view).toEqual(once);
  });

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

  it("options keep the schema's titles, and numbers among them stay numbers", () => {
    const options = [{ value: 1 }, { value: 2.5 }];
    const nodes = [csrf, input("profile", { name: "traits.x", type: "number", value: 1, options })];
    const choose = (schema?: unknown) => toView("settings", nodes, {}, schema).forms[0]?.nodes[1];
    const toSchema = (x: object) => ({ properties: { traits: { type: "object", properties: { x } } } });
    const plain = { value: "1", options: [{ value: "1" }, { value: "2.5" }] };
    expect(choose()).toMatchObject({ kind: "select", json: "number", ...plain });
    expect(choose(toSchema({ type: "number", enum: [1, 2.5] }))).toMatchObject({ json: "number", ...plain });
    const titled = {
      anyOf: [
        { const: 1, title: "One" },
        { const: 2.5, title: "More" },
      ],
      enum: [1, 2.5],
    };
    expect(choose(toSchema({ type: "number", ...titled }))).toMatchObject({
      options: [{ label: "One" }, { label: "More" }],
    });
  });

  it("a node kind of the future is shown by name and reported", () => {
    const view = toView("login", [csrf, { type: "video", group: "default", attributes: { id: "intro" } }]);
    expect(view.unknown).toEqual(["video: intro"]);
    expect(view.forms[0]?.nodes).toContainEqual(
      expect.objectContaining({ kind: "unknown", description: "intro" }),
    );
  });

  it("F1: only the captcha script that the operator names is drawn, and its class alone kept", () => {
    const toCaptcha = (classes: string) => ({
      type: "div",
      group: "captcha",
      attributes: { id: "captcha", class: classes, data: { sitekey: "k" } },
    });
    const toLogin = (classes: string, captchaScript?: string) => {
      const nodes = [
        csrf,
        toCaptcha(classes),
        submit("method", "password", "password"),
        submit("provider", "p", "oidc"),
      ];
      const ui = { action: "http://localhost:4400/self-service/login?flow=x", method: "POST", nodes };
      return toFlowView(parseFlow({ id: "x", ui }), { ...toFixtureOptions("login"), captchaScript });
    };
    const url = "https://challenges.example/api.js";
    const allowed = toLogin("fixed cf-turnstile inset-0", url);
    expect(allowed.captchaScript).toBe(url);
    expect(allowed.forms.map(({ needsScript }) => needsScript)).toEqual([true, true]);
    expect(allowed.forms[0]?.nodes).toContainEqual(expect.objectContaining({ className: "cf-turnstile" }));
    const other = toLogin("fixed inset-0", url);
    expect(JSON.stringify(other.forms)).not.toContain("className");
    const without = toLogin("cf-turnstile");
    expect(without.captchaScript).toBeUndefined();
    expect(JSON.stringify(without.forms)).not.toContain("className");
  });

  it("settings have no section of what nobody sees, as where an organisation manages them", () => {
    const managed = { id: 1050023, text: "Your account is managed by your organization.", type: "info" };
    const toSettings = (...nodes: object[]) => {
      const ui = { action: "http://localhost:4400/self-service/settings?flow=x", method: "POST", nodes };
      return toFlowView(
        parseFlow({ id: "x", ui: { ...ui, messages: [managed] } }),
        toFixtureOptions("settings"),
      );
    };
    const nonce = input("deviceauthn", { name: "deviceauthn_nonce", type: "hidden", value: "n" });
    const password = input("password", { name: "password", type: "password", required: true });
    expect(toSettings(csrf)).toMatchObject({ forms: [], messages: [{ id: managed.id }] });
    expect(toSettings(csrf, nonce).forms).toEqual([]);
    const { forms } = toSettings(csrf, nonce, password, submit("method", "password", "password"));
    expect(forms.map(({ testId }) => testId)).toEqual(["settings-password"]);
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

  it("a recovery begins with the address that was typed at sign-in, whatever its field's name", () => {
    const asked = (name: string) => [
      csrf,
      input("code", { name, type: "text", required: true }),
      submit("method", "code"),
    ];
    for (const name of ["email", "recovery_address"]) {
      const { forms } = withIdentifier(toView("recovery", asked(name)), "ada@foyer.example");
      expect(forms[0]?.nodes).toContainEqual(expect.objectContaining({ name, value: "ada@foyer.example" }));
    }
  });

  it("going back from a recovery address takes along what Kratos needs", () => {
    const nodes = [
      csrf,
      input("code", { name: "recovery_confirm_address", type: "email", required: true }),
      input("code", { name: "recovery_address", type: "hidden", value: "a@b.example" }),
      submit("method", "code"),
      submit("screen", "previous"),
    ];
    const view = toView("recovery", nodes, { state: "recovery_confirming_address" });
    expect(view.title).toBe("Confirm the address");
    expect(view.forms.map(({ testId }) => testId)).toEqual(["recovery-flow", "recovery-flow-back"]);
    expect(view.forms[1]?.nodes).toContainEqual(expect.objectContaining({ name: "recovery_address" }));
  });
});

describe("words by what is there", () => {
  const providerButton = {
    ...input("oidc", { name: "provider", value: "idp", type: "submit" }),
    meta: { label: { id: 1040003, text: "Continue", type: "info" } },
  };
  const trait = input("default", { name: "traits.name", type: "text", required: true });
  const error = (id: number) => [{ id, text: "No.", type: "error" }];

  it("a sign-up that a provider began asks for what is missing, whatever group that stands in", () => {
    expect(toView("registration", [csrf, trait, providerButton]).title).toBe("Almost there");
    const password = submit("method", "password", "password");
    expect(toView("registration", [csrf, trait, password]).title).toBe("Create your account");
    expect(toView("registration", [csrf, trait, password, providerButton]).title).toBe("Create your account");
  });

  it("an account that is switched off is not signed in, however right its code", () => {
    const state = "passed_challenge";
    const view = (id: number) => {
      const ui = { action: "http://localhost:4400/self-service/login?flow=x", method: "POST", nodes: [csrf] };
      return toFlowView(
        parseFlow({ id: "x", state, ui: { ...ui, messages: error(id) } }),
        toFixtureOptions("login"),
      );
    };
    const done = toView("login", [csrf], { state }).title;
    expect(view(4010011).title).not.toBe(done);
    expect(view(4000001).title).not.toBe(done);
    expect(view(4010007).title).toBe(done);
  });
});

describe("a button that names an address", () => {
  const identifier = input("default", { name: "identifier", type: "hidden", value: "a@b.example" });
  const address = (value: string) => input("code", { name: "address", value, type: "submit" });
  const names = (form: { nodes: readonly object[] } | undefined) =>
    form?.nodes.map((node) => ("name" in node ? node.name : ""));

  it("is posted without the identifier, which Kratos would take in its place", () => {
    const password = input("password", { name: "password", type: "password", required: true });
    const nodes = [
      csrf,
      identifier,
      password,
      submit("method", "password", "password"),
      address("+491"),
      address("c@d.example"),
    ];
    const view = toView("login", nodes, { refresh: true });
    const codes = view.forms.find(({ group }) => group === "code");
    expect(names(codes)).toEqual(["csrf_token", "address", "address"]);
    expect(names(view.forms.find(({ group }) => group === "password"))).toContain("identifier");
  });

  it("stands in a form of its own beside a button that needs the identifier", () => {
    const view = toView("login", [csrf, identifier, submit("method", "code"), address("+491")], {
      refresh: true,
    });
    expect(view.forms.map(names)).toEqual([
      ["csrf_token", "identifier", "method"],
      ["csrf_token", "address"],
    ]);
  });

  it("property: no form of any login posts both", () => {
    for (const order of [
      [csrf, identifier, address("+491")],
      [address("+491"), identifier, csrf],
      [csrf, address("+491"), submit("method", "code"), identifier],
      [csrf, identifier, address("+491"), submit("method", "password", "password")],
    ]) {
      const forms = toView("login", order).forms.map(names);
      expect(forms.some((form) => form?.includes("address"))).toBe(true);
      for (const form of forms) expect(form?.includes("address") && form.includes("identifier")).toBe(false);
    }
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

  it.each([
    [{ multipleOf: 0.01 }, "0.01"],
    [{ multipleOf: 0.1, minimum: 0.3 }, "0.1"],
    [{ multipleOf: 0.1, minimum: 0.35 }, "any"],
    [{ multipleOf: 5, minimum: 10 }, "5"],
    [{ multipleOf: 5, minimum: 3 }, "any"],
    [{ multipleOf: 1e-9 }, "any"],
    [{ type: "integer", multipleOf: 5 }, "5"],
    [{ type: "integer", multipleOf: 0.5 }, "1"],
  ])("a number of %j steps by %s", (limits, step) => {
    const schema = { properties: { traits: { properties: { size: { type: "number", ...limits } } } } };
    const size = input("profile", { name: "traits.size", type: "number" });
    const { forms } = toView("settings", [csrf, size], {}, schema);
    expect(forms[0]?.nodes[1]).toMatchObject({ type: "number", step });
  });

  it("moments are written with their time zone: Kratos refuses what datetime-local sends", () => {
    expect(
      toNodes({ name: "traits.at", type: "datetime-local", value: "2026-01-31T09:30:00Z" })[1],
    ).toMatchObject({
      type: "text",
      value: "2026-01-31T09:30:00Z",
      hint: [expect.stringContaining("2026-01-31T09:30:00Z")],
    });
  });
});
