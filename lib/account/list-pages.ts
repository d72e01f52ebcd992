/** Long lists of the account area, a page at a time: which page is asked for, and which lie beside it. */

/** Rows of one page. */
export const PAGE_ROWS = 25;

export interface ListPages {
  /** From 1. */
  number: number;
  hasPrevious: boolean;
  hasNext: boolean;
}

/** The page that an address or a form names, from 1; whatever is no such number is the first. */
export function toPageNumber(text: string | null | undefined): number {
  return /^[1-9]\d{0,4}$/.test(text ?? "") ? Number(text) : 1;
}

/** The last page that has rows, from 1. */
export function toLastPage(total: number): number {
  return Math.max(1, Math.ceil(total / PAGE_ROWS));
}

/**
 * How many rows the whole list has at least, by what is on one of its pages: after a full page there may be another.
 * @param rows on page `number`
 */
export function toKnownTotal(number: number, rows: number): number {
  if (rows === 0) return 0;
  return (number - 1) * PAGE_ROWS + rows + (rows < PAGE_ROWS ? 0 : 1);
}

/** @param total rows of the whole list */
export function toListPages(number: number, total: number): ListPages {
  return { number, hasPrevious: number > 1, hasNext: number < toLastPage(total) };
}

/** The query's fields that lead to a page; the first has an address without a number. */
export function toPageQuery(number: number): Record<string, string> {
  return number > 1 ? { page: String(number) } : {};
}
