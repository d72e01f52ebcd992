/** What can be done to an app, each folded until it is wanted. */

import { type ClientDetails, type ClientForms, hasSecret } from "@/lib/console/clients/view";
import type { ActFormView, FormProblems } from "@/lib/console/forms/form";
import { writeExactly } from "@/lib/exact-number";
import { Act } from "../parts/act";
import {
  ActForm,
  bindFields,
  ConfirmField,
  Fold,
  ReasonField,
  SeenField,
  toOwnProblems,
} from "../parts/act-form";
import { TextArea } from "../parts/field";
import { ForeignText } from "../parts/foreign-text";
import { Section } from "../parts/section";
import { ClientFields } from "./client-fields";

interface Props {
  client: ClientDetails;
  forms: ClientForms;
  problems: FormProblems;
}

export function ClientActs({ client, forms, problems }: Props) {
  const { seen, seenSecret, ...others } = forms;
  if (!Object.values(others).some(Boolean)) return null;
  const name = <ForeignText>{client.name}</ForeignText>;
  return (
    <Section id="acts" title="Change">
      {forms.edit && <Edit client={client} form={forms.edit} seen={seen} problems={problems} />}
      {forms.editJson && <EditJson client={client} form={forms.editJson} seen={seen} problems={problems} />}
      {forms.replace && <Replace client={client} form={forms.replace} seen={seen} problems={problems} />}
      <Act
        form={forms.rotateSecret}
        problems={problems}
        label="New secret"
        look="danger"
        fields={
          forms.rotateSecret && <SeenField form={forms.rotateSecret} problems={problems} now={seenSecret} />
        }
      >
        The old secret is refused at once: {name} cannot get tokens until it has the new one. To change it
        without a gap, make a second app with the same settings, move over, and delete this one.
      </Act>
      <Act form={forms.deleteTokens} problems={problems} label="End its access tokens" look="danger">
        For everybody. Refresh tokens go on and make new ones
        {hasSecret(client) && ", unless the app gets a new secret first"}; JWTs work until they expire.
      </Act>
      <DeleteClient client={client} form={forms.delete} problems={problems} />
    </Section>
  );
}

export function DeleteClient(props: { client: ClientDetails; form?: ActFormView; problems: FormProblems }) {
  return (
    <Act form={props.form} problems={props.problems} label="Delete the app" word="delete">
      <ForeignText>{props.client.name}</ForeignText> cannot sign anybody in from then on. What people granted
      it is gone, and its refresh and opaque tokens; access tokens that are JWTs work until they expire.
      Nothing brings it back.
    </Act>
  );
}

interface EditProps {
  client: ClientDetails;
  form: ActFormView;
  seen: string;
  problems: FormProblems;
}

function Edit({ client, form, seen, problems }: EditProps) {
  const own = toOwnProblems(form, problems);
  return (
    <Fold label="Settings" isOpen={own !== undefined}>
      <ActForm form={form} problems={problems} submit="Save the app" look="primary">
        <SeenField form={form} problems={problems} now={seen} />
        <ClientFields client={client.raw} own={own} />
        <ReasonField form={form} problems={problems} />
      </ActForm>
    </Fold>
  );
}

function EditJson({ client, form, seen, problems }: EditProps) {
  const own = toOwnProblems(form, problems);
  const of = bindFields(form, problems);
  return (
    <Fold label="All settings, as JSON" isOpen={own !== undefined}>
      <p className="text-muted">
        For what the form above does not show: lifespans of tokens, keys, metadata. Only what you change is
        written.
      </p>
      <ActForm form={form} problems={problems} submit="Save as JSON">
        <SeenField form={form} problems={problems} now={seen} />
        <TextArea {...of("json", { now: writeExactly(client.raw, 2) })} label="Client (JSON)" rows={16} />
        <ReasonField form={form} problems={problems} />
      </ActForm>
    </Fold>
  );
}

function Replace({ client, form, seen, problems }: EditProps) {
  const own = toOwnProblems(form, problems);
  const of = bindFields(form, problems);
  return (
    <Fold label="Replace all settings" isOpen={own !== undefined}>
      <p className="text-muted">
        By a copy from elsewhere. What the copy does not have falls back to Hydra&apos;s defaults; its secret
        stays. An app that registered itself loses its registration token.
      </p>
      <ActForm form={form} problems={problems} submit="Replace all settings" look="danger">
        <SeenField form={form} problems={problems} now={seen} />
        <TextArea
          {...of("json", { now: writeExactly(client.raw, 2) })}
          label="Whole client (JSON)"
          rows={16}
        />
        <ReasonField form={form} problems={problems} />
        <ConfirmField form={form} problems={problems} word="replace" />
      </ActForm>
    </Fold>
  );
}
