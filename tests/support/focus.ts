/** What can be measured of the focus of the keyboard, by functions that run in the page and use nothing else. */

/** What the ring around the focus lies over: words, or a control whose own border it touches. */
export function findUnderRing(): string[] {
  const focused = document.activeElement;
  if (!focused || focused === document.body) return [];
  const { outlineStyle, outlineWidth, outlineOffset } = getComputedStyle(focused);
  if (outlineStyle === "none") return [];
  const ring = Number.parseFloat(outlineWidth) + Number.parseFloat(outlineOffset);
  const inside = focused.getBoundingClientRect();
  const isNear = ({ left, right, top, bottom, width }: DOMRect, reach: number) =>
    width > 1 &&
    left < inside.right + reach &&
    right > inside.left - reach &&
    top < inside.bottom + reach &&
    bottom > inside.top - reach;
  const found: string[] = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (focused.contains(node) || !node.textContent?.trim() || !node.parentElement?.checkVisibility())
      continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    // A button may stand inside its field, at its end.
    const isInside = (rect: DOMRect) => rect.top >= inside.top && rect.bottom <= inside.bottom;
    if ([...range.getClientRects()].some((rect) => isNear(rect, ring) && !isInside(rect)))
      found.push(`under the ring: ${node.textContent}`);
  }
  /** A border beside the ring, without a gap that is seen, looks like one thick line. */
  const gap = 2;
  for (const control of document.querySelectorAll("input:not([type=hidden]), button, select, textarea")) {
    if (focused.contains(control) || control.contains(focused) || !control.checkVisibility()) continue;
    const rect = control.getBoundingClientRect();
    const isInField = rect.top >= inside.top && rect.bottom <= inside.bottom;
    if (isNear(rect, ring + gap) && !isInField)
      found.push(`beside the ring: ${control.outerHTML.slice(0, 80)}`);
  }
  return found;
}

/** Words that the ring of a link, button or field lies over when the keyboard comes to it; links within a sentence left aside. */
export function findRingsOverWords(): string[] {
  const before = document.activeElement;
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const canvas = document.createElement("canvas").getContext("2d");
  if (!canvas) throw new Error("no canvas to measure letters with");
  const words: { node: Node; rects: { left: number; right: number; top: number; bottom: number }[] }[] = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const box = node.parentElement;
    // What is for screen readers alone is a pixel wide.
    if (!node.textContent?.trim() || !box?.checkVisibility() || box.getBoundingClientRect().width <= 1)
      continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    // A line is as high as its font has it; what its letters leave free above and below them may lie under a ring.
    const { fontStyle, fontWeight, fontSize, fontFamily } = getComputedStyle(box);
    canvas.font = `${fontStyle} ${fontWeight} ${fontSize} ${fontFamily}`;
    const {
      fontBoundingBoxAscent,
      actualBoundingBoxAscent,
      fontBoundingBoxDescent,
      actualBoundingBoxDescent,
    } = canvas.measureText(node.textContent);
    const above = fontBoundingBoxAscent - actualBoundingBoxAscent;
    const below = fontBoundingBoxDescent - actualBoundingBoxDescent;
    const toLetters = ({ left, right, top, bottom }: DOMRect) => ({
      left,
      right,
      top: top + above,
      bottom: bottom - below,
    });
    words.push({ node, rects: [...range.getClientRects()].map(toLetters) });
  }
  const targets = document.querySelectorAll<HTMLElement>("a[href], button, input, select, textarea, summary");
  const found = [...targets].flatMap((target) => {
    target.focus({ preventScroll: true });
    const { display, position, outlineStyle, outlineWidth, outlineOffset } = getComputedStyle(target);
    const isApart = display !== "inline" && position !== "absolute" && position !== "fixed";
    if (document.activeElement !== target || !isApart || outlineStyle === "none") return [];
    const ring = Number.parseFloat(outlineWidth) + Number.parseFloat(outlineOffset);
    const { left, right, top, bottom } = target.getBoundingClientRect();
    const isUnder = (rect: { left: number; right: number; top: number; bottom: number }) => {
      const isInside = rect.top >= top && rect.bottom <= bottom;
      const over = Math.min(rect.bottom, bottom + ring) - Math.max(rect.top, top - ring);
      const beside = Math.min(rect.right, right + ring) - Math.max(rect.left, left - ring);
      return !isInside && over > 1 && beside > 1;
    };
    const under = words.filter(({ node, rects }) => !target.contains(node) && rects.some(isUnder));
    return under.map(
      ({ node }) => `under the ring of ${target.textContent || target.id}: ${node.textContent}`,
    );
  });
  if (before instanceof HTMLElement) before.focus({ preventScroll: true });
  return found;
}

/** What the keyboard comes to and nobody sees: it stays as small as what is for screen readers alone (WCAG 2.2, 2.4.7). */
export function findUnseenFocus(): string[] {
  const before = document.activeElement;
  const targets = document.querySelectorAll<HTMLElement>(
    "a[href], button, input:not([type=hidden]), select, textarea, summary",
  );
  const found = [...targets].flatMap((target) => {
    target.focus({ preventScroll: true });
    if (target.tabIndex < 0 || document.activeElement !== target) return [];
    let { width, height } = target.getBoundingClientRect();
    for (let box = target.parentElement; box; box = box.parentElement) {
      if (getComputedStyle(box).overflow !== "hidden") continue;
      width = Math.min(width, box.clientWidth);
      height = Math.min(height, box.clientHeight);
    }
    return width > 1 && height > 1 ? [] : [`not seen: ${target.outerHTML.slice(0, 120)}`];
  });
  if (before instanceof HTMLElement) before.focus({ preventScroll: true });
  return found;
}
