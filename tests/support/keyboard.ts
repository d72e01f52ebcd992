/** Moves through a page as a person without a mouse does. */

import { expect, type Page } from "@playwright/test";

/** More than any page has. */
const STOPS = 80;

/** Presses Tab until the element has the focus, which must show on every stop of the way. */
export async function tabTo(page: Page, selector: string): Promise<void> {
  for (let stop = 0; stop < STOPS; stop++) {
    await page.keyboard.press("Tab");
    const focus = await page.evaluate((wanted) => {
      const element = document.activeElement;
      if (!(element instanceof HTMLElement)) return { isWanted: false, isVisible: true };
      const { outlineStyle, outlineWidth } = getComputedStyle(element);
      return {
        isWanted: element.matches(wanted),
        isVisible: element === document.body || (outlineStyle !== "none" && outlineWidth !== "0px"),
      };
    }, selector);
    expect(focus.isVisible, "the focus shows").toBe(true);
    if (!focus.isWanted) continue;
    await expect(page.locator(":focus"), selector).toBeInViewport();
    return;
  }
  throw new Error(`Tab never reaches ${selector}.`);
}
