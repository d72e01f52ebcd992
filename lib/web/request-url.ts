/** The address of a request, taken apart once: a page looks at it half a dozen times. */

const parsed = new WeakMap<Request, URL>();

/** To be read, not changed. */
export function readUrl(request: Request): Readonly<URL> {
  const url = parsed.get(request) ?? new URL(request.url);
  parsed.set(request, url);
  return url;
}
