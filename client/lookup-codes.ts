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
        link.href = URL.createObjectURL(new Blob([`${text}\n`], { type: "text/plain" }));
        link.download = box.dataset.codes ?? "";
        link.click();
        URL.revokeObjectURL(link.href);
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
