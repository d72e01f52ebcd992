import { describe, expect, it, test } from "vitest";
import { read, readList, readString, toRecord } from "@/lib/json";
import { parseFlow } from "@/lib/self-service/kratos-flow";
import { getFixture, getFixtureSchema, getFixtures, toFixtureOptions } from "@/tests/fixtures/fixtures";
import { isAction } from "./forms/actions";
import { SECRET_FIELDS } from "./method-facts";
import { toFlowView } from "./to-flow-view";
import type { FlowView, FormView, NodeView } from "./view";

const fixtures = getFixtures().map((fixture) => ({
  ...fixture,
  view: toFlowView(parseFlow(fixture.flow), toFixtureOptions(fixture.kind)),
}));

function toView(name: string, more: Parameters<typeof toFixtureOptions>[1] = {}): FlowView {
  const { kind, flow } = getFixture(name);
  return toFlowView(parseFlow(flow), toFixtureOptions(kind, more));
}

function toForm(view: FlowView, testId: string): FormView {
  const form = view.forms.find((candidate) => candidate.testId === testId);
  if (!form) throw new Error(`No form ${testId} but ${view.forms.map((each) => each.testId)}`);
  return form;
}

function toRawNodes(flow: unknown) {
  return readList(read(flow, "ui"), "nodes").map((node) => ({
    type: readString(node, "type"),
    attributes: read(node, "attributes"),
    messages: readList(node, "messages"),
    label: readString(read(read(node, "meta"), "label"), "text"),
  }));
}

const namesOf = (nodes: readonly NodeView[]) => nodes.flatMap((node) => ("name" in node ? [node.name] : []));
const find = (form: FormView, name: string) =>
  form.nodes.find((node) => "name" in node && node.name === name);

describe.each(fixtures)("$name", ({ flow, view }) => {
  const nodes = view.forms.flatMap((form) => form.nodes);

  /** Kratos names the return address as action then, and nothing is left to post. */
  const isDone = readString(flow, "state") === "passed_challenge";

  it("understands every node", () => expect(view.unknown).toEqual([]));

  it("keeps every control with its name and value, each field with its label", () => {
    if (isDone) return;
    for (const raw of toRawNodes(flow).filter(({ type }) => type === "input")) {
      const name = readString(raw.attributes, "name") ?? "";
      const isHidden = readString(raw.attributes, "type") === "hidden";
      const placed = nodes.filter((node) => "name" in node && node.name === name);
      expect(placed.length, name).toBeGreaterThan(0);
      if (raw.label && !isHidden) {
        expect(placed.map((node) => ("label" in node ? node.label : ""))).toContain(raw.label);
      }
      if (!isHidden && read(raw.attributes, "type") === "submit") {
        expect(placed.map((node) => ("value" in node ? node.value : ""))).toContain(
          readString(raw.attributes, "value"),
        );
      }
    }
  });

  it("gives each form the CSRF token, so that it can be submitted by itself", () => {
    for (const form of view.forms) {
      expect(namesOf(form.nodes).includes("csrf_token"), form.testId).toBe(!isDone);
    }
  });

  it("gives forms test ids that are unique", () => {
    const ids = view.forms.map((form) => form.testId);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("has one main button at most in a form, and Enter presses it", () => {
    for (const form of view.forms) {
      const submits = form.nodes.filter((node) => node.kind === "submit");
      expect(
        form.nodes.filter((node) => isAction(node) && node.role === "primary").length,
      ).toBeLessThanOrEqual(1);
      const hasField = form.nodes.some((node) => node.kind === "field" || node.kind === "select");
      if (hasField && submits[0]) {
        expect(["primary", "secondary"], `${form.testId}: ${submits[0].name}`).toContain(submits[0].role);
      }
    }
  });

  it("shows messages letter for letter as Kratos wrote them", () => {
    const own = (message: unknown) => readString(message, "text");
    expect(view.messages.map(({ text }) => text)).toEqual(readList(read(flow, "ui"), "messages").map(own));
    const sentences = nodes.flatMap((node) => node.messages.map(({ text }) => text));
    for (const raw of toRawNodes(flow))
      for (const message of raw.messages) expect(sentences).toContain(own(message));
  });

  it("never echoes a password or code (F14)", () => {
    for (const node of nodes) {
      if (node.kind === "field" && (node.type === "password" || SECRET_FIELDS.includes(node.name))) {
        expect(node.value).toBe("");
      }
    }
  });

  it("lists each field error once, at a form that has the field", () => {
    const keys = view.errors.map(({ name, message }) => `${name} ${message.id} ${message.text}`);
    expect(new Set(keys).size).toBe(keys.length);
    for (const error of view.errors) expect(namesOf(toForm(view, error.form).nodes)).toContain(error.name);
  });

  it("has a title and posts to Kratos", () => {
    expect(view.title).not.toMatch(/^\w+\.\w+/);
    expect(view.lead ?? "").not.toMatch(/\{|^\w+\.\w+\./);
    if (isDone) return;
    for (const form of view.forms) {
      expect(form).toMatchObject({ method: "post", action: expect.stringContaining("flow=") });
    }
  });
});

describe("login", () => {
  test.each(["login", "registration"] as const)(
    "O24: a %s page's forms and address say where its flow is going, but not to another Kratos",
    (kind) => {
      const fixture = getFixtures().find((each) => each.kind === kind && !read(each.flow, "return_to"));
      if (!fixture) throw new Error(`no ${kind} without a return address`);
      const returnTo = "https://id.example/login?login_challenge=c";
      const flow = { ...fixture.flow, return_to: returnTo };
      const view = toFlowView(parseFlow(flow), toFixtureOptions(kind, { isRelayed: true, created: true }));
      const [form] = view.forms;
      expect(new URL(form?.action ?? "").searchParams.get("return_to")).toBe(returnTo);
      expect(new URLSearchParams(view.createdPath?.split("?")[1]).get("return_to")).toBe(returnTo);
      const elsewhere = toFlowView(parseFlow(flow), toFixtureOptions(kind, { isRelayed: false }));
      expect(elsewhere.forms[0]?.action).not.toContain("return_to");
    },
  );

  it("leads with the password; ways that need the address alone stand in its form", () => {
    const view = toView("login-all-initial");
    expect(view.forms.map((form) => form.testId)).toEqual(["login-flow", "passkey-flow", "oidc-flow"]);
    const { nodes } = toForm(view, "login-flow");
    expect(nodes.filter(({ kind }) => kind === "way")).toMatchObject([
      { testId: "passwordless-flow", heading: "Or use a security key" },
      { testId: "login-flow-code", heading: "Or get a code" },
    ]);
    const buttons = nodes.filter((node) => node.kind === "submit");
    expect(buttons.map(({ value, formNoValidate }) => ({ value, formNoValidate }))).toEqual([
      { value: "password", formNoValidate: false },
      { value: "webauthn", formNoValidate: true },
      { value: "code", formNoValidate: true },
    ]);
    expect(namesOf(toForm(view, "oidc-flow").nodes)).toEqual(["csrf_token", "provider", "provider"]);
  });

  it.each(getFixtures().filter(({ kind }) => kind === "login"))(
    "$name asks for the address once at most",
    ({ name }) => {
      const fields = toView(name).forms.flatMap(({ nodes }) =>
        nodes.filter((node) => node.kind === "field" && node.name === "identifier"),
      );
      expect(fields.length).toBeLessThanOrEqual(1);
    },
  );

  it("has a field for an address that Kratos asks for by one that is hidden and empty", () => {
    const { flow } = getFixture("login-all-initial");
    const nodes = readList(read(flow, "ui"), "nodes").map((node) =>
      readString(read(node, "attributes"), "name") === "identifier"
        ? { ...toRecord(node), attributes: { name: "identifier", type: "hidden", value: "" }, meta: {} }
        : node,
    );
    const view = toFlowView(
      parseFlow({ ...flow, ui: { ...toRecord(read(flow, "ui")), nodes } }),
      toFixtureOptions("login"),
    );
    expect(find(toForm(view, "login-flow"), "identifier")).toMatchObject({
      kind: "field",
      type: "text",
      label: "ID",
      required: true,
    });
  });

  it("has one loud button on the page", () => {
    const buttons = toView("login-all-initial").forms.flatMap((form) => form.nodes.filter(isAction));
    expect(buttons.filter(({ role }) => role === "primary").map(({ value }) => value)).toEqual(["password"]);
  });

  it("asks browsers for passkeys in every identifier field and starts the suggestions once", () => {
    const nodes = toView("login-all-initial").forms.flatMap((form) => form.nodes);
    const identifiers = nodes.filter((node) => node.kind === "field" && node.name === "identifier");
    expect(identifiers.map((node) => node.kind === "field" && node.autocomplete)).toEqual(
      identifiers.map(() => "username webauthn"),
    );
    expect(nodes.filter((node) => "onload" in node && node.onload)).toHaveLength(1);
  });

  it("offers passkeys in identifier-first sign-in, where Kratos sends no button", () => {
    const view = toView("login-identifier_first-initial");
    expect(view.forms.map((form) => form.testId)).toEqual(["login-flow", "passkey-flow", "oidc-flow"]);
    expect(find(toForm(view, "login-flow"), "identifier")).toMatchObject({
      autocomplete: "username webauthn",
    });
    expect(toForm(view, "passkey-flow")).not.toHaveProperty("heading");
  });

  it("carries the identifier into each method of identifier-first sign-in", () => {
    const view = toView("login-identifier_first-credentials");
    for (const id of ["login-flow", "login-flow-code"]) {
      expect(find(toForm(view, id), "identifier")).toMatchObject({
        kind: "hidden",
        value: "ida@foyer.example",
      });
    }
  });

  it("puts Continue before Resend, in whatever order Kratos sends them", () => {
    for (const name of ["login-code-sent", "login-code-flow_error", "login-code-field_error"]) {
      const form = toForm(toView(name), "login-flow-code");
      const submits = form.nodes.filter((node) => node.kind === "submit");
      expect(submits.map((node) => node.name)).toEqual(["method", "resend"]);
      expect(submits[1]).toMatchObject({ role: "quiet", formNoValidate: true, cooldownSeconds: 30 });
    }
  });

  it("draws the code as a one-time code and says where it went", () => {
    const view = toView("login-code-sent");
    expect(find(toForm(view, "login-flow-code"), "code")).toMatchObject({
      isCode: true,
      autocomplete: "one-time-code",
      inputmode: "numeric",
    });
    expect(view.lead).toBe("We sent a code to lin@foyer.example.");
  });

  it("offers every second factor, the app's code first", () => {
    const view = toView("login-all-aal2");
    expect(view.title).toBe("Second step");
    expect(view.forms.map((form) => form.testId)).toEqual([
      "login-flow-totp",
      "passwordless-flow",
      "login-flow-code",
      "login-flow-lookup_secret",
    ]);
  });

  it("says why it asks again and for whom", () => {
    expect(toView("login-all-refresh").title).toBe("Confirm it is you");
    expect(toView("login-all-initial", { clientName: "Example" }).clientName).toBe("Example");
    expect(toView("login-oidc-link").title).toBe("Link your accounts");
  });
});

describe("registration", () => {
  it("puts the traits into the form of each method that needs them", () => {
    const view = toView("registration-all-initial");
    expect(view.forms.map((form) => form.testId)).toEqual([
      "registration-flow",
      "passkey-flow",
      "oidc-flow",
      "passwordless-flow",
    ]);
    for (const form of view.forms) {
      expect(namesOf(form.nodes).includes("traits.email")).toBe(form.testId !== "oidc-flow");
    }
  });

  it("knows keyboards, autofill, selects and musts from names and schema", () => {
    const view = toView("registration-all-initial", { identitySchema: getFixtureSchema() });
    const form = toForm(view, "registration-flow");
    expect(find(form, "traits.name.first")).toMatchObject({ autocomplete: "given-name" });
    expect(find(form, "traits.phone")).toMatchObject({ type: "tel", inputmode: "tel", autocomplete: "tel" });
    expect(find(form, "traits.shoe_size")).toMatchObject({
      type: "number",
      inputmode: "decimal",
      step: "any",
    });
    expect(find(form, "traits.address.country")).toMatchObject({
      kind: "select",
      autocomplete: "country-name",
    });
    expect(find(form, "traits.tos")).toMatchObject({ kind: "checkbox", value: "true", required: true });
    expect(find(form, "traits.newsletter")).toMatchObject({ required: false, checked: false });
    expect(find(form, "password")).toMatchObject({ autocomplete: "new-password" });
  });

  it("keeps what was typed before an error", () => {
    const form = toForm(toView("registration-password-field_error"), "registration-flow");
    expect(find(form, "traits.website")).toMatchObject({ value: "no address" });
    expect(find(form, "traits.shoe_size")).toMatchObject({ value: "7" });
    expect(find(form, "traits.tos")).toMatchObject({ checked: true });
  });

  it("asks for missing traits beside the provider's button", () => {
    const view = toView("registration-oidc-incomplete");
    expect(view.title).toBe("Almost there");
    expect(view.forms).toHaveLength(1);
    expect(view.forms[0]?.nodes.at(-1)).toMatchObject({
      name: "provider",
      role: "primary",
      formNoValidate: false,
    });
    expect(view.links.map(({ testId }) => testId)).toEqual(["back-link", "cta-link"]);
  });

  it("has a way out when a provider's error leaves that provider alone", () => {
    expect(toView("registration-oidc-flow_error").links[0]).toMatchObject({ testId: "back-link" });
  });

  it("takes the typed traits back to the first step, in a form that Enter cannot reach", () => {
    const back = toForm(toView("registration-credentials-initial"), "registration-flow-back");
    expect(namesOf(back.nodes)).toEqual([
      "traits.email",
      "traits.name.first",
      "traits.tos",
      "csrf_token",
      "screen",
    ]);
    expect(back.nodes.at(-1)).toMatchObject({ role: "quiet", formNoValidate: true });
  });
});

describe("settings", () => {
  it("has a section a group, in an order that people expect", () => {
    expect(toView("settings-all-full").forms.map((form) => form.testId)).toEqual([
      "settings-profile",
      "settings-password",
      "settings-passkey",
      "settings-oidc",
      "settings-totp",
      "settings-webauthn",
      "settings-webauthn-remove",
      "settings-lookup_secret",
    ]);
  });

  it("says each section's state before it asks for anything", () => {
    const lead = (name: string, group: string) => toForm(toView(name), `settings-${group}`).lead;
    expect(lead("settings-all-initial", "passkey")).toMatch(/^No passkeys yet/);
    expect(lead("settings-all-full", "passkey")).toBe("One passkey is set up.");
    expect(lead("settings-all-initial", "totp")).toMatch(/^Not set up/);
    expect(lead("settings-all-full", "totp")).toBe("An authenticator app is set up.");
    expect(lead("settings-all-full", "oidc")).toBe("One other account is linked.");
    expect(lead("settings-lookup_secret-used", "lookup_secret")).toBe("1 of 12 codes used.");
    expect(lead("settings-lookup_secret-confirm", "lookup_secret")).toMatch(/^Keep these codes/);
  });

  it("asks before anything is removed, and names it", () => {
    const view = toView("settings-all-full");
    const dangers = view.forms.flatMap((form) =>
      form.nodes.filter((node) => node.kind === "submit" && node.role === "danger"),
    );
    expect(dangers.map((node) => "name" in node && node.name)).toEqual([
      "passkey_remove",
      "unlink",
      "totp_unlink",
      "webauthn_remove",
      "lookup_secret_disable",
    ]);
    for (const node of dangers) expect("confirm" in node && node.confirm).toMatch(/\?/);
    expect(dangers[3]).toMatchObject({
      confirm: expect.stringContaining("Blue key"),
      detail: "Added Jan 1, 2026",
    });
  });

  it("cannot remove a key by Enter in the new key's name", () => {
    const form = toForm(toView("settings-all-full"), "settings-webauthn");
    expect(form.nodes.some((node) => node.kind === "submit")).toBe(false);
  });

  it("lists backup codes one by one and strikes used ones", () => {
    const form = toForm(toView("settings-lookup_secret-used"), "settings-lookup_secret");
    const text = form.nodes.find((node) => node.kind === "text");
    const codes = text?.kind === "text" ? (text.codes ?? []) : [];
    expect(codes).toHaveLength(12);
    expect(codes.filter(({ used }) => used)).toEqual([
      { text: "Secret was used at 2026-01-01 12:00:00 +0000 UTC", used: true },
    ]);
    expect(find(form, "lookup_secret_regenerate")).toMatchObject({ confirm: expect.any(String) });
  });

  it("shows the app's secret as picture and as text", () => {
    const form = toForm(toView("settings-all-initial"), "settings-totp");
    expect(form.nodes.find((node) => node.kind === "image")).toMatchObject({
      id: "totp_qr",
      width: 256,
      height: 256,
    });
    expect(form.nodes.find((node) => node.kind === "text")).toMatchObject({
      id: "totp_secret_key",
      text: /^[A-Z2-7]+$/,
    });
  });
});

describe("links", () => {
  it("take the destination along", () => {
    const { links } = toView("login-all-initial");
    const encoded = encodeURIComponent("http://localhost:4400/account?a=1&b=2");
    expect(links.map(({ href }) => href)).toEqual([
      `/recovery?return_to=${encoded}`,
      `/registration?return_to=${encoded}`,
    ]);
  });

  it("offer no registration that is switched off", () => {
    const { links } = toView("login-all-initial", { registrationEnabled: false });
    expect(links.map(({ testId }) => testId)).toEqual(["forgot-password-link"]);
  });

  it("lead to recovery from a re-authentication too, where signing out is asked about first", () => {
    const { links } = toView("login-all-refresh", { signedIn: { logoutPath: "/logout?token=t" } });
    expect(links).toEqual([
      expect.objectContaining({
        testId: "forgot-password-link",
        href: "/recovery?return_to=http%3A%2F%2Flocalhost%3A4400%2Fsettings",
      }),
      expect.objectContaining({ testId: "logout-link", href: "/logout?token=t" }),
    ]);
  });

  it("lead to where a second step is added, from a page that finds none", () => {
    const { flow } = getFixture("login-all-aal2");
    const empty = {
      ...flow,
      ui: { action: "http://localhost:4400/self-service/login", method: "POST", nodes: [] },
    };
    const { links } = toFlowView(
      parseFlow(empty),
      toFixtureOptions("login", { signedIn: { logoutPath: "/logout?token=t" } }),
    );
    expect(links.map(({ testId, href }) => [testId, href.split("?")[0]])).toEqual([
      ["settings-link", "/settings"],
      ["logout-link", "/logout"],
    ]);
  });

  it("let a person leave the second step", () => {
    const { links } = toView("login-all-aal2", { signedIn: { logoutPath: "/logout?token=t" } });
    expect(links.map(({ testId }) => testId)).toEqual(["logout-link"]);
  });

  it("know the base path", () => {
    const { links, createdPath } = toView("recovery-code-initial", {
      publicUrl: "http://localhost:4400/id",
      created: true,
    });
    expect(links[0]?.href).toBe("/id/login");
    expect(createdPath).toMatch(/^\/id\/recovery\?flow=/);
  });
});

describe("verification", () => {
  it("leads on when it is done, and sends the token nowhere", () => {
    const view = toView("verification-code-success");
    expect(view).toMatchObject({
      title: "Address verified",
      forms: [{ action: "/verification", method: "get" }],
    });
    expect(view.forms[0]?.nodes).toEqual([
      expect.objectContaining({ kind: "link", id: "continue", href: "http://localhost:4400/welcome" }),
    ]);
  });
});

describe("what a flow may not bring", () => {
  it("a form that posts elsewhere (F3): no form at all, and a reason", () => {
    const { kind, flow } = getFixture("login-all-initial");
    for (const action of [
      "https://evil.example/self-service/login",
      "javascript:alert(1)",
      "//evil",
      "http://localhost:4400/other",
    ]) {
      const view = toFlowView(
        parseFlow({ ...flow, ui: { ...Object(read(flow, "ui")), action } }),
        toFixtureOptions(kind),
      );
      expect(view).toMatchObject({ forms: [], refused: "action", unknown: ["form action"] });
    }
  });

  it("a foreign script, or one without integrity (F1)", () => {
    const script = (attributes: object) =>
      toFlowView(
        parseFlow({
          ui: {
            action: "http://localhost:4400/self-service/login",
            nodes: [{ type: "script", group: "webauthn", attributes }],
          },
        }),
        toFixtureOptions("login"),
      );
    const integrity = `sha512-${"A".repeat(86)}==`;
    const src = "http://localhost:4400/.well-known/ory/webauthn.js";
    expect(script({ id: "s", src, integrity }).scripts).toHaveLength(1);
    expect(script({ id: "s", src, integrity }).unknown).toEqual([]);
    for (const bad of [
      { src: "https://evil.example/.well-known/ory/webauthn.js", integrity },
      { src },
      { src, integrity: "x" },
    ]) {
      expect(script({ id: "s", ...bad })).toMatchObject({ scripts: [], unknown: ["script refused: s"] });
    }
  });

  it("an onclick string or an unknown trigger (F2)", () => {
    for (const attributes of [
      { name: "b", type: "button", onclick: "alert(1)" },
      { name: "b", type: "button", onclickTrigger: "constructor" },
    ]) {
      const view = toFlowView(
        parseFlow({
          ui: {
            action: "http://localhost:4400/self-service/login",
            nodes: [{ type: "input", group: "passkey", attributes }],
          },
        }),
        toFixtureOptions("login"),
      );
      expect(JSON.stringify(view)).not.toMatch(/alert|constructor/);
      expect(view.unknown).toContain("button without a known trigger: b");
    }
  });
});
