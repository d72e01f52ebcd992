/** Backup codes, and an authenticator's secret: copied, kept as a file, or printed. */

import { all, on } from "./dom";

export function enhanceLookupCodes(): void {
  for (const box of all("[data-copies]")) {
    const text = [...box.querySelectorAll("code")].map(({ textContent }) => textContent).join("\n");
    const actions: Record<string, (button: HTMLElement) => void> = {
      copy: async ({ firstElementChild: label, dataset }) => {
        const said = await navigator.clipboard.writeText(text).then(
          () => dataset.done,
          () => dataset.failed,
        );
        if (label) label.textContent = said ?? "";
      },
      download: () => {
        const link = document.createElement("a");
        // Given up with the page: some browsers read it later than now (https://bugs.webkit.org/show_bug.cgi?id=211234).
        link.href = URL.createObjectURL(new Blob([`${text}\n`], { type: "text/plain" }));
        link.download = box.dataset.codes ?? "";
        link.click();
      },
      print: () => print(),
    };
    for (const button of box.querySelectorAll<HTMLElement>("[data-do]")) {
      const act = actions[button.dataset.do ?? ""];
      button.hidden = false;
      on(button, "click", () => act?.(button));
    }
  }
}
