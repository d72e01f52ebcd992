/** Pages that are read anew by themselves while something runs: their addresses say so, for nobody may sit before them (threat C5). */

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

/** Whether a page asked for itself; a form that is sent is somebody's act, wherever it stood. */
export function isAutomatic({ method, url }: Request): boolean {
  return (method === "GET" || method === "HEAD") && new URL(url).searchParams.has(PARAMETER);
}
