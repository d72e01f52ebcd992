/** Counts ticked rows, and ticks all that can be seen by the box in the head. */

import { all, on } from "../dom";

export function countSelections(): void {
  for (const form of all<HTMLFormElement>("form[data-selection]")) {
    // The boxes stand in a table, which is no part of the form: they name it.
    const controls = [...form.elements].filter((element) => element instanceof HTMLInputElement);
    const boxes = controls.filter((input) => "select" in input.dataset);
    const whole = controls.find((input) => "selectAll" in input.dataset);
    const counter = form.querySelector("[data-selected-count]");
    const seen = () => boxes.filter((box) => !box.closest("[hidden]"));
    const count = () => {
      const ticked = boxes.filter(({ checked }) => checked).length;
      if (counter) counter.textContent = `${ticked} chosen.`;
      if (whole) {
        whole.checked = ticked > 0 && seen().every(({ checked }) => checked);
        whole.indeterminate = ticked > 0 && !whole.checked;
      }
    };
    for (const box of boxes) on(box, "change", count);
    if (whole) {
      whole.hidden = false;
      on(whole, "change", () => {
        for (const box of seen()) box.checked = whole.checked;
        count();
      });
    }
    count();
  }
}
