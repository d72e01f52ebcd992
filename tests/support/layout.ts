/** What can be measured of how a page is laid out at its present size, by functions that run in the page and use nothing else. */

import type { Page } from "@playwright/test";

/** What all of them find, in one call: each takes as long as what is looked for. */
export async function findIn(page: Page, ...finds: (() => string[])[]): Promise<string[]> {
  const found: string[][] = await page.evaluate(`[${finds.map((find) => `(${find})()`).join(", ")}]`);
  return found.flat();
}

/**
 * What is found at each width, the page's present one first: each change takes a layout.
 * @param keep what else is done at each
 */
export async function findAtWidths(
  page: Page,
  finds: ReadonlyMap<number, (() => string[])[]>,
  keep?: (width: number) => Promise<void>,
): Promise<string[]> {
  const isPresent = (width: number) => page.viewportSize()?.width === width;
  const widths = [...finds.keys()].toSorted((a, b) => Number(isPresent(b)) - Number(isPresent(a)));
  const found: string[] = [];
  for (const width of widths) {
    if (!isPresent(width)) await page.setViewportSize({ width, height: 800 });
    const here = await findIn(page, ...(finds.get(width) ?? []));
    found.push(...here.map((what) => `${width} px: ${what}`));
    await keep?.(width);
  }
  return found;
}

/** What sticks out to the right or left, cut-off parts included; empty when nothing has to be scrolled sideways. */
export function findOverflow(): string[] {
  const { clientWidth, scrollWidth } = document.documentElement;
  // What only screen readers see is a pixel wide, or in such a box: the heads of a table's columns on a phone.
  const isForReaders = (element: Element | null): boolean =>
    element !== null && (element.getBoundingClientRect().width <= 1 || isForReaders(element.parentElement));
  const outside = [...document.body.querySelectorAll("*")].filter((element) => {
    const { left, right } = element.getBoundingClientRect();
    return !isForReaders(element) && element.checkVisibility() && (left < -1 || right > clientWidth + 1);
  });
  const found = outside.map((element) => `sticks out: ${element.outerHTML.slice(0, 120)}`);
  return scrollWidth > clientWidth ? [`the page is ${scrollWidth} wide`, ...found] : found;
}

/** Targets below 24 × 24 px (WCAG 2.2, 2.5.8); links in running text and what only screen readers see are exempt. */
export function findSmallTargets(): string[] {
  const targets = document.querySelectorAll<HTMLElement>(
    "a[href], button, input:not([type=hidden]), select, textarea, summary",
  );
  const isInText = (target: HTMLElement) =>
    getComputedStyle(target).display === "inline" &&
    target.parentElement?.textContent.trim() !== target.textContent.trim();
  return [...targets].flatMap((target) => {
    const { width, height } = target.getBoundingClientRect();
    const isSeen = target.checkVisibility({ visibilityProperty: true }) && width > 1;
    if (!isSeen || isInText(target) || (width >= 24 && height >= 24)) return [];
    return [`a target of ${width} × ${height}: ${target.outerHTML.slice(0, 120)}`];
  });
}

/** Targets lower than a thumb (44 px); links in a line of text are exempt, and boxes, whose label is pressed as well. */
export function findLowTargets(): string[] {
  const targets = document.querySelectorAll<HTMLElement>(
    "a[href], button, input:not([type=hidden], [type=checkbox], [type=radio]), select, textarea, summary",
  );
  return [...targets].flatMap((target) => {
    const { width, height } = target.getBoundingClientRect();
    const isSeen = target.checkVisibility({ visibilityProperty: true }) && width > 1;
    if (!isSeen || getComputedStyle(target).display === "inline" || height >= 44) return [];
    return [`a target ${height} high: ${target.outerHTML.slice(0, 120)}`];
  });
}

/** Fields whose letters are so small (below 16 px) that Safari on a phone zooms the page in when one is touched. */
export function findZoomingFields(): string[] {
  const fields = document.querySelectorAll<HTMLElement>(
    "input:not([type=hidden], [type=checkbox], [type=radio], [type=file], [type=submit], [type=button]), select, textarea",
  );
  return [...fields].flatMap((field) => {
    const size = Number.parseFloat(getComputedStyle(field).fontSize);
    return size < 16 ? [`letters of ${size} px: ${field.outerHTML.slice(0, 120)}`] : [];
  });
}

/** Fields that can be changed, on the ground of those that cannot: they look switched off. */
export function findDimmed(): string[] {
  const fields = document.querySelectorAll<HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement>(
    "main :is(input:not([type=hidden], [type=checkbox], [type=radio]), select, textarea):not(:disabled, [readonly])",
  );
  const canvas = getComputedStyle(document.documentElement).backgroundColor;
  return [...fields].flatMap((field) =>
    getComputedStyle(field).backgroundColor === canvas ? [`dimmed: ${field.outerHTML.slice(0, 120)}`] : [],
  );
}

/** Words that their own box cuts off; what is only for screen readers, and what scrolls, is exempt. */
export function findCutOff(): string[] {
  return [...document.body.querySelectorAll<HTMLElement>("*")].flatMap((element) => {
    const { overflowX, overflowY } = getComputedStyle(element);
    const { clientWidth, clientHeight, scrollWidth, scrollHeight } = element;
    if (clientWidth <= 1 || !element.checkVisibility({ visibilityProperty: true })) return [];
    const isCut =
      (/hidden|clip/.test(overflowX) && scrollWidth > clientWidth + 1) ||
      (/hidden|clip/.test(overflowY) && scrollHeight > clientHeight + 1);
    return isCut ? [`cut off: ${element.outerHTML.slice(0, 160)}`] : [];
  });
}

/**
 * Words that stand in one line without a space between them, since only a margin keeps them apart: screen readers say them
 * as one, and the letters of joined scripts grow together.
 */
export function findGrownTogether(): string[] {
  const isInline = (element: Element | null) =>
    element !== null && getComputedStyle(element).display === "inline";
  /** The box in whose lines a text stands. */
  const toBlock = (text: Node) => {
    let box = text.parentElement;
    while (isInline(box)) box = box?.parentElement ?? null;
    return box;
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  const found: string[] = [];
  let before: Node | undefined;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node instanceof Element) {
      if (!isInline(node) || /^(?:br|wbr|img|input)$/i.test(node.tagName)) before = undefined;
      continue;
    }
    if (!node.textContent || !node.parentElement?.checkVisibility()) continue;
    // A name may stand inside a sentence of a script that has no spaces.
    const isName = before?.parentElement?.closest("bdi") || node.parentElement.closest("bdi");
    const isOneWord =
      !isName && /[\p{L}\p{M}]$/u.test(before?.textContent ?? "") && /^\p{L}/u.test(node.textContent);
    if (
      before &&
      isOneWord &&
      before.parentElement !== node.parentElement &&
      toBlock(before) === toBlock(node)
    )
      found.push(`grown together: ${before.textContent}|${node.textContent}`);
    before = node;
  }
  return found;
}

/** Code, JSON, ids, e-mail addresses and numbers of telephones that would run from right to left, or away from their label. */
export function findTurned(): string[] {
  const isLatin = (text: string) =>
    /^\S+@\S+\.\S+$|^[+\d*().\s-]{6,}$|^[{[]\s|^(?=\S*\d)[\w-]{6,}$/.test(text);
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found: string[] = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement;
    const text = parent?.textContent?.trim() ?? "";
    if (!parent?.checkVisibility() || !isLatin(text)) continue;
    if (getComputedStyle(parent).direction === "rtl") found.push(`from right to left: ${text.slice(0, 60)}`);
  }
  for (const field of document.querySelectorAll<HTMLInputElement>(
    "input:is([type=email], [type=tel], [type=url], [type=number], [autocomplete~=username], [data-code])",
  )) {
    const { direction, textAlign } = getComputedStyle(field);
    if (direction === "rtl") found.push(`from right to left: ${field.name}`);
    else if (document.dir === "rtl" && textAlign === "start") found.push(`far from its label: ${field.name}`);
  }
  return found;
}

/** Words of one letter, a hyphen and more ("E-Mail") of which the letter stands at the end of a line, the rest in the next. */
export function findTornWords(): string[] {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found: string[] = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (!node.parentElement?.checkVisibility()) continue;
    for (const { index, 0: word } of (node.textContent ?? "").matchAll(
      /(?<![\p{L}\p{N}-])\p{L}-\u2060?\p{L}/gu,
    )) {
      const range = document.createRange();
      range.setStart(node, index);
      range.setEnd(node, index + word.length);
      const lines = new Set([...range.getClientRects()].map(({ top }) => Math.round(top)));
      if (lines.size > 1) found.push(`torn: ${node.textContent}`);
    }
  }
  return found;
}

/** Short words in the cells of tables that are cut between letters, as what stands beside them takes their room. */
export function findTornCells(): string[] {
  return [...document.querySelectorAll("td, tbody th")].flatMap((cell) => {
    const walker = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
    const torn: string[] = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      for (const { index, 0: word } of (node.textContent ?? "").matchAll(/(?<!\S)\S{2,30}(?!\S)/g)) {
        const range = document.createRange();
        range.setStart(node, index);
        range.setEnd(node, index + word.length);
        const lines = new Set([...range.getClientRects()].map(({ top }) => Math.round(top)));
        if (lines.size > 1) torn.push(`torn: ${word}`);
      }
    }
    return torn;
  });
}

/** Points in time of which a part stands in the next line. */
export function findTornTimes(): string[] {
  return [...document.querySelectorAll("time")].flatMap((time) => {
    const lines = new Set([...time.getClientRects()].map(({ top }) => Math.round(top)));
    return time.checkVisibility() && lines.size > 1 ? [`torn: ${time.textContent}`] : [];
  });
}

/** Lists without an entry: read out as a list of nothing, and spaced apart from what stands around them. */
export function findEmptyLists(): string[] {
  const lists = document.querySelectorAll(":is(ul, ol, dl, tbody):not(:has(> *))");
  return [...lists].map(({ parentElement }) => `empty list: ${parentElement?.outerHTML.slice(0, 120)}`);
}

/** Cells of tables whose value is their own label, which a phone shows beside it: "Required required". */
export function findSaidTwice(): string[] {
  return [...document.querySelectorAll<HTMLElement>("td[data-label]")].flatMap((cell) =>
    cell.textContent.trim().toLowerCase() === cell.dataset.label?.toLowerCase()
      ? [`said twice: ${cell.textContent}`]
      : [],
  );
}

/** Words that a column is too narrow for: cut between letters, line by line. */
export function findSqueezed(): string[] {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found: string[] = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const text = node.textContent?.trim() ?? "";
    if (!node.parentElement?.checkVisibility()) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const lines = new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size;
    if (lines > 3 && text.length / lines < 4) found.push(`squeezed: ${text.slice(0, 60)}`);
  }
  return found;
}

/** Classes for which no stylesheet of the page has a rule, so that they do nothing; `group` marks what others look up to. */
export function findUnstyled(): string[] {
  const toText = ({ cssRules }: CSSStyleSheet) => [...cssRules].map(({ cssText }) => cssText).join("\n");
  const css = [...document.styleSheets].map(toText).join("\n");
  const rules = new Set(css.match(/\.(?:\\[0-9a-f]{1,6} |\\.|[\w-])+/g));
  const names = new Set([...document.querySelectorAll("[class]")].flatMap(({ classList }) => [...classList]));
  names.delete("group");
  return [...names].filter((name) => !rules.has(`.${CSS.escape(name)}`)).map((name) => `no rule: ${name}`);
}
