/** What an app does by itself when it registers, for an operator who helps it. */

import type { ReactNode } from "react";
import type { ConsoleChrome } from "@/lib/console/context";
import type { ActFormView, FormProblems } from "@/lib/console/forms/form";
import { ActForm, bindFields, ConfirmField, Fold, ReasonField, toOwnProblems } from "../parts/act-form";
import { TextArea, TextField } from "../parts/field";
import { Section } from "../parts/section";
import { Shell } from "../parts/shell";

interface RegistrationView {
  create: ActFormView;
  read: ActFormView;
  update: ActFormView;
  delete: ActFormView;
  problems: FormProblems;
  done?: string;
}

/** RFC 7591 §3.1, with nothing that is not safe. */
const SAMPLE = {
  client_name: "App",
  redirect_uris: ["https://app.example/callback"],
  grant_types: ["authorization_code"],
  response_types: ["code"],
  scope: "openid",
  token_endpoint_auth_method: "client_secret_basic",
};

export function RegistrationPage({ context, view }: { context: ConsoleChrome; view: RegistrationView }) {
  const { problems, done } = view;
  return (
    <Shell
      context={context}
      title="Registration"
      place="/registration"
      lead="Apps that register themselves at Hydra (dynamic client registration). Each has a token of its own, which alone changes what it registered."
      done={done}
      problems={problems}
    >
      <Section id="acts" title="By an app's own registration">
        <Own form={view.read} problems={problems} label="Look at a registration" />
        <Own form={view.update} problems={problems} label="Replace a registration" isDanger>
          <Metadata form={view.update} problems={problems} label="Client (JSON)" />
          <ReasonField form={view.update} problems={problems} />
        </Own>
        <Own form={view.delete} problems={problems} label="Delete a registration" isDanger>
          <ReasonField form={view.delete} problems={problems} />
          <ConfirmField form={view.delete} problems={problems} word="delete" />
        </Own>
        <Fold label="Register an app" isOpen={problems.operation === "registration.create"}>
          <p className="text-muted">
            As it would by itself: Hydra chooses its id and secret. It answers where
            oidc.dynamic_client_registration is on, and says so where it is not.
          </p>
          <ActForm form={view.create} problems={problems} submit="Register the app">
            <Metadata
              form={view.create}
              problems={problems}
              label="Client (JSON)"
              sample={JSON.stringify(SAMPLE, null, 2)}
            />
            <ReasonField form={view.create} problems={problems} />
          </ActForm>
        </Fold>
      </Section>
    </Shell>
  );
}

interface OwnProps {
  form: ActFormView;
  problems: FormProblems;
  /** Of the fold and of the button. */
  label: string;
  isDanger?: boolean;
  children?: ReactNode;
}

/** An act that the app's token allows; the token is asked for each time, and drawn on no page again. */
function Own({ form, problems, label, isDanger, children }: OwnProps) {
  const own = toOwnProblems(form, problems);
  const of = bindFields(form, problems);
  return (
    <Fold label={label} isOpen={own !== undefined}>
      <ActForm form={form} problems={problems} submit={label} look={isDanger ? "danger" : "secondary"}>
        <TextField {...of("client_id")} label="Client id" required />
        <TextField
          {...of("registration_access_token", { isSecret: true })}
          label="Registration access token"
          hint="It is sent to Hydra. While this waits for a fresh sign-in it is kept sealed, for ten minutes at most."
          required
        />
        {children}
      </ActForm>
    </Fold>
  );
}

interface MetadataProps {
  form: ActFormView;
  problems: FormProblems;
  label: string;
  sample?: string;
}

function Metadata({ form, problems, label, sample }: MetadataProps) {
  const of = bindFields(form, problems);
  return (
    <TextArea
      {...of("json", { now: sample })}
      label={label}
      hint="All of it: what is left out falls back to Hydra's defaults."
      rows={10}
      required
    />
  );
}
