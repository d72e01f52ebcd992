import { expect, it } from "vitest";
import { completeAnswer, toAnswerHeaders } from "./answer-headers";

const EVERYWHERE = {
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
  "referrer-policy": "same-origin",
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "cross-origin-resource-policy": "same-origin",
};

it("H1: an answer that says nothing gets every header, and is kept by nobody", () => {
  expect(toAnswerHeaders({}, { status: 200, isHttps: true })).toEqual({
    ...EVERYWHERE,
    "cache-control": "private, no-store",
    "strict-transport-security": "max-age=63072000; includeSubDomains",
  });
  expect(toAnswerHeaders({}, { status: 200, isHttps: false })).not.toHaveProperty(
    "strict-transport-security",
  );
});

it("H1: what a page says itself stands", () => {
  const own = {
    "content-security-policy": "default-src 'self'",
    "referrer-policy": "no-referrer",
    "strict-transport-security": "max-age=1",
    "cache-control": "no-cache",
  };
  expect(toAnswerHeaders(own, { status: 200, isHttps: true })).toEqual({ ...EVERYWHERE, ...own });
});

it("H1: a route's answer is completed in place, and keeps its cookies and what it says itself", () => {
  const headers = new Headers({ "x-frame-options": "SAMEORIGIN", "cache-control": "no-cache" });
  headers.append("set-cookie", "a=1; Path=/");
  headers.append("set-cookie", "b=2; Expires=Thu, 01 Jan 1970 00:00:00 GMT");
  const answer = new Response("{}", { headers });
  completeAnswer(answer, { isHttps: false });
  expect(answer.headers.getSetCookie()).toEqual(headers.getSetCookie());
  const { "set-cookie": _, "content-type": __, ...others } = Object.fromEntries(answer.headers);
  expect(others).toEqual({ ...EVERYWHERE, "x-frame-options": "SAMEORIGIN", "cache-control": "no-cache" });
});

it.each([
  [200, "public, max-age=31536000, immutable"],
  [304, "public, max-age=31536000, immutable"],
  [404, "private, no-store"],
  [500, "private, no-store"],
])("P14: a file's long life ends up in a %i as %s", (status, expected) => {
  const headers = { "cache-control": "public, max-age=31536000, immutable" };
  expect(toAnswerHeaders(headers, { status, isHttps: true })["cache-control"]).toBe(expected);
});
