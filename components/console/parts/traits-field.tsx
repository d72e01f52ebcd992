/** All traits of an account, to be changed as JSON. */

import type { ActFormView, FormProblems } from "@/lib/console/forms/form";
import { writeExactly } from "@/lib/exact-number";
import { bindFields } from "./act-form";
import { TextArea } from "./field";

export function TraitsField(props: { form: ActFormView; problems: FormProblems; traits: unknown }) {
  const { form, problems, traits } = props;
  const of = bindFields(form, problems);
  return <TextArea {...of("traits", { now: writeExactly(traits, 2) })} label="Traits (JSON)" rows={12} />;
}
