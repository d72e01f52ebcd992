/** Moves an account to another schema, with the traits that it has there. */

import type { ConsoleChrome } from "@/lib/console/context";
import type { ActFormView, FormProblems } from "@/lib/console/forms/form";
import type { IdentityDetails } from "@/lib/console/identities/view";
import { ActForm, ReasonField, toOwnProblems } from "../parts/act-form";
import { SelectField } from "../parts/field";
import { Section } from "../parts/section";
import { Shell } from "../parts/shell";
import { Empty } from "../parts/table";
import { TraitsField } from "../parts/traits-field";

interface IdentitySchemaView {
  identity: IdentityDetails;
  /** Ids of those that it is not of. */
  schemas: readonly string[];
  seen: string;
  form: ActFormView;
  problems: FormProblems;
}

export function IdentitySchemaPage({ context, view }: { context: ConsoleChrome; view: IdentitySchemaView }) {
  const { identity, schemas, seen, form, problems } = view;
  const own = toOwnProblems(form, problems);
  return (
    <Shell
      context={context}
      title="Another kind of account"
      place="/identities"
      back={{ href: `${context.consolePath}/identities/${identity.id}`, label: identity.person }}
      lead={
        <>
          <bdi>{identity.person}</bdi> is of the kind <bdi>{identity.schema}</bdi>.
        </>
      }
      hasErrors={problems.status >= 400}
    >
      <Section id="move" title="Kind and traits">
        {schemas.length === 0 && <Empty>Kratos has no other schema: there is nothing to move it to.</Empty>}
        {schemas.length > 0 && (
          <ActForm form={form} problems={problems} submit="Move the account" look="danger">
            <input type="hidden" name="seen" value={seen} />
            <p className="text-muted">
              All traits are written anew, as the other schema wants them: what is not here is gone. Ways to
              sign in, metadata and state stay. What the other schema signs in by becomes what they sign in
              by.
            </p>
            <SelectField
              name="schema"
              label="Schema"
              choices={schemas.map((id) => ({ value: id, label: id }))}
              value={own?.typed.schema}
              problem={own?.fields.schema}
              idPrefix="identity.move"
            />
            <TraitsField form={form} problems={problems} traits={identity.traits} />
            <ReasonField form={form} problems={problems} />
          </ActForm>
        )}
      </Section>
    </Shell>
  );
}
