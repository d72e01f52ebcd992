import { describe, expect, it } from "vitest";
import { findOriginProblem, findPageProblem, findRedirectProblem } from "./addresses";

describe("where an app is answered", () => {
  it.each([
    "https://app.example/callback",
    "https://app.example/callback?tenant=1",
    "http://localhost:3000/callback",
    "http://127.0.0.1/callback",
    "http://[::1]:8080/",
    "http://app.localhost:3000/callback",
    "org.example.app:/callback",
    "org.example.app://callback",
  ])("may be %s", (uri) => expect(findRedirectProblem(uri)).toBeUndefined());

  it.each(["javascript:x", "data:text/html,x", "vbscript:x", "file:///x", "blob:https://a.example/1"])(
    "C13: is no scheme that runs or opens something, and %j is told so",
    (uri) => expect(findRedirectProblem(uri)).toContain("is never sent to"),
  );

  it.each([
    "javascript:alert(1)",
    "JavaScript://app.example/%0aalert(1)",
    "java\tscript:alert(1)",
    " javascript:alert(1)",
    "data:text/html,x",
    "vbscript:x",
    "file:///etc/passwd",
    "intent://app#Intent;end",
    "http://app.example/callback",
    "http://localhost.evil.example/callback",
    "http://127.0.0.1.evil.example/",
    "https://*.app.example/callback",
    "https://app.example/*",
    "*",
    "https://app.example/callback#x",
    "https://user@app.example/",
    "https://user:pass@app.example/",
    "https:\\\\app.example",
    "https://app.example\\@evil.example",
    "/callback",
    "//app.example/callback",
    "app.example/callback",
    "myapp:/callback",
    "",
  ])("C13: is never %j", (uri) => expect(findRedirectProblem(uri)).toBeTypeOf("string"));
});

it.each(["javascript:x", "http://app.example/", "ftp://app.example", "https://a:b@app.example/", "/x"])(
  "C13: no page of an app is %j",
  (uri) => expect(findPageProblem(uri)).toBeTypeOf("string"),
);

it.each(["*", "https://*", "https://*.example", "https://app.example/path", "http://app.example", "null"])(
  "C13: scripts of %j may not call Hydra",
  (origin) => expect(findOriginProblem(origin)).toBeTypeOf("string"),
);

it.each(["https://app.example", "https://app.example/", "http://localhost:3000"])(
  "scripts of %j may",
  (origin) => expect(findOriginProblem(origin)).toBeUndefined(),
);
