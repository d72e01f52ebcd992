/** The forms of what support does to an account day by day. */

import type { DiffLine } from "@/lib/console/diff/to-diff";
import type { ActFormView, FormProblems } from "@/lib/console/forms/form";
import type { IdentityDetails } from "@/lib/console/identities/view";
import { writeExactly } from "@/lib/exact-number";
import { ActForm, bindFields, Fold, ReasonField, SeenField, toOwnProblems } from "../parts/act-form";
import { SelectField, TextArea } from "../parts/field";
import { WhatChanges } from "../parts/what-changes";

interface FormProps {
  form: ActFormView;
  problems: FormProblems;
}

interface EditMetadataProps extends FormProps {
  identity: IdentityDetails;
  seen: string;
  /** Of the form that was looked at. */
  difference?: readonly DiffLine[];
}

export function EditMetadata({ identity, form, seen, problems, difference }: EditMetadataProps) {
  const own = toOwnProblems(form, problems);
  const bind = bindFields(form, problems);
  const of = (name: "public" | "admin") => ({
    ...bind(`metadata_${name}`, { now: writeExactly(identity.metadata[name], 2) }),
    rows: 5,
  });
  return (
    <Fold label="Edit metadata" isOpen={own !== undefined}>
      <ActForm form={form} problems={problems} submit="Save metadata">
        <SeenField form={form} problems={problems} now={seen} />
        <TextArea {...of("public")} label="Public (JSON)" hint="The person and apps can read it." />
        <TextArea {...of("admin")} label="Admin (JSON)" hint="Admin APIs alone can read it." />
        <ReasonField form={form} problems={problems} />
        <WhatChanges about="metadata" difference={own && difference} />
      </ActForm>
    </Fold>
  );
}

export function Verify({ identity, form, problems }: FormProps & { identity: IdentityDetails }) {
  const own = toOwnProblems(form, problems);
  const of = bindFields(form, problems);
  const open = identity.addresses.filter(({ isVerified }) => !isVerified);
  return (
    <Fold label="Count an address as verified" isOpen={own !== undefined}>
      <p className="text-muted">
        Only where you know that it is theirs: apps take a verified address for proof of who somebody is.
      </p>
      <ActForm form={form} problems={problems} submit="Count as verified">
        <SelectField
          {...of("address")}
          label="Address"
          choices={open.map(({ value }) => ({ value, label: value }))}
        />
        <ReasonField form={form} problems={problems} />
      </ActForm>
    </Fold>
  );
}

export function RemoveCredential(
  props: FormProps & { choices: readonly { value: string; label: string }[] },
) {
  const { form, choices, problems } = props;
  const own = toOwnProblems(form, problems);
  const of = bindFields(form, problems);
  return (
    <Fold label="Remove a way to sign in" isOpen={own !== undefined}>
      <p className="text-muted">
        For a second factor that is lost, or an account at a provider. Kratos removes no password, code or
        passkey. Somebody without a second factor signs in with the first alone.
      </p>
      <ActForm form={form} problems={problems} submit="Remove it" look="danger">
        <SelectField {...of("credential")} label="Which" choices={choices} />
        <ReasonField form={form} problems={problems} />
      </ActForm>
    </Fold>
  );
}
