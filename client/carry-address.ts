/** Takes the address that was typed along when a person goes from sign-in to registration or recovery, or back. */

import { all, on, toStorage } from "./dom";

const KEY = "foyer-typed";

/** By what is asked for: in an identity schema an address may have any name. */
const ADDRESSES =
  ":is([name=identifier],[name$=email],[name=recovery_address],[type=email]):not([type=hidden])";

export function carryAddress(): void {
  const storage = toStorage();
  const fields = all<HTMLInputElement>(ADDRESSES);
  const typed = storage?.getItem(KEY) ?? "";
  // For the next page only: it is gone from the browser as soon as that page has it.
  storage?.removeItem(KEY);
  for (const field of fields) {
    // A form's second address is another than the one to sign in with.
    const isFirst = field === fields.find(({ form }) => form === field.form);
    const fits = field.type === "text" || typed.includes("@");
    // Not `value`: of that Chromium puts no domain in ASCII, and then refuses its own field for it.
    if (isFirst && fits && field.value === "") field.defaultValue = typed;
  }
  for (const link of all<HTMLAnchorElement>("main a")) {
    on(link, "click", () => {
      const address = fields.find(({ value }) => value !== "")?.value;
      if (address) storage?.setItem(KEY, address);
    });
  }
}
