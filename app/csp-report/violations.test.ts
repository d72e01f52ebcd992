import fc from "fast-check";
import { expect, it } from "vitest";
import { toViolations } from "./violations";

it("both shapes of report are read, and no query or inline content is kept (L1)", () => {
  const modern = [
    {
      type: "csp-violation",
      body: {
        effectiveDirective: "script-src",
        blockedURL: "data:text/html,canary",
        documentURL: "https://id.example/login?login_challenge=canary#canary",
      },
    },
    { type: "deprecation", body: {} },
  ];
  expect(toViolations(JSON.stringify(modern))).toEqual([
    { directive: "script-src", blocked: "data", document: "https://id.example/login" },
  ]);
  const legacy = {
    "csp-report": {
      "violated-directive": "img-src",
      "blocked-uri": "inline",
      "document-uri": "https://id.example/x?canary",
    },
  };
  expect(toViolations(JSON.stringify(legacy))).toEqual([
    { directive: "img-src", blocked: "inline", document: "https://id.example/x" },
  ]);
});

it("anything else is no report", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (text) => toViolations(text).length <= 20),
    { numRuns: 5000 },
  );
});

it("D1: of a flood of reports the first twenty are looked at, and the rest not even checked", () => {
  const flood = JSON.stringify(Array.from({ length: 500 }, () => ({ type: "csp-violation", body: {} })));
  expect(toViolations(flood)).toHaveLength(20);
});

it("L1: a report of the policy's is cut to a short line, whatever a stranger writes into it", () => {
  const long = "x".repeat(5000);
  const body = {
    effectiveDirective: long,
    blockedURL: `https://evil.example/${long}`,
    documentURL: `data:${long}`,
  };
  const [violation] = toViolations(JSON.stringify([{ type: "csp-violation", body }]));
  expect(JSON.stringify(violation).length).toBeLessThan(600);
  const words = {
    effectiveDirective: "img-src",
    blockedURL: "<b>\ncanary",
    documentURL: "javascript:canary",
  };
  expect(JSON.stringify(toViolations(JSON.stringify([{ type: "csp-violation", body: words }])))).not.toMatch(
    /canary|[<\n]/,
  );
});
