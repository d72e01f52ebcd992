/** What is typed into one form's identifier (or traits) appears in the page's other forms, so that choosing another
 * way to sign in asks for nothing twice. */

import { all, on } from "./dom";

const SHARED = "form [name]:not(button,[type=hidden],[type=password],[data-code],[data-list] *)";

export function mirrorFields(): void {
  const fields = all<HTMLInputElement>(SHARED);
  for (const field of fields) {
    // A box of a list is a twin of that with the same value; of everything else the value is what is typed.
    const twins = fields.filter(
      (twin) =>
        twin.name === field.name &&
        twin.form !== field.form &&
        (twin.type !== "checkbox" || twin.value === field.value),
    );
    const copy = () => {
      for (const twin of twins) {
        twin.checked = field.checked;
        twin.value = field.value;
      }
    };
    on(field, "input", copy);
    // Password managers fill without typing.
    on(field, "change", copy);
    // What was typed, or filled in, before the script was there.
    for (const twin of twins) twin.value ||= field.value;
  }
}
