/** Hides the rows of a table that do not hold what is typed, and says how many do; it looks at what is on the page alone. */

import { all, on } from "../dom";

export function enhanceLiveFilters(): void {
  for (const box of all("[data-live-filter]")) {
    const input = box.querySelector("input");
    const status = box.querySelector("[aria-live]");
    const rows = [...(box.parentElement?.querySelectorAll<HTMLElement>("[data-row]") ?? [])];
    if (!input) continue;
    box.hidden = false;
    on(input, "input", () => {
      const wanted = input.value.trim().toLowerCase();
      for (const row of rows) row.hidden = !row.textContent?.toLowerCase().includes(wanted);
      const left = rows.filter(({ hidden }) => !hidden).length;
      if (status) status.textContent = wanted && `${left} of ${rows.length} rows`;
    });
  }
}
