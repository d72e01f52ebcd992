import { randomBytes } from "node:crypto";
/** Values that are well-formed and would switch a defence off, or open something (threat S2). */

import { describe, expect, it } from "vitest";
import { ConfigError, parseConfig } from "./config";
import { environmentSchema } from "./environment";

const SECRET = randomBytes(16).toString("hex");

const SAFE = {
  FOYER_PUBLIC_URL: "https://id.example",
  KRATOS_PUBLIC_URL: "http://kratos:4433",
  COOKIE_SECRET: SECRET,
};

/** The variables that are complained of. */
function refused(changes: Record<string, string>): string[] {
  try {
    parseConfig({ ...SAFE, ...changes });
    return [];
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.problems.map((problem) => problem.split(":", 1)[0] ?? "");
  }
}

describe("secrets", () => {
  it.each([
    ["one character short", SECRET.slice(1)],
    ["of few characters, however long", "abcdefg".repeat(20)],
    ["weak as an older one, which still opens", `${SECRET},short`],
  ])("S2: a secret that is %s is refused", (_why, secret) => {
    expect(refused({ COOKIE_SECRET: secret })).toEqual(["COOKIE_SECRET"]);
    expect(refused({})).toEqual([]);
  });

  it("S2: a token for the metrics that can be guessed is refused", () => {
    expect(refused({ FOYER_METRICS_TOKEN: "0123456789abcde" })).toEqual(["FOYER_METRICS_TOKEN"]);
    expect(refused({ FOYER_METRICS_TOKEN: "0123456789abcdef" })).toEqual(["FOYER_METRICS_TOKEN"]);
    expect(refused({ FOYER_METRICS_TOKEN: `${SECRET} ${SECRET}` })).toEqual(["FOYER_METRICS_TOKEN"]);
    const short = randomBytes(16).toString("base64url").slice(0, 15);
    expect(refused({ FOYER_METRICS_TOKEN: short })).toEqual(["FOYER_METRICS_TOKEN"]);
    expect(refused({ FOYER_METRICS_TOKEN: randomBytes(16).toString("hex") })).toEqual([]);
  });
});

describe("numbers", () => {
  const LIMITS = [
    "FOYER_RATE_LIMIT_ADDRESS_POSTS",
    "FOYER_RATE_LIMIT_ADDRESS_SECONDS",
    "FOYER_RATE_LIMIT_FLOW_POSTS",
    "FOYER_RATE_LIMIT_FLOW_SECONDS",
    "REMEMBER_CONSENT_SESSION_FOR_SECONDS",
    "FOYER_REMEMBER_LOGIN_SECONDS",
  ];

  it.each(LIMITS)("S2: %s is a whole number and not below zero", (name) => {
    for (const value of ["-1", "1.5", "0x10", "1e3", "many", "Infinity", "NaN", "2147483648"])
      expect(refused({ [name]: value }), value).toEqual([name]);
    expect(refused({ [name]: "1" })).toEqual([]);
  });

  it("S2: a window of no length does not switch a limit off", () => {
    const windows = Object.keys(environmentSchema.shape).filter((name) => /LIMIT_\w+_SECONDS$/.test(name));
    expect(windows).toHaveLength(7);
    for (const name of windows) expect(refused({ [name]: "0" })).toEqual([name]);
  });

  it.each([
    ["FOYER_TRUSTED_PROXY_HOPS", "10", ["-1", "11", "0.5"]],
    ["FOYER_UPSTREAM_TIMEOUT_MS", "30000", ["0", "99", "30001", "Infinity"]],
    ["FOYER_WRITE_TIMEOUT_MS", "120000", ["0", "99", "120001", "Infinity"]],
    ["FOYER_DRAIN_DELAY_MS", "0", ["-1", "30", "99", "3600001"]],
    ["FOYER_DRAIN_DELAY_MS", "100", ["many"]],
  ])("S2: %s has bounds", (name, good, bad) => {
    expect(refused({ [name]: good })).toEqual([]);
    for (const value of bad) expect(refused({ [name]: value }), value).toEqual([name]);
  });
});

describe("names and addresses", () => {
  it.each([
    ["KRATOS_SESSION_COOKIE", "my_session", ["a b", "a;b", "a=b", "a,b", "a\nb", "x".repeat(65)]],
    [
      "FOYER_BRAND_STYLESHEET",
      "/brand/brand.css",
      ["https://evil.example/x.css", "//evil.example/x.css", "/x.css?y", "/x.js", '/x".css', "/../x.css"],
    ],
    [
      "FOYER_HELP_URL",
      "mailto:help@id.example,a@id.example?cc=b@id.example",
      ["mailto:", "mailto:help", "help@id.example"],
    ],
    [
      "FOYER_LOGO_ORIGINS",
      "https://cdn.example,*",
      ["ftp://cdn.example", "cdn.example", "https://a.example/"],
    ],
    [
      "FOYER_REDIS_URL",
      "rediss://us%2Fer:p%2Fw%23@redis:6380/1",
      [
        ...["http://redis:6379", "redis:6379", "redis://a b", "redis://:6379", "redis://redis/first"],
        ...["redis://:a/b@redis", "redis://:a#b@redis", "redis://:a?b@redis", "redis://:a%b@redis"],
      ],
    ],
  ])("S2: %s is what its name says, and nothing that breaks out of its place", (name, good, bad) => {
    expect(refused({ [name]: good })).toEqual([]);
    for (const value of bad) expect(refused({ [name]: value }), value).toEqual([name]);
  });
});
