/** One-time codes lose their spaces and dashes, and a complete one that is pasted is sent. */

import { cleanCode } from "../lib/i18n/clean-code";
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
      const { selectionStart, value } = input;
      const code = cleanCode(value);
      if (code === value) return;
      const caret = cleanCode(value.slice(0, selectionStart ?? value.length)).length;
      input.value = code;
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
