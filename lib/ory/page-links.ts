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

/**
 * Hydra v2.3.0's own token of the page that begins with this row. From its second page on it names no next one, and none from
 * the first where the second has a single row, while X-Total-Count is right: it hands page and size to its header in each
 * other's place.
 */
export function toOffsetToken(offset: number): string {
  return Buffer.from(JSON.stringify({ offset: String(offset), v: 2 })).toString("base64url");
}

/**
 * The token of what stands behind a row that is larger than any answer. Where tokens count rows, by its number; a later Hydra's
 * are sealed, and name what comes next in the head of the answer that was cut off.
 * @param token by which that row alone was asked for @param link of that answer
 */
export function findTokenBehind(token: string | undefined, link: string): string | undefined {
  const offset = readOffset(token);
  const named = link.match(/[?&]page_token=([^&>]+)/)?.[1];
  if (offset === undefined || readOffset(named) === undefined) return findNextToken(link);
  return toOffsetToken(offset + 1);
}

/** The row that a token of Hydra's begins with, 0 without one; undefined where tokens do not count rows. */
function readOffset(token: string | undefined): number | undefined {
  if (!token) return 0;
  const [, digits] =
    Buffer.from(token, "base64url")
      .toString()
      .match(/"offset":"(\d{1,9})"/) ?? [];
  return digits === undefined ? undefined : Number(digits);
}
