import { describe, expect, test } from "vitest";
import type { FlowContext } from "@/lib/self-service/flow-context";
import { parseFlow } from "@/lib/self-service/kratos-flow";
import { toFlowView } from "@/lib/self-service/to-flow-view";
import { getFixture, toFixtureOptions } from "@/tests/fixtures/fixtures";

function toLinks(name: string, more: Partial<FlowContext> = {}) {
  const { flow, kind } = getFixture(name);
  return toFlowView(parseFlow(flow), toFixtureOptions(kind, more)).links;
}

describe("the ways on from a flow", () => {
  test("lead to nothing that is switched off", () => {
    const ids = toLinks("login-all-initial", { registrationEnabled: false, recoveryEnabled: false }).map(
      ({ testId }) => testId,
    );
    expect(ids).not.toContain("signup-link");
    expect(ids).not.toContain("forgot-password-link");
  });

  test("lead back to another address once one was given", () => {
    expect(toLinks("login-identifier_first-credentials")).toContainEqual({
      testId: "back-link",
      href: "/login",
      label: "Use another address",
    });
    expect(toLinks("login-identifier_first-initial").map(({ testId }) => testId)).not.toContain("back-link");
  });

  test("lead back to another address from where a message to the first one is waited for", () => {
    const toBack = (name: string) => toLinks(name).find(({ testId }) => testId === "back-link");
    expect(toBack("login-code-sent")).toMatchObject({ href: "/login", label: "Use another address" });
    for (const name of ["recovery-code-sent", "recovery-link-sent"])
      expect(toBack(name)).toMatchObject({ href: "/recovery", label: "Use another address" });
    expect(toBack("registration-code-sent")).toMatchObject({
      href: "/registration",
      label: "Use another address",
    });
    for (const name of ["login-code-aal2_sent", "login-all-refresh", "login-code-unknown"])
      expect(toBack(name)).toBeUndefined();
    // Kratos' own button leads back there, and keeps what was typed.
    expect(toBack("registration-credentials-code_sent")).toBeUndefined();
  });

  test("lead back to another address to verify, unless it is the account's own", () => {
    const toOther = (name: string, requestUrl?: string) => {
      const { flow, kind } = getFixture(name);
      const sent = requestUrl === undefined ? flow : { ...flow, request_url: requestUrl };
      const { links } = toFlowView(parseFlow(sent), toFixtureOptions(kind));
      return links.find(({ testId }) => testId === "other-address-link");
    };
    for (const name of ["verification-code-sent", "verification-link-sent"])
      expect(toOther(name)).toMatchObject({ href: "/verification", label: "Use another address" });
    for (const page of ["registration", "settings"])
      expect(
        toOther("verification-code-sent", `http://localhost:4400/self-service/${page}/browser`),
      ).toBeUndefined();
    for (const name of ["verification-code-initial", "verification-code-success"])
      expect(toOther(name)).toBeUndefined();
  });

  test("lead to another code where Kratos gives none: after a registration (kratos#3741)", () => {
    const toAgain = (name: string, withResend = false) => {
      const { flow, kind } = getFixture(name);
      const sent = parseFlow({ ...flow, return_to: "https://app.example/home" });
      const nodes = sent.ui.nodes.filter((node) => withResend || node?.attributes.name !== "email");
      const { links } = toFlowView({ ...sent, ui: { ...sent.ui, nodes } }, toFixtureOptions(kind));
      return links.find(({ testId }) => testId === "send-again-link");
    };
    expect(toAgain("verification-code-sent")).toEqual({
      testId: "send-again-link",
      href: "/verification?return_to=https%3A%2F%2Fapp.example%2Fhome",
      label: "Resend code",
    });
    expect(toAgain("verification-code-sent", true)).toBeUndefined();
    for (const name of ["verification-code-initial", "verification-code-success", "recovery-code-sent"])
      expect(toAgain(name)).toBeUndefined();
  });

  test("lead in no circle where the settings ask for a second step that nobody can take", () => {
    const { flow } = getFixture("login-all-aal2");
    const ui = { action: "https://id.example/auth/self-service/login", method: "POST", nodes: [] };
    const toEmpty = (returnTo: string) =>
      toFlowView(
        parseFlow({ ...flow, ui, return_to: returnTo }),
        toFixtureOptions("login", {
          publicUrl: "https://id.example/auth/",
          kratosBrowserUrl: "https://kratos.example",
          links: { help: "https://help.example" },
        }),
      );
    for (const settings of [
      "https://id.example/auth/settings?return_to=https%3A%2F%2Fapp.example",
      "https://kratos.example/self-service/settings/browser",
    ]) {
      const { lead, links } = toEmpty(settings);
      expect(lead).toContain("Ask the people who run this service");
      expect(links).toEqual([{ testId: "way-help", href: "https://help.example", label: "Ask for help" }]);
    }
    for (const elsewhere of ["https://app.example/auth/settings", "https://id.example/auth/account"])
      expect(toEmpty(elsewhere).links.map(({ testId }) => testId)).toEqual(["settings-link"]);
  });

  test("lead to a recovery that is of no password where nobody signs in by one", () => {
    const { flow } = getFixture("login-all-initial");
    const toLabel = (isLeft: (group: string) => boolean) => {
      const whole = parseFlow(flow);
      const nodes = whole.ui.nodes.filter((node) => isLeft(node?.group ?? ""));
      const view = toFlowView({ ...whole, ui: { ...whole.ui, nodes } }, toFixtureOptions("login"));
      return view.links.find(({ testId }) => testId === "forgot-password-link")?.label;
    };
    expect(toLabel((group) => group !== "password")).toBe("Recover your account");
    expect(toLabel(() => true)).toBe("Forgot your password?");
    expect(toLinks("login-identifier_first-initial").map(({ label }) => label)).toContain(
      "Forgot your password?",
    );
  });

  test("lead back from a page that asks for a security key alone", () => {
    const toBack = (name: string) => toLinks(name).find(({ testId }) => testId === "back-link");
    expect(toBack("login-webauthn-challenge")).toMatchObject({ href: "/login", label: "Start again" });
    for (const name of ["login-all-aal2", "login-all-refresh", "login-all-initial"])
      expect(toBack(name)).toBeUndefined();
  });
});

test("O20: an app's request that Kratos keeps goes along to registration and over recovery", () => {
  const { flow, kind } = getFixture("login-all-initial");
  const kept = { ...flow, return_to: undefined, oauth2_login_challenge: "c" };
  const { links } = toFlowView(
    parseFlow(kept),
    toFixtureOptions(kind, { publicUrl: "https://id.example/auth" }),
  );
  const toHref = (id: string) => links.find(({ testId }) => testId === id)?.href ?? "";
  expect(toHref("signup-link")).toBe("/auth/registration?login_challenge=c");
  const recovery = new URL(toHref("forgot-password-link"), "https://id.example");
  expect(recovery.pathname).toBe("/auth/recovery");
  expect([...recovery.searchParams]).toEqual([
    ["return_to", "https://id.example/auth/login?login_challenge=c"],
  ]);
});

describe("a verification", () => {
  const continueTo = { href: "https://app.example/home" };
  const find = (name: string, more: Partial<FlowContext> = {}) =>
    toLinks(name, { continueTo, ...more }).find(({ testId }) => testId === "continue-link");

  test("can wait: it leads on, by the app's name where that is known", () => {
    expect(find("verification-code-sent")).toMatchObject({ href: continueTo.href, label: "Do this later" });
    expect(
      find("verification-code-sent", {
        continueTo: { href: "/login?login_challenge=c", clientName: "Notes" },
      }),
    ).toMatchObject({ href: "/login?login_challenge=c", label: "Continue to Notes" });
  });

  test("cannot wait where a sign-in leads to it that nobody is let in by before", () => {
    const { flow, kind } = getFixture("verification-code-sent");
    const began = {
      ...flow,
      request_url: "http://localhost:4400/self-service/login/browser?login_challenge=c",
    };
    const offered = (sent: object, more: Partial<FlowContext> = {}) =>
      toFlowView(parseFlow(sent), toFixtureOptions(kind, { continueTo, ...more })).links.map(
        ({ testId }) => testId,
      );
    expect(offered(began)).toEqual(["login-link"]);
    expect(offered(began, { signedIn: { logoutPath: "/logout" } })).toContain("continue-link");
    expect(offered({ ...began, state: "passed_challenge" })).toContain("continue-link");
  });

  test("that is done leads on to what Kratos does not know of", () => {
    expect(find("verification-code-success")?.label).toBe("Continue");
  });

  test("leads nowhere else than http(s) or a path of ours (threat F3)", () => {
    expect(find("verification-code-sent", { continueTo: { href: "javascript:alert(1)" } })).toBeUndefined();
    expect(find("verification-code-sent", { continueTo: { href: "//evil.example" } })).toBeUndefined();
    expect(find("verification-code-sent", { continueTo: undefined })).toBeUndefined();
  });
});
