import { describe, expect, it } from "vitest";
import { read } from "@/lib/json";
import { parseFlow } from "@/lib/self-service/kratos-flow";
import { getFixture, getFixtureSchema, toFixtureOptions } from "@/tests/fixtures/fixtures";
import { findForm, findNode, toNames, toRecordedView } from "@/tests/unit/views/recorded";
import { toFlowView } from "./to-flow-view";

describe("registration", () => {
  it("puts the traits into the form of each method that needs them", () => {
    const view = toRecordedView("registration-all-initial");
    expect(view.forms.map((form) => form.testId)).toEqual([
      "registration-flow",
      "passkey-flow",
      "oidc-flow",
      "passwordless-flow",
    ]);
    for (const form of view.forms) {
      expect(toNames(form.nodes).includes("traits.email")).toBe(form.testId !== "oidc-flow");
    }
  });

  it("knows keyboards, autofill, selects and musts from names and schema", () => {
    const view = toRecordedView("registration-all-initial", { identitySchema: getFixtureSchema() });
    const form = findForm(view, "registration-flow");
    expect(findNode(form, "traits.name.first")).toMatchObject({ autocomplete: "given-name" });
    expect(findNode(form, "traits.phone")).toMatchObject({
      type: "tel",
      inputmode: "tel",
      autocomplete: "tel",
    });
    expect(findNode(form, "traits.shoe_size")).toMatchObject({
      type: "number",
      inputmode: "decimal",
      step: "any",
    });
    expect(findNode(form, "traits.address.country")).toMatchObject({
      kind: "select",
      autocomplete: "country-name",
    });
    expect(findNode(form, "traits.tos")).toMatchObject({ kind: "checkbox", value: "true", required: true });
    expect(findNode(form, "traits.newsletter")).toMatchObject({ required: false, checked: false });
    expect(findNode(form, "password")).toMatchObject({ autocomplete: "new-password" });
  });

  it("says how long a new password has to be where the operator did, and nothing at sign-in", () => {
    const toHint = (name: string, passwordMinLength?: number) => {
      const { forms } = toRecordedView(name, { passwordMinLength });
      const node = forms
        .flatMap(({ nodes }) => nodes)
        .find((field) => field.kind === "field" && field.type === "password");
      return node && "hint" in node ? node.hint : undefined;
    };
    for (const name of [
      "registration-all-initial",
      "registration-credentials-initial",
      "settings-all-initial",
    ]) {
      expect(toHint(name, 12)).toEqual(["At least 12 characters."]);
      expect(toHint(name)).toBeUndefined();
    }
    expect(toHint("login-all-initial", 12)).toBeUndefined();
  });

  it("keeps what was typed before an error", () => {
    const form = findForm(toRecordedView("registration-password-field_error"), "registration-flow");
    expect(findNode(form, "traits.website")).toMatchObject({ value: "no address" });
    expect(findNode(form, "traits.shoe_size")).toMatchObject({ value: "7" });
    expect(findNode(form, "traits.tos")).toMatchObject({ checked: true });
  });

  it("asks for missing traits beside the provider's button", () => {
    const view = toRecordedView("registration-oidc-incomplete");
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
    expect(toRecordedView("registration-oidc-flow_error").links[0]).toMatchObject({ testId: "back-link" });
  });

  it("says on the second step whose account it becomes", () => {
    expect(toRecordedView("registration-credentials-initial").address).toBe("tea@foyer.example");
    expect(toRecordedView("registration-all-initial").address).toBeUndefined();
  });

  it("takes the typed traits back to the first step, in a form that Enter cannot reach", () => {
    const back = findForm(toRecordedView("registration-credentials-initial"), "registration-flow-back");
    expect(toNames(back.nodes)).toEqual([
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
    expect(toRecordedView("settings-all-full").forms.map((form) => form.testId)).toEqual([
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
    const lead = (name: string, group: string) => findForm(toRecordedView(name), `settings-${group}`).lead;
    expect(lead("settings-all-initial", "passkey")).toMatch(/^No passkeys yet/);
    expect(lead("settings-all-full", "passkey")).toBe("One passkey is set up.");
    expect(lead("settings-all-initial", "totp")).toMatch(/^Not set up/);
    expect(lead("settings-all-full", "totp")).toBe("An authenticator app is set up.");
    expect(lead("settings-all-full", "oidc")).toBe("One other account is linked.");
    expect(lead("settings-lookup_secret-used", "lookup_secret")).toBe("1 of 12 codes used.");
    expect(lead("settings-lookup_secret-confirm", "lookup_secret")).toMatch(/^Keep these codes/);
  });

  it("asks before anything is removed, and names it", () => {
    const view = toRecordedView("settings-all-full");
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
    // Kratos gives a passkey that nobody named a name of its own.
    expect(dangers[0]).toMatchObject({ confirm: expect.stringContaining("“unnamed”") });
    expect(dangers[3]).toMatchObject({
      confirm: expect.stringContaining("Blue key"),
      addedAt: expect.stringMatching(/^2026-01-01T12:/),
    });
  });

  it("says of buttons that read alike which section each is of", () => {
    const view = toRecordedView("settings-all-initial");
    const actions = view.forms.flatMap(({ nodes }) => nodes.filter((node) => node.kind === "submit"));
    const saves = actions.filter(({ label }) => label === "Save");
    expect(saves.map(({ accessibleLabel }) => accessibleLabel)).toEqual([
      "Save: Profile",
      "Save: Password",
      "Save: Authenticator app",
    ]);
    const others = actions.filter(({ label }) => label !== "Save");
    expect(others.flatMap(({ accessibleLabel }) => accessibleLabel ?? [])).toEqual([]);
  });

  it("cannot remove a key by Enter in the new key's name", () => {
    const form = findForm(toRecordedView("settings-all-full"), "settings-webauthn");
    expect(form.nodes.some((node) => node.kind === "submit")).toBe(false);
  });

  it("lists backup codes one by one and strikes used ones", () => {
    const form = findForm(toRecordedView("settings-lookup_secret-used"), "settings-lookup_secret");
    const text = form.nodes.find((node) => node.kind === "text");
    const codes = text?.kind === "text" ? (text.codes ?? []) : [];
    expect(codes).toHaveLength(12);
    expect(codes.filter(({ used }) => used)).toEqual([
      { text: "Secret was used at 2026-01-01 12:00:00 +0000 UTC", used: true },
    ]);
    expect(findNode(form, "lookup_secret_regenerate")).toMatchObject({ confirm: expect.any(String) });
  });

  it("shows the app's secret as picture and as text", () => {
    const form = findForm(toRecordedView("settings-all-initial"), "settings-totp");
    expect(form.nodes.find((node) => node.kind === "image")).toMatchObject({
      id: "totp_qr",
      width: 256,
      height: 256,
    });
    expect(form.nodes.find((node) => node.kind === "text")).toMatchObject({
      id: "totp_secret_key",
      text: /^[A-Z2-7]+$/,
      groups: expect.arrayContaining([expect.stringMatching(/^[A-Z2-7]{4}$/)]),
    });
  });
});

describe("links", () => {
  it("take the destination along", () => {
    const { links } = toRecordedView("login-all-initial");
    const encoded = encodeURIComponent("http://localhost:4400/account?a=1&b=2");
    expect(links.map(({ href }) => href)).toEqual([
      `/recovery?return_to=${encoded}`,
      `/registration?return_to=${encoded}`,
    ]);
  });

  it("offer no registration that is switched off", () => {
    const { links } = toRecordedView("login-all-initial", { registrationEnabled: false });
    expect(links.map(({ testId }) => testId)).toEqual(["forgot-password-link"]);
  });

  it("lead to recovery from a re-authentication too, where signing out is asked about first", () => {
    const { links } = toRecordedView("login-all-refresh", { signedIn: { logoutPath: "/logout?token=t" } });
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

  it("sign out nobody whose session has ended", () => {
    const { links } = toRecordedView("login-all-initial", { signedIn: { logoutPath: "/logout?token=t" } });
    expect(links.map(({ testId }) => testId)).toEqual(["forgot-password-link", "signup-link"]);
  });

  it("let a person leave the second step", () => {
    const { links } = toRecordedView("login-all-aal2", { signedIn: { logoutPath: "/logout?token=t" } });
    expect(links.map(({ testId }) => testId)).toEqual(["logout-link"]);
  });

  it("know the base path", () => {
    const { links, createdPath } = toRecordedView("recovery-code-initial", {
      publicUrl: "http://localhost:4400/id",
      created: true,
    });
    expect(links[0]?.href).toBe("/id/login");
    expect(createdPath).toMatch(/^\/id\/recovery\?flow=/);
  });
});

describe("verification", () => {
  it("leads on when it is done, and sends the token nowhere", () => {
    const view = toRecordedView("verification-code-success");
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
