/** Tells a challenge as Hydra wrote it from every other spelling that Hydra would read the same (threat O23). */

declare const asWritten: unique symbol;

/**
 * Names one request of Hydra's. Forms, cookies and remembered accepts are keyed by it, and Hydra is asked about nothing
 * else: made by {@link toChallenge} alone.
 */
export type Challenge = string & { readonly [asWritten]: true };

/**
 * The id of a request, as versions before 2.2 sent for all kinds (32 hexadecimal digits) and v2.3 sends for logout (a
 * UUID). Lower case: MySQL compares letters of either case as equal.
 */
const ID = /^[0-9a-z_-]{1,40}$/;

/** A sealed request, base64url with padding (RFC 4648 §5). Nonce and tag alone make it longer than any id. */
const SEALED = /^[0-9A-Za-z_-]{41,16384}={0,2}$/;

/**
 * The challenge, or undefined for anything that is none, or is one in another spelling: Go's decoder, which Hydra uses,
 * overlooks line breaks and the last character's unused bits.
 */
export function toChallenge(value: string): Challenge | undefined {
  return isAsWritten(value) ? value : undefined;
}

function isAsWritten(value: string): value is Challenge {
  if (ID.test(value)) return true;
  if (!SEALED.test(value)) return false;
  const unpadded = Buffer.from(value, "base64url").toString("base64url");
  return unpadded.padEnd(Math.ceil(unpadded.length / 4) * 4, "=") === value;
}
