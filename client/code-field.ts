/** One-time codes: a pasted code loses its spaces and dashes, and a complete one is sent. */

import { toAsciiDigits } from "../lib/i18n/digits";
import { cleanCode } from "./clean-code";
import { all, on } from "./dom";

export function enhanceCodeFields(): void {
  for (const input of all<HTMLInputElement>("input[data-code]")) {
    const length = Number(input.dataset.code);
    const submitWhenComplete = () => {
      if (length && input.value.length === length) input.form?.requestSubmit(toMainButton(input));
    };
    on(input, "paste", (event) => {
      const pasted = event.clipboardData?.getData("text");
      if (!pasted) return;
      event.preventDefault();
      input.setRangeText(cleanCode(pasted), input.selectionStart ?? 0, input.selectionEnd ?? 0, "end");
      submitWhenComplete();
    });
    on(input, "input", () => {
      const { selectionStart: caret, value } = input;
      const digits = toAsciiDigits(value);
      if (digits === value) return;
      input.value = digits;
      input.setSelectionRange(caret, caret);
    });
    // Suggested by the keyboard from a message. Typed codes wait for Enter: people correct them, and suites that
    // type and then press the button must find it.
    on(input, "input", (event) => {
      if (event instanceof InputEvent && event.inputType === "insertReplacementText") submitWhenComplete();
    });
  }
}

/** The button that Enter would press, not "resend". */
function toMainButton(input: HTMLInputElement): HTMLButtonElement | undefined {
  return (
    input.form?.querySelector<HTMLButtonElement>("button[type=submit]:not([formnovalidate]):enabled") ??
    undefined
  );
}
