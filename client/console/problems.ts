/** Adds to what is said of a refused form what is wrong with it, each entry leading to its field (the GOV.UK pattern). */

import { all, on } from "../dom";

export function linkProblems(): void {
  for (const summary of all("[data-refused]")) {
    const list = document.createElement("ul");
    list.className = "mt-2 grid gap-1";
    for (const wrong of summary.closest("form")?.querySelectorAll<HTMLElement>("[data-wrong]") ?? []) {
      const item = document.createElement("li");
      item.append(toEntry(wrong));
      list.append(item);
    }
    if (list.childElementCount > 0) summary.firstElementChild?.lastElementChild?.append(list);
  }
}

/** Words alone where what is wrong is no field of the form's, but rows of a table. */
function toEntry(wrong: HTMLElement): HTMLElement | string {
  const problem = wrong.dataset.wrong ?? "";
  const control = wrong.querySelector<HTMLElement>("input, select, textarea");
  if (!control) return problem;
  const link = document.createElement("a");
  link.href = `#${control.id}`;
  link.className = "inline-block min-h-6 text-danger";
  const label = wrong.querySelector("label, legend")?.textContent ?? "";
  link.textContent = problem.startsWith(label) ? problem : `${label}: ${problem}`;
  // With the label above it in sight, and with the fold around it open.
  on(link, "click", (event) => {
    event.preventDefault();
    for (let fold = wrong.closest("details"); fold; fold = fold.parentElement?.closest("details") ?? null)
      fold.open = true;
    control.focus({ preventScroll: true });
    wrong.scrollIntoView();
  });
  return link;
}
