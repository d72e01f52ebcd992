/** Where a page draws U+202E, which turns what follows: each with what stands before it. */
export function findTurningSigns(html: string): string[] {
  // What stands in a control, in an address, or there to be copied is the very text.
  const drawn = html.replaceAll(
    / (value|href|aria-label)="[^"]*"|<textarea[\s\S]*?<\/textarea>|data-copy-value[\s\S]*?<\/code>/g,
    "",
  );
  return drawn
    .split("\u202e")
    .slice(0, -1)
    .map((before) => before.slice(-200));
}
