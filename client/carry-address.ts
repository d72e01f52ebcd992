/** Takes the address that was typed along when a person goes from sign-in to registration or recovery, or back. */

import { all, on, toStorage } from "./dom";

const KEY = "foyer-typed";
const ADDRESSES =
  "input[name=identifier]:not([type=hidden]),input[name='traits.email']:not([type=hidden]),input[name=email]:not([type=hidden])";

export function carryAddress(): void {
  const storage = toStorage();
  const fields = all<HTMLInputElement>(ADDRESSES);
  const typed = storage?.getItem(KEY);
  // For the next page only: it is gone from the browser as soon as that page has it.
  storage?.removeItem(KEY);
  for (const field of fields) {
    const fits = field.name === "identifier" || typed?.includes("@");
    if (typed && fits && field.value === "") field.value = typed;
  }
  for (const link of all<HTMLAnchorElement>("main a")) {
    on(link, "click", () => {
      const address = fields.find(({ value }) => value !== "")?.value;
      if (address) storage?.setItem(KEY, address);
    });
  }
}
