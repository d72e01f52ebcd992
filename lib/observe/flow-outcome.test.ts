import { beforeAll, describe, expect, it } from "vitest";
import { setEnvironment } from "@/tests/unit/environment";
import { toFlowOutcome } from "./flow-outcome";

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
