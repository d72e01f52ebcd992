/** Where an operator was going before the sign-in: a path of the console's own, or its home (threat F7). */

/** In characters, percent-encoded: the way back is kept in a cookie of the sign-in. */
const LENGTH_LIMIT = 2000;

/** @param consolePath `/console` with what is before it @returns path and query as browsers see them */
export function toConsoleReturnPath(wanted: string | null | undefined, consolePath: string): string {
  if (!wanted || wanted.length > LENGTH_LIMIT || !/^\/(?!\/)[^\\\p{Cc}\p{Cs}\s]*$/u.test(wanted))
    return consolePath;
  const base = "http://console.invalid";
  const url = URL.canParse(wanted, base) ? new URL(wanted, base) : undefined;
  const isOwn =
    url?.origin === base && (url.pathname === consolePath || url.pathname.startsWith(`${consolePath}/`));
  const path = isOwn ? url.pathname + url.search : consolePath;
  return path.length > LENGTH_LIMIT ? consolePath : path;
}
