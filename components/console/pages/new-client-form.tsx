/** What is asked of an app of one kind; the rest is set to what is safe for it. */

import { type ClientKind, KINDS, type KindFacts } from "@/lib/console/clients/kinds";
import type { ConsoleChrome } from "@/lib/console/context";
import type { ActFormView, FormProblems } from "@/lib/console/forms/form";
import { ActForm, ReasonField, toOwnProblems } from "../parts/act-form";
import { TextArea, TextField } from "../parts/field";
import { Section } from "../parts/section";
import { Shell } from "../parts/shell";

interface NewClientView {
  kind: ClientKind;
  /** Names of the fields that this kind asks for. */
  names: readonly string[];
  form: ActFormView;
  problems: FormProblems;
}

export function NewClientForm({ context, view }: { context: ConsoleChrome; view: NewClientView }) {
  const facts: KindFacts = KINDS[view.kind];
  return (
    <Shell
      context={context}
      title={facts.label}
      place="/clients"
      back={{ href: `${context.consolePath}/new-client`, label: "Kinds of app" }}
      lead={facts.text}
      problems={view.problems}
    >
      <Section id="new" title="New app">
        <ActForm form={view.form} problems={view.problems} submit="Make the app" look="primary">
          <Fields view={view} />
          <ReasonField form={view.form} problems={view.problems} />
        </ActForm>
      </Section>
    </Shell>
  );
}

function Fields({ view: { kind, names, form, problems } }: { view: NewClientView }) {
  const own = toOwnProblems(form, problems);
  const of = (name: string, fallback = "") => ({
    name,
    defaultValue: own?.typed[name] ?? fallback,
    problem: own?.fields[name],
  });
  return (
    <>
      <TextField
        {...of("client_name")}
        label="Name"
        hint={NAME_HINTS[kind] ?? "People read it when they are asked."}
        required
      />
      {names.includes("redirect_uris") && (
        <TextArea
          {...of("redirect_uris")}
          label="Redirect URIs"
          hint={REDIRECT_HINTS[kind] ?? "One a line, exactly as the app asks for it."}
          required
        />
      )}
      {names.includes("post_logout_redirect_uris") && (
        <TextArea
          {...of("post_logout_redirect_uris")}
          rows={2}
          label="After signing out"
          hint="One a line, on the same origin as a redirect URI."
        />
      )}
      {names.includes("backchannel_logout_uri") && (
        <TextField
          {...of("backchannel_logout_uri")}
          type="url"
          label="Back-channel logout"
          hint="Hydra tells this address when somebody signs out."
        />
      )}
      <TextField {...of("scope", KINDS[kind].scope)} label="Scopes" hint="Separated by spaces." />
      {names.includes("audience") && (
        <TextArea
          {...of("audience")}
          rows={2}
          label="Audience"
          hint="APIs that its tokens are for, one a line."
        />
      )}
    </>
  );
}

const NAME_HINTS: Partial<Record<ClientKind, string>> = {
  machine: "Operators know it by this: people are not asked.",
};

const REDIRECT_HINTS: Partial<Record<ClientKind, string>> = {
  native:
    "One a line: a scheme of your own with a dot (org.example.app:/callback), https, or http://127.0.0.1/callback for a desktop.",
};
