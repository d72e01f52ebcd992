/** What an account of one kind holds, to fill in. */

import type { ConsoleChrome } from "@/lib/console/context";
import type { ActFormView, FormProblems } from "@/lib/console/forms/form";
import type { SchemaView } from "@/lib/console/schemas/view";
import type { Json } from "@/lib/json";
import { ActForm, ReasonField, toOwnProblems } from "../parts/act-form";
import { TextArea } from "../parts/field";
import { Section } from "../parts/section";
import { Shell } from "../parts/shell";

interface NewIdentityView {
  schema: SchemaView;
  /** What the form begins with. */
  sample: Json;
  form: ActFormView;
  problems: FormProblems;
}

export function NewIdentityForm({ context, view }: { context: ConsoleChrome; view: NewIdentityView }) {
  const { schema, sample, form, problems } = view;
  const own = toOwnProblems(form, problems);
  return (
    <Shell
      context={context}
      title="New account"
      place="/identities"
      back={{ href: `${context.consolePath}/identities`, label: "Identities" }}
      lead={
        <>
          Of the kind <bdi>{schema.title}</bdi>. No mail is sent.
        </>
      }
      hasErrors={problems.status >= 400}
    >
      <Section id="new" title="Traits">
        <ActForm form={form} problems={problems} submit="Make the account" look="primary">
          <TextArea
            name="traits"
            label="Traits (JSON)"
            hint={
              <>
                The schema knows <bdi>{schema.traits.map(({ path }) => path).join(", ")}</bdi>. Leave out what
                is not known.
              </>
            }
            rows={12}
            defaultValue={own?.typed.traits ?? JSON.stringify(sample, null, 2)}
            problem={own?.fields.traits}
          />
          <ReasonField form={form} problems={problems} />
        </ActForm>
      </Section>
    </Shell>
  );
}
