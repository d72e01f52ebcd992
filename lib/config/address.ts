/** One spelling of an address, to compare it by. */

import { trimSlashes } from "@/lib/trim-slashes";

/** Host in lower case, without the scheme's own port, and without slashes at the end. @param text that is a URL */
export function toAddress(text: string): string {
  const { origin, pathname } = new URL(text);
  return origin + trimSlashes(pathname);
}
