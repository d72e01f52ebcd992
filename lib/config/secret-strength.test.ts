import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { parseConfig } from "./config";
import { toStrengthBits } from "./secret-strength";

const REPOSITORY = fileURLToPath(new URL("..", import.meta.url));

const start = (changes: Record<string, string>) => () =>
  parseConfig({
    FOYER_PUBLIC_URL: "https://id.example",
    KRATOS_PUBLIC_URL: "http://kratos:4433",
    COOKIE_SECRET: createHash("sha256").update("a safe one").digest("hex"),
    ...changes,
  });

const GUESSABLE = [
  "changeme-changeme-changeme-changeme-",
  "12345678901234567890123456789012",
  "abcdefghijklmnopqrstuvwxyz012345",
  "00112233445566778899aabbccddeeff",
  "a1b2c3d4e5f6g7h8i9j0k1l2m3n4o5p6",
  "deadbeefdeadbeefdeadbeefdeadbeef",
  "qwertyuiopasdfghjklzxcvbnm123456",
  "password1234password1234password1234",
  "PLEASE-CHANGE-ME-I-AM-VERY-INSECURE",
  "32-LONG-SECRET-NOT-SECURE-AT-ALL",
  "complex_password_at_least_32_characters_long",
  "correct horse battery staple correct horse",
  "thisismyverysecretcookiekeyforprod",
  "My-Very-Secret-Cookie-Key-For-Prod-2026!",
  "Sup3rS3cr3tC00k13K3yF0rF0y3r!!!!",
  "only-for-this-try-0123456789abcdef",
];

describe("a secret that can be guessed", () => {
  it.each(GUESSABLE)("S6: %s does not start, and the remedy is named", (secret) => {
    expect(start({ COOKIE_SECRET: secret })).toThrow(/COOKIE_SECRET: is too weak.*openssl rand -hex 32/);
    expect(start({ COOKIE_SECRET: secret })).not.toThrow(secret);
  });

  it("S6: does not start among good ones, nor as a scraper's token", () => {
    const good = createHash("sha256").update("good").digest("hex");
    expect(start({ COOKIE_SECRET: `${good},${GUESSABLE[0]}` })).toThrow(/COOKIE_SECRET: is too weak/);
    expect(start({ FOYER_METRICS_TOKEN: "changeme-changeme" })).toThrow(/FOYER_METRICS_TOKEN: is too weak/);
    expect(start({ FOYER_METRICS_TOKEN: good.slice(0, 16) })).not.toThrow();
  });
});

/** What generators of secrets make, from digests, so that each run tries the same. */
const GENERATORS: Readonly<Record<string, (digest: Buffer) => string>> = {
  "openssl rand -hex 32": (digest) => digest.toString("hex"),
  "openssl rand -hex 16": (digest) => digest.toString("hex", 0, 16),
  "openssl rand -base64 32": (digest) => digest.toString("base64"),
  "openssl rand -base64 24": (digest) => digest.toString("base64", 0, 24),
  "a random UUID": (digest) =>
    digest.toString("hex", 0, 16).replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-"),
  "32 random letters": (digest) => [...digest].map((byte) => String.fromCharCode(97 + (byte % 26))).join(""),
};

it.each(Object.entries(GENERATORS))("S6: whatever %s makes starts", (_, generate) => {
  for (let seed = 0; seed < 500; seed++) {
    const secret = generate(createHash("sha256").update(`seed ${seed}`).digest());
    expect(start({ COOKIE_SECRET: secret }), secret).not.toThrow();
  }
});

it("S6: seven words of a list are a secret, six are none", () => {
  const words = ["tufted", "crayon", "obligate", "mango", "lurk", "seven", "otter"];
  expect(toStrengthBits(words.join("-"))).toBeGreaterThan(toStrengthBits(words.slice(1).join("-")));
  expect(start({ COOKIE_SECRET: words.join("-") })).not.toThrow();
});

/** What is made, installed or recorded is nobody's example. */
const SKIPPED =
  /^(node_modules|\.next|dist|\.git|test-results|\.stack|tests\/fixtures|public\/assets|package-lock\.json)$/;
const TEXT = /\.(ts|tsx|mjs|js|json|md|ya?ml|env|css)$|^(Dockerfile|\.ci\/run)$/;

function listFiles(folder = ""): string[] {
  return readdirSync(join(REPOSITORY, folder)).flatMap((name) => {
    const path = folder ? `${folder}/${name}` : name;
    if (SKIPPED.test(path)) return [];
    return statSync(join(REPOSITORY, path)).isDirectory() ? listFiles(path) : TEXT.test(path) ? [path] : [];
  });
}

it("S6: no secret that this repository prints starts: not in documents, examples or tests", () => {
  const printed = listFiles().flatMap((path) =>
    readFileSync(join(REPOSITORY, path), "utf8")
      .split("\n")
      .filter((line) => /secret/i.test(line))
      .flatMap((line) => [...line.matchAll(/(?<![\w+/=.-])[\w+/=-]{32,}/g)].map(([text]) => text)),
  );
  expect(printed.length).toBeGreaterThan(0);
  const strong = printed.filter((text) => {
    try {
      start({ COOKIE_SECRET: text })();
      return true;
    } catch {
      return false;
    }
  });
  expect(strong).toEqual([]);
});
