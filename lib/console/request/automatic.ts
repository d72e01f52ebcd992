/**
 * Requests that are nobody's use of the console (threat C5): of pages that are read anew by themselves while something runs, whose
 * addresses say so, and of what another site asks for.
 */

const PARAMETER = "automatic";

/**
 * Where such a page is read anew. What an act that led there says is said once.
 * @param address of the page, path and query
 */
export function toAutomatic(address: string): string {
  const [path = "", search = ""] = address.split("?", 2);
  const query = new URLSearchParams(search);
  query.delete("done");
  query.set(PARAMETER, "1");
  return `${path}?${query}`;
}

/**
 * Whether another site asked for a page, or for a picture that is none; a provider's sign-in ends like that, too. What a browser
 * does not say is nobody's.
 */
export function isLedByAnotherSite({ method, headers }: Request): boolean {
  const site = headers.get("sec-fetch-site");
  return isReading(method) && (site === "cross-site" || site === "same-site");
}

/** Whether a page asked for itself; a form that is sent is somebody's act, wherever it stood. */
export function isAutomatic({ method, url }: Request): boolean {
  return isReading(method) && new URL(url).searchParams.has(PARAMETER);
}

const isReading = (method: string) => method === "GET" || method === "HEAD";
