/** What is typed into one form's identifier (or traits) appears in the page's other forms, so that choosing another
 * way to sign in asks for nothing twice. */

import { all, on } from "./dom";

const SHARED = "form [name]:not(button,[type=hidden],[type=password],[data-code],[data-list] *)";

export function mirrorFields(): void {
  const fields = all<HTMLInputElement>(SHARED);
  for (const field of fields) {
    const isBox = field.type === "checkbox";
    const twins = fields.filter(
      ({ name, form, value }) =>
        name === field.name && form !== field.form && (!isBox || value === field.value),
    );
    if (twins.length === 0) continue;
    const copy = () => {
      for (const twin of twins) {
        if (isBox) twin.checked = field.checked;
        else twin.value = field.value;
      }
    };
    on(field, "input", copy);
    // Password managers fill without typing.
    on(field, "change", copy);
  }
}
