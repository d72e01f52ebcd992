import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findClaimProblem } from "./check-claims";
import { findProblem } from "./logout-token.server";
import { toReachable } from "./provider.server";
import { toConsoleReturnPath } from "./return-path";

const NOW = 1_700_000_000_000;
const seconds = NOW / 1000;

describe("what the provider says of a sign-in", () => {
  it.each([
    ["the factor that was asked for", { acr: "aal2", auth_time: seconds }, undefined],
    ["another factor", { acr: "aal1", auth_time: seconds }, "assurance"],
    ["no factor", { auth_time: seconds }, "assurance"],
    ["factors as a list", { acr: ["aal2"], auth_time: seconds }, "assurance"],
    ["no time", { acr: "aal2" }, "no-time"],
    ["a time that is none", { acr: "aal2", auth_time: String(seconds) }, "no-time"],
  ])("C3: %s", (_, claims, problem) => {
    expect(findClaimProblem(claims, { acrValues: ["aal2"] })).toBe(problem);
  });

  it("C29: a step-up is met by a sign-in after it began, not by an older one", () => {
    const options = { acrValues: [], notBefore: NOW };
    expect(findClaimProblem({ auth_time: seconds - 31 }, options)).toBe("not-asked-again");
    expect(findClaimProblem({ auth_time: seconds + 5 }, options)).toBeUndefined();
  });
});

describe("the way back after the sign-in", () => {
  it.each([
    ["/console/sessions?active=true", "/console/sessions?active=true"],
    ["/console", "/console"],
    ["/consolex", "/console"],
    ["/console/../login", "/console"],
    ["/login", "/console"],
    ["//evil.example/console/", "/console"],
    ["/\\evil.example", "/console"],
    ["https://evil.example/console/x", "/console"],
    ["javascript:alert(1)", "/console"],
    ["/console/\u0000", "/console"],
    ["", "/console"],
    [undefined, "/console"],
  ])("C3, F7: %j leads to %s", (wanted, path) => {
    expect(toConsoleReturnPath(wanted, "/console")).toBe(path);
  });

  it("is home where it is too long for the cookie that keeps it, however it is written", () => {
    const toPath = (query: string) => toConsoleReturnPath(`/console/search?q=${query}`, "/console");
    expect(toPath("x".repeat(1982))).toHaveLength(2000);
    expect(toPath("x".repeat(1983))).toBe("/console");
    expect(toPath("\u20ac".repeat(250))).toBe("/console");
  });

  it("F7: never leads out of the console", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.webPath(),
          fc.string(),
          fc.string().map((text) => `/console/${text}`),
        ),
        (wanted) => {
          const url = new URL(toConsoleReturnPath(wanted, "/console"), "https://id.example");
          expect(url.origin).toBe("https://id.example");
          expect(url.pathname).toMatch(/^\/console(\/|$)/);
        },
      ),
    );
  });
});

describe("a logout token", () => {
  const events = { "http://schemas.openid.net/event/backchannel-logout": {} };
  const good = { sid: "1", jti: "j", events };

  it.each([
    ["as Hydra writes it", good, "JWT", undefined],
    ["as the specification recommends", { ...good, sid: undefined, sub: "ada" }, "logout+jwt", undefined],
    ["without a type", good, undefined, undefined],
    ["that is an access token", good, "at+jwt", "type"],
    ["with a nonce, so an ID token", { ...good, nonce: "n" }, "JWT", "nonce"],
    ["without its event", { sid: "1", jti: "j" }, "logout+jwt", "event"],
    ["with another event", { ...good, events: { x: {} } }, "logout+jwt", "event"],
    ["whose event is no object", { ...good, events: Object.keys(events) }, "logout+jwt", "event"],
    ["about nobody", { jti: "j", events }, "logout+jwt", "subject"],
    ["without an id", { sid: "1", events }, "logout+jwt", "jti"],
  ])("C17: %s", (_, payload, type, problem) => {
    expect(findProblem(payload, type)).toBe(problem);
  });
});

it("C3: the provider is reached where configuration says, and nothing else is moved", () => {
  const at = (url: string) => toReachable(url, "https://oauth.example/", "http://hydra:4444");
  expect(at("https://oauth.example/oauth2/token")).toBe("http://hydra:4444/oauth2/token");
  expect(at("https://oauth.example.evil/x")).toBe("https://oauth.example.evil/x");
  expect(toReachable("https://oauth.example/x", "https://oauth.example", undefined)).toBe(
    "https://oauth.example/x",
  );
});
