import { describe, expect, it, test } from "vitest";
import { read, readList, readString, toRecord } from "@/lib/json";
import { parseFlow } from "@/lib/self-service/kratos-flow";
import { getFixture, getFixtures, toFixtureOptions } from "@/tests/fixtures/fixtures";
import { findForm, findNode, toNames, toRecordedView } from "@/tests/unit/views/recorded";
import { isAction } from "./forms/actions";
import { toFlowView } from "./to-flow-view";

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
    const view = toRecordedView("login-all-initial");
    expect(view.forms.map((form) => form.testId)).toEqual(["login-flow", "passkey-flow", "oidc-flow"]);
    const { nodes } = findForm(view, "login-flow");
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
    expect(toNames(findForm(view, "oidc-flow").nodes)).toEqual(["csrf_token", "provider", "provider"]);
  });

  it.each(getFixtures().filter(({ kind }) => kind === "login"))(
    "$name asks for the address once at most",
    ({ name }) => {
      const fields = toRecordedView(name).forms.flatMap(({ nodes }) =>
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
    expect(findNode(findForm(view, "login-flow"), "identifier")).toMatchObject({
      kind: "field",
      type: "text",
      label: "ID",
      required: true,
    });
  });

  it("has a field for an address that no account has, as it was typed, to put it right", () => {
    const view = toRecordedView("login-code-unknown");
    const fields = view.forms.flatMap(({ nodes }) =>
      nodes.filter((node) => node.kind === "field" && node.name === "identifier"),
    );
    expect(fields).toMatchObject([{ value: "who@foyer.example", autocomplete: "username webauthn" }]);
  });

  it("has one loud button on the page", () => {
    const buttons = toRecordedView("login-all-initial").forms.flatMap((form) => form.nodes.filter(isAction));
    expect(buttons.filter(({ role }) => role === "primary").map(({ value }) => value)).toEqual(["password"]);
  });

  it("asks browsers for passkeys in every identifier field and starts the suggestions once", () => {
    const nodes = toRecordedView("login-all-initial").forms.flatMap((form) => form.nodes);
    const identifiers = nodes.filter((node) => node.kind === "field" && node.name === "identifier");
    expect(identifiers.map((node) => node.kind === "field" && node.autocomplete)).toEqual(
      identifiers.map(() => "username webauthn"),
    );
    expect(nodes.filter((node) => "onload" in node && node.onload)).toHaveLength(1);
  });

  it("offers passkeys in identifier-first sign-in, where Kratos sends no button", () => {
    const view = toRecordedView("login-identifier_first-initial");
    expect(view.forms.map((form) => form.testId)).toEqual(["login-flow", "passkey-flow", "oidc-flow"]);
    expect(findNode(findForm(view, "login-flow"), "identifier")).toMatchObject({
      autocomplete: "username webauthn",
    });
    expect(findForm(view, "passkey-flow")).not.toHaveProperty("heading");
  });

  it("carries the identifier into each method of identifier-first sign-in", () => {
    const view = toRecordedView("login-identifier_first-credentials");
    for (const id of ["login-flow", "login-flow-code"]) {
      expect(findNode(findForm(view, id), "identifier")).toMatchObject({
        kind: "hidden",
        value: "ida@foyer.example",
      });
    }
  });

  it("puts Continue before Resend, in whatever order Kratos sends them", () => {
    for (const name of ["login-code-sent", "login-code-flow_error", "login-code-field_error"]) {
      const form = findForm(toRecordedView(name), "login-flow-code");
      const submits = form.nodes.filter((node) => node.kind === "submit");
      expect(submits.map((node) => node.name)).toEqual(["method", "resend"]);
      expect(submits[1]).toMatchObject({ role: "quiet", formNoValidate: true, cooldownSeconds: 30 });
    }
  });

  it("draws the code as a one-time code and says where it went", () => {
    const view = toRecordedView("login-code-sent");
    expect(findNode(findForm(view, "login-flow-code"), "code")).toMatchObject({
      isCode: true,
      autocomplete: "one-time-code",
      inputmode: "numeric",
    });
    expect(view.lead).toBe("We sent a code to lin@foyer.example.");
  });

  it("offers every second factor, the app's code first", () => {
    const view = toRecordedView("login-all-aal2");
    expect(view.title).toBe("Second step");
    expect(view.forms.map((form) => form.testId)).toEqual([
      "login-flow-totp",
      "passwordless-flow",
      "login-flow-code",
      "login-flow-lookup_secret",
    ]);
  });

  it("says why it asks again and for whom", () => {
    expect(toRecordedView("login-all-refresh").title).toBe("Confirm it is you");
    expect(toRecordedView("login-all-initial", { clientName: "Example" }).clientName).toBe("Example");
    expect(toRecordedView("login-oidc-link").title).toBe("Link your accounts");
  });
});
