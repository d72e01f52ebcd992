import { describe, expect, it } from "vitest";
import { method, session, twoFactorSession, wireTime } from "@/tests/unit/oauth2";
import { getEnglish } from "../i18n/languages";
import { toOwnSessionId, toSessionRows } from "./sessions";

const english = getEnglish();
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
      toSessionRows(current, others, english).map(({ id, isCurrent, methods }) => [id, isCurrent, methods]),
    ).toEqual([
      ["kratos-session-1", true, ["password"]],
      ["newer", false, ["oidc"]],
      ["older", false, ["password", "totp"]],
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
