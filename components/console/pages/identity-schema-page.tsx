/** Moves an account to another schema: which, what it has there, and what stays, comes and goes by that. */

import { Callout } from "@/components/controls/callout";
import type { ConsoleChrome } from "@/lib/console/context";
import { type ActFormView, type FormProblems, NO_PROBLEMS } from "@/lib/console/forms/form";
import type { MoveView } from "@/lib/console/identities/move-view";
import { ActForm, Fold, ReasonField, SeenField, toOwnProblems } from "../parts/act-form";
import { DiffView } from "../parts/diff-view";
import { SelectField } from "../parts/field";
import { Filters } from "../parts/filters";
import { ForeignText } from "../parts/foreign-text";
import { Section } from "../parts/section";
import { Shell } from "../parts/shell";
import { Empty } from "../parts/table";
import { isSentAsJson, TraitFields } from "../parts/trait-fields";
import { TraitsField } from "../parts/traits-field";
import { WhatChanges } from "../parts/what-changes";

export function IdentitySchemaPage({ context, view }: { context: ConsoleChrome; view: MoveView }) {
  const { identity, schemas, chosen, problems } = view;
  const person = `${context.consolePath}/identities/${identity.id}`;
  return (
    <Shell
      context={context}
      title="Another kind of account"
      place="/identities"
      back={{ href: person, label: identity.person }}
      lead={
        <>
          <ForeignText>{identity.person}</ForeignText> is of the kind{" "}
          <ForeignText>{identity.schema}</ForeignText>.
        </>
      }
      problems={problems}
    >
      {schemas.length === 0 && (
        <Empty>Kratos has no other schema: there is nothing to move the account to.</Empty>
      )}
      {schemas.length > 1 && (
        <Filters action={`${person}/schema`} submit="Choose">
          <SelectField name="schema" label="To the kind" choices={schemas} defaultValue={chosen?.value} />
        </Filters>
      )}
      {chosen && <Difference chosen={chosen} />}
      {chosen && <Forms chosen={chosen} problems={problems} />}
    </Shell>
  );
}

type Chosen = NonNullable<MoveView["chosen"]>;

function Difference({ chosen: { lost, difference } }: { chosen: Chosen }) {
  return (
    <Section id="difference" title="What changes">
      {lost.length > 0 && (
        <Callout tone="info">
          Left behind, and gone then: <ForeignText className="font-semibold">{lost.join(", ")}</ForeignText>.
        </Callout>
      )}
      <DiffView lines={difference} label="Before and after" />
      <p className="text-muted">
        Ways to sign in, metadata, state and sessions stay. What the other schema signs in by becomes what
        they sign in by.
      </p>
    </Section>
  );
}

function Forms({ chosen, problems }: { chosen: Chosen; problems: FormProblems }) {
  const { label, forms, carried } = chosen;
  const { byFields, asJson } = forms;
  const isJson = isSentAsJson(problems);
  const ofFields = isJson ? NO_PROBLEMS : problems;
  const ofJson = isJson ? problems : NO_PROBLEMS;
  return (
    <Section
      id="move"
      title={
        <>
          Traits of the kind <ForeignText>{label}</ForeignText>
        </>
      }
    >
      {byFields && (
        <ActForm form={byFields.form} problems={ofFields} submit={SUBMIT} look="danger">
          <Hidden chosen={chosen} form={byFields.form} problems={ofFields} />
          <TraitFields {...byFields} problems={ofFields} />
          <ReasonField form={byFields.form} problems={ofFields} />
          <WhatChanges />
        </ActForm>
      )}
      <Fold label="As JSON" isOpen={!byFields || toOwnProblems(asJson, ofJson) !== undefined}>
        <ActForm form={asJson} problems={ofJson} submit={SUBMIT} about="JSON" look="danger" variant="json">
          <Hidden chosen={chosen} form={asJson} problems={ofJson} />
          <TraitsField form={asJson} problems={ofJson} traits={carried} />
          <ReasonField form={asJson} problems={ofJson} variant="json" />
          <WhatChanges about="JSON" />
        </ActForm>
      </Fold>
    </Section>
  );
}

const SUBMIT = "Move the account";

function Hidden(props: { chosen: Chosen; form: ActFormView; problems: FormProblems }) {
  const { chosen, form, problems } = props;
  return (
    <>
      <input type="hidden" name="schema" value={chosen.value} />
      <SeenField form={form} problems={problems} now={chosen.seen} />
    </>
  );
}
