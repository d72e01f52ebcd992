/** After a form that failed: the page it was on, where the browser names one of ours, and no other place. */

import { beforeAll, describe, expect, it } from "vitest";
import { setEnvironment } from "@/tests/unit/environment";

let toWayBack: (referer: string | undefined, method?: string) => string | undefined;

beforeAll(async () => {
  setEnvironment();
  const [{ toProblem }, { OryError }] = await Promise.all([import("./problem"), import("@/lib/ory/error")]);
  const away = new OryError({ upstream: "kratos", operation: "x", kind: "unreachable" });
  toWayBack = (referer, method = "POST") =>
    toProblem(
      away,
      new Request("http://inner.invalid/self-service/methods/oidc/callback/acme?state=s", {
        method,
        headers: referer === undefined ? {} : { referer },
      }),
    ).retryHref;
});

describe("the way back from a form that failed (F7)", () => {
  it("is the page of ours that the browser names", () => {
    expect(toWayBack("https://id.example/auth/login?flow=f#x")).toBe("/auth/login?flow=f");
  });

  it.each([
    undefined,
    "",
    "null",
    "https://evil.example/login?flow=f",
    "https://id.example.evil.example/",
    "https://id.example@evil.example/",
    "https://id.example:444/",
    "http://id.example/auth/login",
    "https://id.example//evil.example",
    "//evil.example",
    "/\\evil.example",
    "/auth/login",
    "javascript:alert(1)",
    "data:text/html,x",
  ])("F7: a form that failed has no way back to %j", (referer) => {
    expect(toWayBack(referer)).toBeUndefined();
  });

  it("of a page that failed is its own address, whoever led there", () => {
    expect(toWayBack("https://evil.example/", "GET")).toBe(
      "/auth/self-service/methods/oidc/callback/acme?state=s",
    );
  });
});
