/** Reads the token of the next page from an RFC 8288 Link header. */

/** Longest header that is read, in characters. */
const HEADER_LIMIT = 8000;

/** `undefined` on the last page, and where the header is missing or unreadable. */
export function findNextToken(link: string | null): string | undefined {
  if (!link || link.length > HEADER_LIMIT) return undefined;
  const next = link.match(/<([^<>]+)>\s*;\s*rel="?next"?/)?.[1];
  if (!next || !URL.canParse(next, "http://upstream.invalid")) return undefined;
  return new URL(next, "http://upstream.invalid").searchParams.get("page_token") ?? undefined;
}
