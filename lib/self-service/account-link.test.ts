import { describe, expect, it } from "vitest";
import { read, readList } from "@/lib/json";
import { getFixture, NEWER, toFixtureOptions } from "@/tests/fixtures/fixtures";
import { type AccountLink, findAccountLink, withAccountLink } from "./account-link";
import { parseFlow } from "./kratos-flow";
import { toFlowView } from "./to-flow-view";

/** Kratos' answer to a wrong password. */
const REFUSED = { id: 4000006, text: "The provided credentials are invalid.", type: "error" };
const LINK: AccountLink = { identifier: "lin@foyer.example", provider: "Acme" };

/** A sign-in that links, as Kratos shows it after a refused try. */
function refuse(name: string, change: object = {}) {
  const { flow } = getFixture(name);
  return parseFlow({ ...flow, ui: { ...Object(read(flow, "ui")), messages: [REFUSED] }, ...change });
}

const view = (flow: ReturnType<typeof refuse>, kept?: AccountLink) =>
  toFlowView(withAccountLink(flow, kept), toFixtureOptions("login"));

describe("a sign-in that links an account to a provider", () => {
  it.each(["login-oidc-link", `login-oidc-link${NEWER}`])(
    "F12: says what it links after a refused try too (%s)",
    (name) => {
      expect(findAccountLink(parseFlow(getFixture(name).flow))).toEqual(LINK);
      const { title, messages } = view(refuse(name), LINK);
      expect(title).toBe("Link your accounts");
      expect(messages.map(({ id }) => id)).toEqual([1010016, REFUSED.id]);
      expect(messages[0]?.text).toContain('"lin@foyer.example" at "Acme"');
    },
  );

  it("F12: says so where what it said first was not kept, by the answer that made it", () => {
    const { title, messages } = view(refuse("login-oidc-link"));
    expect(title).toBe("Link your accounts");
    expect(messages[0]?.text).toContain('"lin@foyer.example" at "acme"');
  });

  it("says it once, and of no sign-in that links nothing", () => {
    const flow = parseFlow(getFixture("login-oidc-link").flow);
    expect(withAccountLink(flow, LINK)).toBe(flow);
    const plain = refuse("login-password-flow_error");
    expect(withAccountLink(plain, undefined)).toBe(plain);
    const callback = read(getFixture("login-oidc-link").flow, "request_url");
    const nodes = [
      ...readList(read(getFixture("login-oidc-link").flow, "ui"), "nodes"),
      { type: "input", group: "oidc", attributes: { name: "provider", type: "submit", value: "acme" } },
    ];
    const over = refuse("login-oidc-link", { request_url: callback, ui: { messages: [REFUSED], nodes } });
    expect(withAccountLink(over, undefined)).toBe(over);
  });
});
