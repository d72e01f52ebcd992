/** Short digests of texts that are not kept: two differ where their texts do. */

import { createHash } from "node:crypto";

/** Enough that nobody finds two texts with the same one: 128 bits, in hexadecimal digits. */
const LENGTH = 32;

export function toDigest(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, LENGTH);
}
