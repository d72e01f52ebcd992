/** Pages that read themselves anew while something runs: their addresses say so, for nobody may sit before them (threat C5). */

const PARAMETER = "automatic";

/** As the header `Refresh` has it. @param address of the page, path and query */
export function toRefresh(address: string, seconds: number): string {
  const [path = "", search = ""] = address.split("?", 2);
  const query = new URLSearchParams(search);
  query.set(PARAMETER, "1");
  return `${seconds}; url=${path}?${query}`;
}

/** Whether a page asked for itself; a form that is sent is somebody's act, wherever it stood. */
export function isAutomatic({ method, url }: Request): boolean {
  return (method === "GET" || method === "HEAD") && new URL(url).searchParams.has(PARAMETER);
}
