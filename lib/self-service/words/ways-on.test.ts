import { expect, test } from "vitest";
import { parseFlow } from "@/lib/self-service/kratos-flow";
import { getFixture, toFixtureOptions } from "@/tests/fixtures/fixtures";
import { toFlowView } from "../to-flow-view";
import type { FlowView } from "../view";

const RETURN_TO = "https://id.example/login?login_challenge=c";

const FLOWS = {
  login: "login-all-initial",
  registration: "registration-all-initial",
  recovery: "recovery-code-initial",
  verification: "verification-code-initial",
} as const;

function toView(name: string, id: number, more: Parameters<typeof toFixtureOptions>[1] = {}): FlowView {
  const { kind, flow } = getFixture(name);
  const ui = {
    ...Object(Reflect.get(flow, "ui")),
    messages: [{ id, type: "error", text: "No.", context: {} }],
  };
  return toFlowView(parseFlow({ ...flow, return_to: RETURN_TO, ui }), toFixtureOptions(kind, more));
}

const toWays = (view: FlowView) =>
  (view.messages[0]?.ways ?? []).map(({ testId, href }) => [testId, href.split("?")[0]]);

test.each([
  ["login", 4000010, ["way-verify"]],
  ["login", 4000011, ["way-go-on"]],
  ["login", 4000013, ["way-go-on"]],
  ["login", 4000014, ["way-go-on"]],
  ["login", 4000037, ["way-sign-up", "way-recover"]],
  ["login", 4010007, ["way-go-on"]],
  ["registration", 4000007, ["way-sign-in", "way-recover"]],
  ["registration", 4000028, ["way-sign-in", "way-recover"]],
  ["registration", 4000036, ["way-start-again"]],
  ["recovery", 4060001, ["way-sign-in"]],
  ["verification", 4070002, ["way-go-on"]],
] as const)("O20: on %s, refusal %i has its way on, destination kept", (kind, id, expected) => {
  const view = toView(FLOWS[kind], id);
  expect(toWays(view).map(([testId]) => testId)).toEqual(expected);
  for (const way of view.messages[0]?.ways ?? [])
    expect(new URLSearchParams(way.href.split("?")[1]).get("return_to")).toBe(RETURN_TO);
});

test.each([
  ["login-code-sent", {}, "/login?"],
  ["login-code-sent", { requested_aal: "aal2" }, "/login?aal=aal2"],
  ["login-code-sent", { refresh: true }, "/login?refresh=true"],
  ["registration-code-sent", {}, "/registration?"],
])(
  "%s %j: after too many codes the flow begins anew, and sends none that it would refuse",
  (name, more, path) => {
    const { kind, flow } = getFixture(name);
    const text = "The request was submitted too often. Please request another code.";
    const ui = { ...Object(Reflect.get(flow, "ui")), messages: [{ id: 4000001, type: "error", text }] };
    const view = toFlowView(parseFlow({ ...flow, ...more, ui }), toFixtureOptions(kind));
    expect(view.forms).toEqual([]);
    expect(view.spentFor).toMatch(/@/);
    const [way, ...others] = view.messages[0]?.ways ?? [];
    expect([way?.testId, others]).toEqual(["way-start-again", []]);
    expect(new URLSearchParams(way?.href.split("?")[1]).has("flow")).toBe(false);
    expect(`${way?.href}?`.replace("&", "?")).toContain(path);
  },
);

test("a change that was saved leads to the other sessions, which a new password does not end", () => {
  const { flow, kind } = getFixture("settings-profile-success");
  const view = toFlowView(parseFlow(flow), toFixtureOptions(kind, { publicUrl: "https://id.example/auth" }));
  expect(view.messages).toMatchObject([
    {
      tone: "success",
      ways: [{ testId: "way-sessions", href: "/auth/sessions#other-sessions", label: "Other sessions" }],
    },
  ]);
});

test("no way leads to what is switched off: where nothing can be verified, to whoever can help", () => {
  const off = { registrationEnabled: false, recoveryEnabled: false, verificationEnabled: false };
  const help = "https://help.example/";
  expect(toWays(toView(FLOWS.login, 4000037, off))).toEqual([]);
  expect(toWays(toView(FLOWS.login, 4000010, off))).toEqual([]);
  expect(toWays(toView(FLOWS.login, 4000010, { ...off, links: { help } }))).toEqual([["way-help", help]]);
});

test("a switched-off account leads to whoever can help, where the operator named them", () => {
  const help = "https://help.example/";
  expect(toWays(toView(FLOWS.login, 4010011, { links: { help } }))).toEqual([["way-help", help]]);
  expect(toWays(toView(FLOWS.login, 4010011))).toEqual([]);
});

test("what is no refusal, or asks for nothing but another try, has no way", () => {
  expect(toWays(toView(FLOWS.login, 4000006))).toEqual([]);
});
