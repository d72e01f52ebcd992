/** What is typed into one form's identifier (or traits) appears in the page's other forms, so that choosing another
 * way to sign in asks for nothing twice. */

import { all, on } from "./dom";

const SHARED =
  "form [name]:not(button,[type=hidden],[type=password],[type=checkbox],[data-code],[data-list] *)";

export function mirrorFields(): void {
  const fields = all<HTMLInputElement>(SHARED);
  for (const field of fields) {
    const twins = fields.filter(({ name, form }) => name === field.name && form !== field.form);
    if (twins.length === 0) continue;
    const copy = () => {
      for (const twin of twins) twin.value = field.value;
    };
    on(field, "input", copy);
    // Password managers fill without typing.
    on(field, "change", copy);
  }
}
