import { describe, expect, it } from "vitest";
import { NEWEST_SECRET as SECRET } from "@/tests/unit/environment";
import { ConfigError, parseConfig } from "./config";

const SAFE = {
  FOYER_PUBLIC_URL: "https://id.example/auth/",
  KRATOS_PUBLIC_URL: "http://kratos:4433/",
  COOKIE_SECRET: SECRET,
};

const problemsOf = (changes: Record<string, string | undefined>): string => {
  try {
    parseConfig({ ...SAFE, ...changes });
    return "";
  } catch (error) {
    if (error instanceof ConfigError) return error.problems.join("\n");
    throw error;
  }
};

it("a number with a unit is said to be one, in words", () => {
  expect(() => parseConfig({ ...SAFE, FOYER_WRITE_TIMEOUT_MS: "5s" })).toThrow(
    "FOYER_WRITE_TIMEOUT_MS: must be a whole number, in digits and without a unit",
  );
});

describe("a safe environment", () => {
  it("needs three variables; the rest has defaults", () => {
    expect(parseConfig(SAFE)).toMatchObject({
      publicUrl: { origin: "https://id.example", basePath: "/auth", href: "https://id.example/auth" },
      kratos: { publicUrl: "http://kratos:4433", browserUrl: "https://id.example/auth", relay: true },
      hydra: undefined,
      cookieSecrets: [SECRET],
      trustedProxyHops: 0,
      upstreamTimeoutMs: 4000,
      writeTimeoutMs: 30_000,
    });
  });

  it("S2: on Vercel takes addresses from the platform, and does not start without any", () => {
    const vercel = { ...SAFE, VERCEL: "1" };
    expect(parseConfig(vercel)).toMatchObject({ runsOnVercel: true, trustedProxyHops: 1 });
    expect(parseConfig({ ...vercel, FOYER_TRUSTED_PROXY_HOPS: "2" }).trustedProxyHops).toBe(2);
    expect(() => parseConfig({ ...vercel, FOYER_TRUSTED_PROXY_HOPS: "0" })).toThrow(
      /FOYER_TRUSTED_PROXY_HOPS/,
    );
    expect(parseConfig({ ...SAFE, VERCEL: "" })).toMatchObject({ runsOnVercel: false, trustedProxyHops: 0 });
  });

  it("treats a variable that is set to nothing as unset", () => {
    expect(parseConfig({ ...SAFE, HYDRA_ADMIN_URL: "", PROJECT_NAME: "" })).toMatchObject({
      brands: { byDefault: { name: "Foyer" } },
    });
  });

  it("takes no notice of space around a value, which a file of one line ends in", () => {
    const spaced = Object.fromEntries(Object.entries(SAFE).map(([name, value]) => [name, ` ${value}\n`]));
    expect(parseConfig({ ...spaced, FOYER_RATE_LIMIT_FLOW_POSTS: " ", CONSOLE_URL: "\t" })).toEqual(
      parseConfig(SAFE),
    );
  });

  it("relays only where browsers meet Kratos at Foyer itself", () => {
    for (const [browserUrl, relay] of [
      ["https://id.example/auth/", true],
      ["HTTPS://Id.Example:443/auth", true],
      ["https://id.example", false],
      ["https://id.example/kratos", false],
      ["https://kratos.id.example", false],
    ] as const) {
      expect(parseConfig({ ...SAFE, KRATOS_BROWSER_URL: browserUrl }).kratos.relay, browserUrl).toBe(relay);
    }
  });

  it("knows the reference UI's name for the token, and its own before that", () => {
    const network = {
      FOYER_PUBLIC_URL: "https://id.example",
      COOKIE_SECRET: SECRET,
      ORY_SDK_URL: "https://x.example",
    };
    expect(parseConfig({ ...network, ORY_ADMIN_API_TOKEN: "theirs" }).apiToken).toBe("theirs");
    expect(
      parseConfig({ ...network, ORY_ADMIN_API_TOKEN: "theirs", ORY_PROJECT_API_TOKEN: "ours" }).apiToken,
    ).toBe("ours");
  });

  it("P6: shows the token of Ory Network to no admin API elsewhere", () => {
    expect(parseConfig({ ...SAFE, ORY_PROJECT_API_TOKEN: "t" }).apiToken).toBeUndefined();
  });

  it("keeps several secrets, newest first", () => {
    expect(parseConfig({ ...SAFE, COOKIE_SECRET: `${SECRET}-2 , ${SECRET}` }).cookieSecrets).toEqual([
      `${SECRET}-2`,
      SECRET,
    ]);
  });

  it("never remembers a consent for ever (O19)", () => {
    expect(
      parseConfig({ ...SAFE, REMEMBER_CONSENT_SESSION_FOR_SECONDS: "0" }).oauth2.rememberConsentSeconds,
    ).toBeGreaterThan(0);
  });
});

describe("S2: an unsafe environment is refused with the variable's name and the remedy", () => {
  it.each<[changes: Record<string, string | undefined>, reason: RegExp]>([
    [{ FOYER_PUBLIC_URL: undefined }, /^FOYER_PUBLIC_URL: is missing/],
    [{ FOYER_PUBLIC_URL: "accounts.example" }, /^FOYER_PUBLIC_URL: must be an http/],
    [{ FOYER_PUBLIC_URL: "ftp://id.example" }, /^FOYER_PUBLIC_URL: must be an http/],
    [{ FOYER_PUBLIC_URL: "http://id.example" }, /must be https/],
    [{ FOYER_PUBLIC_URL: "http://127.0.0.1.evil.example" }, /must be https/],
    [{ FOYER_PUBLIC_URL: "http://localhost.evil.example" }, /must be https/],
    [{ FOYER_PUBLIC_URL: "https://a:b@id.example" }, /an origin and an optional path/],
    [{ FOYER_PUBLIC_URL: "https://id.example/?x=1" }, /an origin and an optional path/],
    [{ FOYER_PUBLIC_URL: "https://id.example/a%2fb" }, /its path may hold/],
    [{ FOYER_PUBLIC_URL: "https://id.example//a" }, /its path may hold/],
    [
      { FOYER_REDIS_URL: "redis://redis", FOYER_REDIS_CERT_PATH: "/a" },
      /^FOYER_REDIS_CERT_PATH: is shown with TLS/,
    ],
    [{ FOYER_REDIS_URL: "rediss://redis", FOYER_REDIS_KEY_PATH: "/a" }, /go together/],
    [{ KRATOS_PUBLIC_URL: undefined }, /^KRATOS_PUBLIC_URL: is missing/],
    [{ KRATOS_PUBLIC_URL: "http://u:p@kratos:4433" }, /^KRATOS_PUBLIC_URL: must not carry/],
    [{ HYDRA_ADMIN_URL: "http://hydra:4445/?a=b" }, /^HYDRA_ADMIN_URL: must be an address without/],
    [{ COOKIE_SECRET: undefined }, /^COOKIE_SECRET: is missing/],
    [{ COOKIE_SECRET: " , " }, /^COOKIE_SECRET: is missing/],
    [{ COOKIE_SECRET: "short" }, /^COOKIE_SECRET: is too weak/],
    [{ COOKIE_SECRET: "ab".repeat(20) }, /^COOKIE_SECRET: is too weak/],
    [{ COOKIE_SECRET: `${SECRET},changeme` }, /^COOKIE_SECRET: is too weak/],
    [
      { KRATOS_ADMIN_URL: "http://kratos:4433" },
      /^KRATOS_ADMIN_URL: is the same address as KRATOS_PUBLIC_URL/,
    ],
    [{ KRATOS_PUBLIC_URL: "https://ID.example:443/auth" }, /^KRATOS_PUBLIC_URL: is Foyer's own/],
    [{ KRATOS_BROWSER_URL: "http://kratos.example" }, /^KRATOS_BROWSER_URL: must be https/],
    [{ HYDRA_PUBLIC_URL: "http://oauth.example" }, /^HYDRA_PUBLIC_URL: must be https/],
    [{ KRATOS_ADMIN_URL: "https://id.example/admin" }, /^KRATOS_ADMIN_URL: is Foyer's own/],
    [{ HYDRA_ADMIN_URL: "https://id.example/hydra" }, /^HYDRA_ADMIN_URL: is Foyer's own/],
    [
      { HYDRA_ADMIN_URL: "https://o.example", HYDRA_PUBLIC_URL: "https://o.example/" },
      /^HYDRA_ADMIN_URL: is the same/,
    ],
    [
      { KRATOS_ADMIN_URL: "https://k.example", KRATOS_BROWSER_URL: "https://k.example" },
      /KRATOS_BROWSER_URL/,
    ],
    [{ ORY_SDK_URL: "https://x.example", ORY_PROJECT_API_TOKEN: "t" }, /^ORY_SDK_URL: replaces/],
    [
      { ORY_SDK_URL: "https://x.example", KRATOS_PUBLIC_URL: undefined },
      /^ORY_PROJECT_API_TOKEN: is missing/,
    ],
    [{ FOYER_TRUSTED_PROXY_HOPS: "-1" }, /^FOYER_TRUSTED_PROXY_HOPS/],
    [{ FOYER_UPSTREAM_TIMEOUT_MS: "soon" }, /^FOYER_UPSTREAM_TIMEOUT_MS/],
    [{ FOYER_BRAND_STYLESHEET: "//evil.example/x.css" }, /^FOYER_BRAND_STYLESHEET/],
    [{ FOYER_OAUTH2_CONFIG: "/nonexistent/oauth2.json" }, /^FOYER_OAUTH2_CONFIG: .* cannot be read/],
    [{ FOYER_OAUTH2_CONFIG: "package.json" }, /^FOYER_OAUTH2_CONFIG: the file: Unrecognized key.*"scripts"/],
    [{ FOYER_NATIVE_OAUTH2: "maybe" }, /^FOYER_NATIVE_OAUTH2: must be true or false/],
  ])("%j", (changes, reason) => {
    const problems = problemsOf(changes);
    expect(problems).toMatch(reason);
    expect(problems).not.toContain(SECRET);
  });

  it("a captcha's script comes by https, or from this machine", () => {
    for (const url of ["http://captcha.example/api.js", "http://localhost.evil.example/api.js"])
      expect(problemsOf({ FOYER_CAPTCHA_SCRIPT: url }), url).toContain("FOYER_CAPTCHA_SCRIPT: must be https");
    for (const url of ["https://captcha.example/api.js", "http://localhost:9/api.js", "http://[::1]/api.js"])
      expect(problemsOf({ FOYER_CAPTCHA_SCRIPT: url }), url).toBe("");
  });

  it("a password's shortest length is none that Kratos refuses", () => {
    expect(parseConfig({ ...SAFE, FOYER_PASSWORD_MIN_LENGTH: "12" }).passwordMinLength).toBe(12);
    expect(parseConfig({ ...SAFE, FOYER_PASSWORD_MIN_LENGTH: "" }).passwordMinLength).toBeUndefined();
    for (const length of ["5", "8.5", "eight", "0x10", "1e1"])
      expect(problemsOf({ FOYER_PASSWORD_MIN_LENGTH: length }), length).toContain(
        "FOYER_PASSWORD_MIN_LENGTH: ",
      );
  });

  it("all problems are named at once", () => {
    const problems = problemsOf({
      COOKIE_SECRET: "",
      KRATOS_PUBLIC_URL: "",
      FOYER_PUBLIC_URL: "http://id.example",
    });
    expect(problems.split("\n")).toHaveLength(3);
  });
});
