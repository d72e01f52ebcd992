/**
 * Keeps what was typed into a form that was sent, in its page's own entry of this tab's history: whoever comes back to it, from a
 * server that was away or a session that had ended, has it before them again. Browsers remember nothing of fields with
 * autocomplete="off"; never what is secret, and not the word by which an act is confirmed.
 */

import { all, on } from "../dom";

const FIELDS =
  "form[method=post] input[autocomplete=off]:not([type=password], [data-secret], [name=confirm])";

export function rememberTyped(): void {
  const fields = all<HTMLInputElement>(FIELDS);
  for (const form of all<HTMLFormElement>("form[method=post]")) {
    on(form, "submit", () => {
      const changed = fields.filter((field) => field.form === form && field.value !== field.defaultValue);
      const typed = changed.map(({ id, defaultValue, value }) => [id, { over: defaultValue, value }]);
      history.replaceState({ typed: Object.fromEntries(typed) }, "");
    });
  }
  const [navigation] = performance.getEntriesByType("navigation");
  if (!(navigation instanceof PerformanceNavigationTiming) || navigation.type !== "back_forward") return;
  const kept: Record<string, { over: string; value: string }> = history.state?.typed ?? {};
  for (const field of fields) {
    const typed = kept[field.id];
    // What was changed meanwhile has to be seen, and is not to be saved over with what stood there before (threat C24).
    if (typed?.over === field.defaultValue) field.value = typed.value;
  }
}
