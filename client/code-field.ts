/** One-time codes lose their spaces and dashes; one that is pasted takes the place of what is there, and is sent when complete. */

import { cleanCode, toPastedCode } from "../lib/i18n/clean-code";
import { all, on } from "./dom";

const MAIN_BUTTON = "button[type=submit]:not([formnovalidate]):enabled";

export function enhanceCodeFields(): void {
  for (const input of all<HTMLInputElement>("input[data-code]")) {
    const submitWhenComplete = () => {
      if (`${input.value.length}` !== input.dataset.code) return;
      // The button that Enter would press, not "resend".
      input.form?.requestSubmit(input.form.querySelector(MAIN_BUTTON));
    };
    on(input, "paste", (event) => {
      const pasted = event.clipboardData?.getData("text");
      if (!pasted) return;
      event.preventDefault();
      input.value = toPastedCode(pasted);
      submitWhenComplete();
    });
    on(input, "input", (event) => {
      const { selectionStart, value } = input;
      const code = cleanCode(value);
      if (code !== value) {
        const caret = cleanCode(value.slice(0, selectionStart ?? value.length)).length;
        input.value = code;
        input.setSelectionRange(caret, caret);
      }
      // Suggested by the keyboard from a message. Typed codes wait for Enter: people correct them, and suites that
      // type and then press the button must find it.
      if (event instanceof InputEvent && event.inputType === "insertReplacementText") submitWhenComplete();
    });
  }
}
