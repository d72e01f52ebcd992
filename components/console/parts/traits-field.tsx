/** All traits of an account, to be changed as JSON. */

import type { ActFormView, FormProblems } from "@/lib/console/forms/form";
import { toOwnProblems } from "./act-form";
import { TextArea } from "./field";

export function TraitsField(props: { form: ActFormView; problems: FormProblems; traits: unknown }) {
  const { form, problems, traits } = props;
  const own = toOwnProblems(form, problems);
  return (
    <TextArea
      name="traits"
      label="Traits (JSON)"
      rows={12}
      defaultValue={own?.typed.traits ?? JSON.stringify(traits, null, 2)}
      problem={own?.fields.traits}
      idPrefix={form.hidden.operation}
    />
  );
}
