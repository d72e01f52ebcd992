/** Counts ticked rows, and ticks all of them by the box in the head. */

import { all, on } from "../dom";

export function countSelections(): void {
  for (const form of all<HTMLFormElement>("form[data-selection]")) {
    const boxes = [...form.querySelectorAll<HTMLInputElement>("input[data-select]")];
    const whole = form.querySelector<HTMLInputElement>("input[data-select-all]");
    const counter = form.querySelector("[data-selected-count]");
    const count = () => {
      const ticked = boxes.filter(({ checked }) => checked).length;
      if (counter) counter.textContent = String(ticked);
      if (whole) {
        whole.checked = ticked > 0 && ticked === boxes.length;
        whole.indeterminate = ticked > 0 && ticked < boxes.length;
      }
    };
    for (const box of boxes) on(box, "change", count);
    if (whole) {
      whole.hidden = false;
      on(whole, "change", () => {
        for (const box of boxes) box.checked = whole.checked;
        count();
      });
    }
    count();
  }
}
