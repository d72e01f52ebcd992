/**
 * Keeps a proxy from ending a CSV file in which nobody is found for long: it may hold no empty line nor any other filler. The end
 * of what was found is therefore kept back, and sent a letter at a time while nothing else is.
 */

/** Letters that are kept back, of less text all but the first, so that the file begins at once: enough for half an hour. */
const KEPT = 200;

/** A proxy waits a minute, most of them. */
const PAUSE_MS = 10_000;

/** @param now for tests, milliseconds */
export function toTrickle(now: () => number = () => performance.now()) {
  let kept = "";
  let sentAt = now();
  return (found: string, isLast: boolean): string => {
    const text = kept + found;
    const cut =
      found || isLast
        ? toCut(text, isLast ? 0 : Math.min(KEPT, text.length - 1))
        : sentAt + PAUSE_MS <= now()
          ? toFirst(text)
          : 0;
    kept = text.slice(cut);
    if (cut > 0) sentAt = now();
    return text.slice(0, cut);
  };
}

/** Where the end of a text begins; never within a letter. */
function toCut(text: string, length: number): number {
  const cut = Math.max(text.length - length, 0);
  return isLowSurrogate(text, cut) ? cut - 1 : cut;
}

/** Behind the first letter. */
function toFirst(text: string): number {
  return text === "" ? 0 : isLowSurrogate(text, 1) ? 2 : 1;
}

function isLowSurrogate(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code >= 0xdc00 && code <= 0xdfff;
}
