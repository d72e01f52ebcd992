import { expect, it } from "vitest";
import { PARAMETER_COUNT_LIMIT } from "@/lib/web/bounds";
import { findRefusal } from "./refusals";

const refusal = (url: string, basePath = "", method = "GET") => findRefusal({ method, url }, { basePath });

it("pages, files and the framework's static files are let through", () => {
  for (const url of [
    "/",
    "/login?a=//x",
    "/self-service/login",
    "/assets/a.css",
    "/_next/static/a.js",
    "/a.b-c_d~e",
    "/%C3%BC",
  ]) {
    expect(refusal(url), url).toBeUndefined();
  }
});

it("P2, P15, S4, D3: what readers disagree about and framework pages are a 404", () => {
  for (const url of [
    "",
    "*",
    "http://x/",
    "//x",
    "/a//b",
    "/a/../b",
    "/a/%2e%2e/b",
    "/a/.",
    "/a%2fb",
    "/a%5Cb",
    "/a\\b",
    "/%00",
    "/a%0a",
    "/%zz",
    "/%c0%ae",
    "/self-service/login/browser#x",
    "/login#/console?x",
    "/login?flow=a#b",
    "/_next/image",
    "/_next/%69mage",
    "/_next/data/x",
    "/404",
    "/500/",
    "/_error/",
    "/_not-found",
    "/_global-error",
    "/%5fglobal-error.rsc",
    "/_app",
    "/__nextjs_font/x",
  ]) {
    expect(refusal(url), url).toBe(404);
  }
});

it("P2: what a proxy keeps in by its path has no second spelling", () => {
  for (const path of ["/metrics", "/health/ready", "/health/alive"]) {
    expect([refusal(path), refusal(`/auth${path}?a`, "/auth")], path).toEqual([undefined, undefined]);
    expect([refusal(`${path}/`), refusal(`/auth${path}/?a`, "/auth")], path).toEqual([404, 404]);
  }
});

it("a base path is a whole segment", () => {
  expect([refusal("/auth", "/auth"), refusal("/auth/login", "/auth"), refusal("/auth?x", "/auth")]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
  for (const url of ["/", "/login", "/authx", "/auth/_next/image", "/auth/404"])
    expect(refusal(url, "/auth"), url).toBe(404);
});

it("P16: methods are GET, HEAD and POST, letter for letter", () => {
  for (const method of ["GET", "HEAD", "POST"]) expect(refusal("/login", "", method)).toBeUndefined();
  for (const method of ["PUT", "DELETE", "TRACE", "OPTIONS", "get", ""])
    expect(refusal("/login", "", method), method).toBe(405);
});

it("whether the process lives is answered without the base path too", () => {
  expect(refusal("/health/alive", "/auth")).toBeUndefined();
  expect(refusal("/auth/health/alive", "/auth")).toBeUndefined();
  expect(refusal("/health/ready", "/auth")).toBe(404);
});

it("D1: more parameters, a longer query or a longer path than any page has is refused unread", () => {
  const most = "a&".repeat(PARAMETER_COUNT_LIMIT - 1);
  expect([refusal(`/login?${most}`), refusal(`/login?${most}&`)]).toEqual([undefined, 400]);
  expect([refusal(`/health/alive?${most}&`), refusal(`/nowhere?${"&".repeat(20_000)}`)]).toEqual([400, 400]);
  expect([refusal(`/login?${"a".repeat(24 * 1024)}`), refusal(`/login?${"a".repeat(25 * 1024)}`)]).toEqual([
    undefined,
    414,
  ]);
  expect([refusal(`/${"a".repeat(1000)}`), refusal(`/${"a".repeat(1100)}`)]).toEqual([undefined, 404]);
});
