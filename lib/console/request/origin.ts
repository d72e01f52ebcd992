/** Decides whose request this is by the host it came to: the console's, or the pages' that everybody sees (threat C23). */

import type { ConsoleConfig } from "../config";

/** The console's address, where it is on. */
interface Origins {
  console?: Pick<ConsoleConfig, "url" | "hasOwnOrigin">;
}

/** Whether console pages are there for a request that came to this host. */
export function isConsoleHost(host: string | null, { console }: Origins): boolean {
  return console !== undefined && toOrigin(host, console.url.origin) === console.url.origin;
}

/** Whether everybody's pages are: everywhere but on the console's own origin. */
export function isPublicHost(host: string | null, { console }: Origins): boolean {
  return !console?.hasOwnOrigin || toOrigin(host, console.url.origin) !== console.url.origin;
}

/** The origin that a Host header means under the scheme of `like`; undefined for what is no host and port. */
function toOrigin(host: string | null, like: string): string | undefined {
  if (host === null || !/^[\w.-]+(:\d{1,5})?$|^\[[\da-f:.]+\](:\d{1,5})?$/i.test(host)) return undefined;
  const address = `${new URL(like).protocol}//${host}`;
  return URL.canParse(address) ? new URL(address).origin : undefined;
}
