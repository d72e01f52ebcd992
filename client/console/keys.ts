/**
 * The keyboard: `/` finds, `g` and a letter goes to an area, `?` shows the sheet. Never while somebody types. A key that
 * counts here is kept from the browser, which may search the page for it (Firefox, "search for text when you start typing").
 */

import { all } from "../dom";

/** How long after `g` a letter still counts, in milliseconds. */
const SEQUENCE_MS = 1500;

export function enhanceKeys(): void {
  let wentAt = 0;
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    const isSecond = Date.now() - wentAt < SEQUENCE_MS;
    wentAt = 0;
    if (isSecond) {
      const link = all<HTMLAnchorElement>("[data-go]").find(({ dataset }) => dataset.go === event.key);
      if (!link) return;
      event.preventDefault();
      location.assign(link.href);
    } else if (event.key === "g") {
      event.preventDefault();
      wentAt = Date.now();
    } else if (event.key === "/") {
      const [box] = all<HTMLInputElement>("[data-key='/']");
      if (!box) return;
      event.preventDefault();
      box.focus();
      box.select();
    } else if (event.key === "?") {
      event.preventDefault();
      document.getElementById("keys")?.togglePopover?.();
    }
  });
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches("input, textarea, select, [contenteditable]");
}
