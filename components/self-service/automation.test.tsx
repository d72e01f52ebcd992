import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { read, readList, readNumber, readString } from "@/lib/json";
import { parseFlow } from "@/lib/self-service/kratos-flow";
import { toFlowView } from "@/lib/self-service/to-flow-view";
import { getFixtureSchema, getFixtures, toFixtureOptions } from "@/tests/fixtures/fixtures";
import { findTags, readTags } from "@/tests/support/html.mjs";
import { SIGNED_IN, toTestContext } from "@/tests/unit/views/page-context";
import { FlowPage } from "./flow-page";
import { SettingsPage } from "./settings-page";

/** The hooks of docs/automation.md, on every page that the recorded flows make. */
const PAGES = getFixtures().map(({ name, kind, flow }) => {
  const signedIn = kind === "settings" ? { logoutPath: "/logout?token=t" } : undefined;
  const identitySchema = getFixtureSchema();
  const view = toFlowView(parseFlow(flow), toFixtureOptions(kind, { signedIn, identitySchema }));
  const context = toTestContext(signedIn && { signedIn: SIGNED_IN });
  const Page = kind === "settings" ? SettingsPage : FlowPage;
  const nodes = readList(read(flow, "ui"), "nodes");
  return { name, kind, flow, nodes, html: renderToStaticMarkup(<Page context={context} view={view} />) };
});

const SECRETS = ["password", "totp_code", "lookup_secret", "code"];
const toMarkup = (text: string) => renderToStaticMarkup(<p>{text}</p>).slice("<p>".length, -"</p>".length);
const attribute = (node: unknown, name: string) => readString(read(node, "attributes"), name);

describe.each(PAGES)("$name", ({ kind, flow, nodes, html }) => {
  test("is known by its root as a server-rendered page", () => {
    expect(findTags(html, "html", { "data-testid": "app-express" })).toHaveLength(1);
  });

  test("has every input of Kratos' by its own name and value, disabled where it is disabled", () => {
    const tags = readTags(html);
    // A verification that is done posts nowhere: its token is not put on a page that needs none.
    const isDone = readString(flow, "state") === "passed_challenge";
    for (const node of nodes.filter((one) => !isDone && readString(one, "type") === "input")) {
      const name = attribute(node, "name");
      const value = read(read(node, "attributes"), "value");
      const found = tags.filter((tag) => tag.attributes.name === name);
      expect(found, name).not.toEqual([]);
      if (["submit", "hidden"].includes(attribute(node, "type") ?? "") && typeof value === "string") {
        expect(
          found.map((tag) => tag.attributes.value ?? ""),
          name,
        ).toContain(value);
      }
      if (SECRETS.includes(name ?? "")) {
        expect(found.map((tag) => tag.attributes.value ?? "").join(""), name).toBe("");
      }
      const isDisabled = read(read(node, "attributes"), "disabled") === true;
      expect(
        found.some((tag) => "disabled" in tag.attributes),
        name,
      ).toBe(isDisabled);
    }
  });

  test("wraps every control in `node/input/{name}`, a checkbox with its label right after it", () => {
    for (const node of nodes.filter((one) => readString(one, "type") === "input")) {
      const name = attribute(node, "name") ?? "";
      const type = attribute(node, "type") ?? "";
      if (["hidden", "submit", "button"].includes(type)) continue;
      expect(html).toContain(`data-testid="node/input/${name}"`);
      if (type === "checkbox") {
        expect(html).toMatch(new RegExp(`<input(?=[^>]*type="checkbox")(?=[^>]*name="${name}")[^>]*><label`));
      }
    }
  });

  test("names texts, pictures, links and scripts", () => {
    for (const node of nodes) {
      const id = attribute(node, "id");
      switch (readString(node, "type")) {
        case "text": {
          const codes = readList(read(read(read(node, "attributes"), "text"), "context"), "secrets");
          expect(html).toContain(`data-testid="node/text/${id}/label"`);
          expect(html).toContain(codes.length > 0 ? `text-${id}-content` : `node/text/${id}/text`);
          const drawn = html.match(new RegExp(`text-${id}-content[\\s\\S]*?</(?:ul|ol|div)>`))?.[0] ?? "";
          expect(drawn.match(/<code[\s>]/g) ?? []).toHaveLength(codes.length);
          break;
        }
        case "img":
          expect(findTags(html, "img", { "data-testid": `node/image/${id}` })).toHaveLength(1);
          break;
        case "a":
          expect(html).toContain(`data-testid="node/anchor/${id}"`);
          break;
        case "script":
          expect(findTags(html, "script", { "data-testid": `node/script/${id}` })).toHaveLength(1);
          break;
      }
    }
  });

  test("says each message under its number, letter for letter", () => {
    const own = readList(read(flow, "ui"), "messages");
    expect(html.includes('data-testid="form-messages"')).toBe(own.length > 0);
    for (const message of [...own, ...nodes.flatMap((node) => readList(node, "messages"))]) {
      const id = readNumber(message, "id");
      const text = toMarkup(readString(message, "text") ?? "");
      expect(html).toContain(`data-testid="ui/message/${id}">${text}<`);
    }
  });

  test("has forms that can each be sent by itself: Kratos' action and the token are in every one", () => {
    const forms = html.match(/<form\s[^>]*action="[^"]*\/self-service\/[\s\S]*?<\/form>/g) ?? [];
    const hasToken = nodes.some((node) => attribute(node, "name") === "csrf_token");
    if (readString(flow, "state") !== "passed_challenge") expect(forms.length).toBeGreaterThan(0);
    for (const form of forms) {
      expect(findTags(form, "form")[0]?.attributes["data-testid"]).toMatch(
        /^(?:(?:login|registration|recovery|verification)-flow|settings-|passwordless-flow|passkey-flow|oidc-flow)/,
      );
      if (hasToken) expect(findTags(form, "input", { name: "csrf_token" })).toHaveLength(1);
    }
    const groups = new Set(nodes.map((node) => readString(node, "group")));
    if (kind === "settings") {
      for (const group of groups) if (group !== "default") expect(html).toContain(`settings-${group}"`);
    }
  });

  test("leads on by the links that suites press", () => {
    const links: Record<typeof kind, string[]> = {
      login:
        flow.requested_aal === "aal2" || flow.refresh === true ? [] : ["signup-link", "forgot-password-link"],
      registration: ["cta-link"],
      recovery: ["login-link"],
      verification: ["login-link"],
      settings: ["logout-link"],
    };
    for (const link of links[kind]) expect(html).toContain(`data-testid="${link}"`);
  });
});
