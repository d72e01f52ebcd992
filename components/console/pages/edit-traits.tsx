/** Changes a person's traits: by the fields of their schema, or as JSON. */

import type { DiffLine } from "@/lib/console/diff/to-diff";
import { type FormProblems, NO_PROBLEMS } from "@/lib/console/forms/form";
import type { EditTraitsView } from "@/lib/console/identities/view";
import { ActForm, Fold, ReasonField, SeenField, toOwnProblems } from "../parts/act-form";
import { isSentAsJson, TraitFields } from "../parts/trait-fields";
import { TraitsField } from "../parts/traits-field";
import { WhatChanges } from "../parts/what-changes";

interface Props {
  traits: unknown;
  view: EditTraitsView;
  problems: FormProblems;
  /** Of the form that was looked at. */
  difference?: readonly DiffLine[];
}

export function EditTraits({ traits, view: { seen, byFields, asJson }, problems, difference }: Props) {
  const isJson = isSentAsJson(problems);
  const ofFields = isJson ? NO_PROBLEMS : problems;
  const ofJson = isJson ? problems : NO_PROBLEMS;
  return (
    <>
      {byFields && (
        <Fold label="Edit traits" isOpen={toOwnProblems(byFields.form, ofFields) !== undefined}>
          <Note />
          <ActForm form={byFields.form} problems={ofFields} submit="Save traits">
            <SeenField form={byFields.form} problems={ofFields} now={seen} />
            <TraitFields {...byFields} problems={ofFields} />
            <ReasonField form={byFields.form} problems={ofFields} />
            <WhatChanges difference={toOwnProblems(byFields.form, ofFields) && difference} />
          </ActForm>
        </Fold>
      )}
      <Fold label="Edit traits as JSON" isOpen={toOwnProblems(asJson, ofJson) !== undefined}>
        <Note />
        <ActForm form={asJson} problems={ofJson} submit="Save traits" about="JSON" variant="json">
          <SeenField form={asJson} problems={ofJson} now={seen} />
          <TraitsField form={asJson} problems={ofJson} traits={traits} />
          <ReasonField form={asJson} problems={ofJson} variant="json" />
          <WhatChanges about="JSON" difference={toOwnProblems(asJson, ofJson) && difference} />
        </ActForm>
      </Fold>
    </>
  );
}

function Note() {
  return (
    <p className="text-muted">
      Only what you change is written. An address that changes has to be verified again.
    </p>
  );
}
