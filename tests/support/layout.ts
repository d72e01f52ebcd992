/** What can be measured of how a page is laid out at its present size. */

import type { Page } from "@playwright/test";

/** What sticks out to the right or left, cut-off parts included; empty when nothing has to be scrolled sideways. */
export function findOverflow(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { clientWidth, scrollWidth } = document.documentElement;
    const outside = [...document.body.querySelectorAll("*")].filter((element) => {
      const { left, right, width } = element.getBoundingClientRect();
      // A pixel wide: what only screen readers see.
      return width > 1 && element.checkVisibility() && (left < -1 || right > clientWidth + 1);
    });
    const found = outside.map((element) => element.outerHTML.slice(0, 120));
    return scrollWidth > clientWidth ? [`the page is ${scrollWidth} wide`, ...found] : found;
  });
}

/** Targets below 24 × 24 px (WCAG 2.2, 2.5.8); links in running text and what only screen readers see are exempt. */
export function findSmallTargets(page: Page): Promise<string[]> {
  return page.evaluate(() => {
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
      return [`${width} × ${height}: ${target.outerHTML.slice(0, 120)}`];
    });
  });
}
