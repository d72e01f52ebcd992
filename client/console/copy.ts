/** Copies the value beside a button, and says so. */

import { all, on } from "../dom";

const SAID_MS = 2000;

export function enhanceCopies(): void {
  if (!navigator.clipboard) return;
  for (const button of all<HTMLButtonElement>("button[data-copy]")) {
    const value = button.parentElement?.querySelector("[data-copy-value]")?.textContent ?? "";
    const label = button.textContent;
    button.hidden = false;
    on(button, "click", async () => {
      await navigator.clipboard.writeText(value);
      button.textContent = button.dataset.copied ?? label;
      setTimeout(() => {
        button.textContent = label;
      }, SAID_MS);
    });
  }
}
