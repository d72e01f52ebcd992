/** What an account of one kind holds, to fill in: by the schema's fields, or as JSON. */

import type { ConsoleChrome } from "@/lib/console/context";
import { type ActFormView, type FormProblems, NO_PROBLEMS } from "@/lib/console/forms/form";
import type { SchemaView } from "@/lib/console/schemas/view";
import type { TraitNode } from "@/lib/console/traits/trait-tree";
import type { Json } from "@/lib/json";
import { ActForm, Fold, ReasonField, toOwnProblems } from "../parts/act-form";
import { TextArea } from "../parts/field";
import { ForeignText } from "../parts/foreign-text";
import { Section } from "../parts/section";
import { Shell } from "../parts/shell";
import { isSentAsJson, TraitFields } from "../parts/trait-fields";

interface NewIdentityView {
  schema: SchemaView;
  /** What the form for JSON begins with. */
  sample: Json;
  byFields?: { form: ActFormView; nodes: readonly TraitNode[] };
  asJson: ActFormView;
  problems: FormProblems;
}

export function NewIdentityForm({ context, view }: { context: ConsoleChrome; view: NewIdentityView }) {
  const { schema, byFields, asJson, problems } = view;
  const isJson = isSentAsJson(problems);
  const ofFields = isJson ? NO_PROBLEMS : problems;
  return (
    <Shell
      context={context}
      title="New account"
      place="/identities"
      back={{ href: `${context.consolePath}/identities`, label: "Identities" }}
      lead={
        <>
          Of the kind <ForeignText>{schema.title}</ForeignText>. No mail is sent.
        </>
      }
      problems={problems}
    >
      <Section id="new" title="Traits">
        {byFields && (
          <ActForm form={byFields.form} problems={ofFields} submit={SUBMIT} look="primary">
            <TraitFields {...byFields} problems={ofFields} />
            <ReasonField form={byFields.form} problems={ofFields} />
          </ActForm>
        )}
        <Fold label="As JSON" isOpen={!byFields || toOwnProblems(asJson, ofJson(problems)) !== undefined}>
          <JsonForm view={view} />
        </Fold>
      </Section>
    </Shell>
  );
}

const SUBMIT = "Make the account";

const ofJson = (problems: FormProblems) => (isSentAsJson(problems) ? problems : NO_PROBLEMS);

function JsonForm({ view }: { view: NewIdentityView }) {
  const { schema, sample, asJson: form } = view;
  const problems = ofJson(view.problems);
  const own = toOwnProblems(form, problems);
  return (
    <ActForm form={form} problems={problems} submit={SUBMIT} about="JSON" variant="json">
      <TextArea
        name="traits"
        label="Traits (JSON)"
        hint={
          <>
            The schema knows <ForeignText>{schema.traits.map(({ path }) => path).join(", ")}</ForeignText>.
            Leave out what is not known.
          </>
        }
        rows={12}
        defaultValue={own?.typed.traits ?? JSON.stringify(sample, null, 2)}
        problem={own?.fields.traits}
      />
      <ReasonField form={form} problems={problems} variant="json" />
    </ActForm>
  );
}
