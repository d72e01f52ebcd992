/** Reads a person's consents at Hydra page by page, past pages and past single consents that are larger than an answer may be. */

import { OryError } from "./error";
import { findNextToken, findTokenBehind, toOffsetToken } from "./page-links";

const MAXIMUM_CALLS = 40;

interface ConsentPage<T> {
  rows: T[];
  total?: number;
  link: string | null;
}

export interface ReadConsents<T> {
  sessions: T[];
  /** There are consents that are larger than any answer. */
  hasLeftOut: boolean;
  /** There are, or may be, others behind the last that was read. */
  hasMore: boolean;
}

export interface HowMany {
  /** Asked for at once: a power of two, since Hydra begins pages at multiples of their size alone. */
  pageSize: number;
  /** Read at most, a multiple of the page's size. */
  most?: number;
}

/**
 * In at most {@link MAXIMUM_CALLS} calls. One consent holds what its client, its app's
 * request and its claims hold, so a page may be larger than an answer: then the rest is read in smaller ones. A consent that is
 * larger by itself is left out: an app that writes much into its own client keeps nobody from their other apps (threat O16).
 * @param list gives an error back for a page that is larger than any answer, and throws any other
 */
export async function readConsentPages<T>(
  { pageSize: whole, most = Number.POSITIVE_INFINITY }: HowMany,
  list: (pageSize: number, pageToken: string | undefined) => Promise<ConsentPage<T> | OryError>,
): Promise<ReadConsents<T>> {
  const sessions: T[] = [];
  let [pageSize, read, isBehindGiant, hasLeftOut] = [whole, 0, false, false];
  let pageToken: string | undefined;
  for (let count = 0; count < MAXIMUM_CALLS && read < most; count++) {
    while (isBehindGiant && pageSize < whole && read % (2 * pageSize) === 0) pageSize *= 2;
    const page = await list(pageSize, pageToken);
    if (page instanceof OryError && pageSize > 1) {
      pageSize /= 2;
      isBehindGiant = false;
      continue;
    }
    if (page instanceof OryError) {
      [isBehindGiant, hasLeftOut] = [true, true];
      read += 1;
      pageToken = findTokenBehind(pageToken, page.link);
      if (!pageToken) return { sessions, hasLeftOut, hasMore: false };
      continue;
    }
    const { rows, total = 0, link } = page;
    const isUntold = page.total === undefined && rows.length >= pageSize;
    sessions.push(...rows);
    read += pageSize;
    pageToken = findNextToken(link) ?? (read < total ? toOffsetToken(read) : undefined);
    // A page may be empty before the end: what is past its remembered time is taken out of it.
    if (!pageToken || (rows.length === 0 && read >= total))
      return { sessions, hasLeftOut, hasMore: isUntold };
  }
  return { sessions, hasLeftOut, hasMore: true };
}
