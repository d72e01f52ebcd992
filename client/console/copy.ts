/** Copies the value beside a button, and says so. */

import { all, on } from "../dom";

const SAID_MS = 2000;

export function enhanceCopies(): void {
  if (!navigator.clipboard) return;
  for (const button of all<HTMLButtonElement>("button[data-copy]")) {
    const value = button.parentElement?.querySelector("[data-copy-value]")?.textContent ?? "";
    const word = button.querySelector("[data-copy-word]") ?? button;
    const label = word.textContent;
    button.hidden = false;
    on(button, "click", async () => {
      const said = await navigator.clipboard.writeText(value).then(
        () => button.dataset.copied,
        () => button.dataset.failed,
      );
      word.textContent = said ?? label;
      setTimeout(() => {
        word.textContent = label;
      }, SAID_MS);
    });
  }
}
