import { beforeAll, describe, expect, it, vi } from "vitest";
import { parseFlowForm } from "@/lib/relay/form/relay-body";
import { setEnvironment } from "@/tests/unit/environment";
import { reportFlow, toFlowOutcome } from "./flow-outcome";
import { getLogger } from "./log";

beforeAll(() => setEnvironment());

const session = "ory_kratos_session=value; Path=/; HttpOnly";
const answer = (location?: string, setCookies: string[] = [], status = 303) => ({
  status,
  location,
  setCookies,
});

describe("L2: what Kratos' redirect tells of a form", () => {
  it.each([
    ["login", answer("https://accounts.test/welcome", [session]), "succeeded"],
    ["login", answer("https://accounts.test/login?flow=1"), "shown-again"],
    [
      "login",
      answer("https://accounts.test/login?flow=1", ["ory_kratos_session=; Max-Age=0"]),
      "shown-again",
    ],
    ["login", answer("https://idp.test/authorize?state=1"), "led-on"],
    ["registration", answer("https://accounts.test/verification?flow=1"), "led-on"],
    ["registration", answer("https://accounts.test/verification?flow=1", [session]), "succeeded"],
    ["recovery", answer("https://accounts.test/settings?flow=1", [session]), "succeeded"],
    ["settings", answer("https://accounts.test/settings?flow=1"), "shown-again"],
    ["login", answer("https://accounts.test/error?id=1"), "failed"],
    ["login", answer(undefined, [], 400), "failed"],
    ["login", answer(undefined, [session], 200), "succeeded"],
    ["login", answer("http://["), "failed"],
  ])("%s, %j: %s", (flow, given, outcome) => {
    expect(toFlowOutcome(flow, given)).toBe(outcome);
  });
});

const FORM = "application/x-www-form-urlencoded";

it.each([
  [FORM, "method=password&password=x", "password"],
  ["Application/X-WWW-Form-URLencoded;charset=UTF-8", "method=code", "code"],
  [FORM, "provider=acme", "oidc"],
  ["application/json", '{"method":"password","password":"x"}', "password"],
  ["application/json", '{"provider":"acme"}', "oidc"],
  ["application/json", '{"method":"invented"}', "other"],
  [FORM, "", "other"],
])("L2: the audit line names the method of a form as %s: %j", (type, text, method) => {
  const write = vi.spyOn(getLogger(), "info").mockImplementation(() => undefined);
  const request = new Request("https://accounts.test/self-service/login?flow=f", { method: "POST" });
  reportFlow(request, parseFlowForm(type, new TextEncoder().encode(text)), answer("/login?flow=f"));
  expect(write).toHaveBeenLastCalledWith(expect.objectContaining({ action: "flow.answered", method }));
});
