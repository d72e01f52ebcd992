import { describe, expect, it } from "vitest";
import { parseFlow } from "@/lib/self-service/kratos-flow";
import { getFixtures, toFixtureOptions } from "@/tests/fixtures/fixtures";
import { hasSentAtOnce, toFlowQuery } from "./made-flow";
import { toFlowView } from "./to-flow-view";

const schemaOf = (href: string | undefined) =>
  new URL(href ?? "", "http://localhost").searchParams.get("identity_schema");

describe("a flow that was just made", () => {
  it("has sent something when its state says so, whatever the channel", () => {
    expect(hasSentAtOnce(parseFlow({ id: "f", state: "sent_email" }))).toBe(true);
    expect(hasSentAtOnce(parseFlow({ id: "f", state: "choose_method" }))).toBe(false);
    expect(hasSentAtOnce(parseFlow({ id: "f" }))).toBe(false);
  });

  it.each(getFixtures().filter(({ name }) => name.endsWith("-initial")))(
    "$name of the pinned server has sent nothing",
    ({ flow }) => {
      expect(hasSentAtOnce(parseFlow(flow))).toBe(false);
    },
  );

  it("keeps the identity schema that was asked for in its address", () => {
    expect(toFlowQuery(parseFlow({ id: "f", identity_schema: "staff" }))).toEqual({
      flow: "f",
      identity_schema: "staff",
    });
    expect(toFlowQuery(parseFlow({ id: "f" }))).toEqual({ flow: "f", identity_schema: undefined });
  });
});

describe("an identity schema that was asked for (a newer server's flow)", () => {
  const ui = { action: "http://localhost:4400/self-service/login?flow=f", method: "POST", nodes: [] };
  const toView = (kind: "login" | "registration", flow: object) =>
    toFlowView(parseFlow({ id: "f", ui, ...flow }), toFixtureOptions(kind, { created: true }));

  it("stands in the address that the script writes, so that a reload keeps it", () => {
    const { createdPath } = toView("registration", { identity_schema: "staff & co" });
    expect(createdPath).toBe("/registration?flow=f&identity_schema=staff+%26+co");
  });

  it.each([
    ["login", "signup-link"],
    ["registration", "cta-link"],
  ] as const)("goes along from %s by its link", (kind, testId) => {
    const find = (flow: object) => toView(kind, flow).links.find((link) => link.testId === testId)?.href;
    expect(schemaOf(find({ identity_schema: "staff" }))).toBe("staff");
    expect(schemaOf(find({}))).toBe(null);
  });

  it("goes along to no flow that knows none", () => {
    const { links } = toView("login", { identity_schema: "staff" });
    expect(schemaOf(links.find(({ testId }) => testId === "forgot-password-link")?.href)).toBe(null);
  });
});
