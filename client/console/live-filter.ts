/** Hides the rows of a table that do not hold what is typed; what is on the page is all that it looks at. */

import { all, on } from "../dom";

export function enhanceLiveFilters(): void {
  for (const box of all("[data-live-filter]")) {
    const input = box.querySelector("input");
    const rows = [...(box.parentElement?.querySelectorAll<HTMLElement>("[data-row]") ?? [])];
    if (!input) continue;
    box.hidden = false;
    on(input, "input", () => {
      const wanted = input.value.trim().toLowerCase();
      for (const row of rows) row.hidden = !row.textContent?.toLowerCase().includes(wanted);
    });
  }
}
