/** iron's sealed text (`Fe26.2`, as iron-session writes it) by node:crypto's synchronous calls: encrypted, then signed. */

import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  pbkdf2Sync,
  randomBytes,
  timingSafeEqual,
} from "node:crypto";

const CIPHER = "aes-256-cbc";
const SALT_BYTES = 32;
const IV_BYTES = 16;
const KEY_BYTES = 32;

/** For clocks that differ. */
const GRACE_MS = 60_000;

/**
 * `Fe26.2 * password id * salt * iv * ciphertext * expiry * salt of the signature * signature`, and iron-session's
 * version. The expiry, in milliseconds since the epoch, is never left out.
 */
const SEALED =
  /^(?<signed>Fe26\.2\*1\*(?<salt>[0-9a-f]{64})\*(?<iv>[\w-]{22})\*(?<body>[\w-]+)\*(?<expiry>\d{1,16}))\*(?<macSalt>[0-9a-f]{64})\*(?<mac>[\w-]{43})~2$/;

/** @param ttlMs after which it no longer opens, beside a minute of grace */
export function sealIron(value: object, secret: string, ttlMs: number): string {
  const [salt, macSalt] = [toSalt(), toSalt()];
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv(CIPHER, toKey(secret, salt), iv);
  const body = Buffer.concat([cipher.update(JSON.stringify(value), "utf8"), cipher.final()]);
  const expiry = Math.ceil(Date.now() + ttlMs);
  const signed = `Fe26.2*1*${salt}*${iv.toString("base64url")}*${body.toString("base64url")}*${expiry}`;
  return `${signed}*${macSalt}*${sign(signed, secret, macSalt)}~2`;
}

/** What was sealed; undefined when this secret did not make it, or its time is over. Nothing unsigned is decrypted. */
export function openIron(sealed: string, secret: string): unknown {
  const parts = sealed.match(SEALED)?.groups;
  if (!parts) return undefined;
  const { signed = "", salt = "", iv = "", body = "", expiry = "", macSalt = "", mac = "" } = parts;
  if (Number(expiry) <= Date.now() - GRACE_MS) return undefined;
  if (!timingSafeEqual(Buffer.from(sign(signed, secret, macSalt)), Buffer.from(mac))) return undefined;
  const cipher = createDecipheriv(CIPHER, toKey(secret, salt), Buffer.from(iv, "base64url"));
  const text = Buffer.concat([cipher.update(body, "base64url"), cipher.final()]);
  return JSON.parse(text.toString("utf8"));
}

function sign(signed: string, secret: string, salt: string): string {
  return createHmac("sha256", toKey(secret, salt)).update(signed).digest("base64url");
}

/** One round, as iron does: the secret is random and long, no password that is guessed at. */
function toKey(secret: string, salt: string): Buffer {
  return pbkdf2Sync(secret, salt, 1, KEY_BYTES, "sha1");
}

function toSalt(): string {
  return randomBytes(SALT_BYTES).toString("hex");
}
