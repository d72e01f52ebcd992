import { describe, expect, it } from "vitest";
import { redact } from "./log";

describe("L1: redact", () => {
  it.each([
    [
      "Failed to parse URL from http://kratos:4433/x?code=123456&flow=abc",
      "Failed to parse URL from http://kratos:4433/x[redacted]",
    ],
    ["token ory_at_9fK2aaaaaaaaaaaaaaaa.bbbbbbbbbbbb is bad", "token [redacted] is bad"],
    ["connect ECONNREFUSED 127.0.0.1:4433", "connect ECONNREFUSED 127.0.0.1:4433"],
    [
      "Cannot read properties of undefined (reading 'identity')",
      "Cannot read properties of undefined (reading 'identity')",
    ],
  ])("%s", (text, safe) => {
    expect(redact(text)).toBe(safe);
  });
});
