import { describe, expect, it } from "vitest";
import { getTranslator } from "../i18n/translator";
import { method, session, twoFactorSession, wireTime } from "../oauth2/test-fixtures";
import { toDeviceName } from "./device-name";
import { toOwnSessionId, toSessionRows } from "./sessions";

const english = getTranslator("en");
const current = session({
  devices: [
    { id: "d", user_agent: "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0" },
  ],
});
const others = [
  { ...twoFactorSession(), id: "older", authenticated_at: wireTime("2026-02-01T00:00:00Z") },
  session({
    id: "newer",
    authentication_methods: [method("oidc", "2026-02-02T00:00:00Z"), method("oidc", "2026-02-03T00:00:00Z")],
  }),
  session({ id: "over", active: false }),
  current,
];

describe("where a person is signed in", () => {
  it("is this browser first, then the latest, without what is over", () => {
    expect(
      toSessionRows(current, others, english).map(({ id, isCurrent, isTwoFactor, methods }) => [
        id,
        isCurrent,
        isTwoFactor,
        methods,
      ]),
    ).toEqual([
      ["kratos-session-1", true, false, ["password"]],
      ["newer", false, false, ["oidc"]],
      ["older", false, true, ["password", "totp"]],
    ]);
  });

  it.each([
    ["newer", "newer"],
    ["kratos-session-1", undefined],
    ["somebody-elses", undefined],
    ["", undefined],
    [null, undefined],
  ])("A1: ending %j is passed on as %j", (id, passed) => {
    expect(toOwnSessionId(others, current, id)).toBe(passed);
  });
});

describe("a device", () => {
  it.each([
    ["Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0", "Firefox on Linux"],
    [
      "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Safari/537.36 Edg/126.0",
      "Edge on Windows",
    ],
    [
      "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1 Version/17.5 Mobile/15E148 Safari/604.1",
      "Safari on iPhone",
    ],
    [
      "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/126.0 Mobile Safari/537.36",
      "Chrome on Android",
    ],
    ["MyAgent/1.0", "MyAgent/1.0"],
    [undefined, ""],
  ])("%j is %j", (agent, name) => {
    expect(toDeviceName(agent, english)).toBe(name);
  });

  it("F4: of an unknown kind is one safe, short line", () => {
    expect(toDeviceName(`<img src=x>\u202e${"y".repeat(500)}`, english)).toMatch(/^<img src=x>y{1,60}…$/);
  });
});
