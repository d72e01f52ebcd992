/** Seals small values into cookies that only Foyer can read, under secrets that rotate: AES-256-GCM, synchronous inside. */

import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";
import { getConfig } from "../config";

/*
 * iron-session's seal derives two keys by PBKDF2 for every single value: 0.3 ms of processor time each, four times in a
 * code flow. The secrets here are long and random, so one key a secret is derived once (RFC 5869).
 */

const ALGORITHM = "aes-256-gcm";
const KEY_BYTES = 32;
/** NIST SP 800-38D §8.2.2: random 96-bit nonces; a key rotates long before 2^32 seals. */
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** Names the format, and is authenticated with it. */
const VERSION = "f1";

const keys = new Map<string, Buffer>();

/**
 * Seals under the newest secret.
 * @param ttlSeconds after which the seal no longer opens, whatever the browser kept
 */
export async function seal(value: object, ttlSeconds: number): Promise<string> {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(ALGORITHM, toKey(getConfig().cookieSecrets[0]), nonce);
  cipher.setAAD(Buffer.from(VERSION));
  const text = JSON.stringify({ until: Date.now() + ttlSeconds * 1000, value });
  const sealed = Buffer.concat([nonce, cipher.update(text, "utf8"), cipher.final(), cipher.getAuthTag()]);
  return `${VERSION}.${sealed.toString("base64url")}`;
}

/** The sealed value, or undefined when no current secret made it, it has expired or was damaged. */
export async function unseal(sealed: string): Promise<unknown> {
  const [version, text] = sealed.split(".");
  const bytes = Buffer.from(text ?? "", "base64url");
  if (version !== VERSION || bytes.length <= NONCE_BYTES + TAG_BYTES) return undefined;
  for (const secret of getConfig().cookieSecrets) {
    const opened = openWith(toKey(secret), bytes);
    if (opened) return opened.until > Date.now() ? opened.value : undefined;
  }
  return undefined;
}

/** @returns undefined for a seal of another key and for damaged ones */
function openWith(key: Buffer, bytes: Buffer): { until: number; value: unknown } | undefined {
  const decipher = createDecipheriv(ALGORITHM, key, bytes.subarray(0, NONCE_BYTES));
  decipher.setAAD(Buffer.from(VERSION));
  decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
  try {
    const text =
      decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES), undefined, "utf8") + decipher.final("utf8");
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function toKey(secret: string): Buffer {
  const known = keys.get(secret);
  if (known) return known;
  const key = Buffer.from(hkdfSync("sha256", secret, "", "foyer cookie seal", KEY_BYTES));
  keys.set(secret, key);
  return key;
}
