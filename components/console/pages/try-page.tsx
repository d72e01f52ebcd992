/** Tries an app's sign-in from the console: what is needed for it, and the way there. */

import { buttonClass } from "@/components/controls/button-class";
import type { ClientDetails } from "@/lib/console/clients/view";
import type { ConsoleChrome } from "@/lib/console/context";
import type { ActFormView, FormProblems } from "@/lib/console/forms/form";
import { toSegment } from "@/lib/console/request/segment";
import { Act } from "../parts/act";
import { ActForm, bindFields } from "../parts/act-form";
import { Copy } from "../parts/copy";
import { TextField } from "../parts/field";
import { ForeignText } from "../parts/foreign-text";
import { Section } from "../parts/section";
import { Shell } from "../parts/shell";
import { Empty } from "../parts/table";

interface TryPageView {
  client: ClientDetails;
  /** Where the answer goes. */
  address: string;
  needsSecret: boolean;
  canTry: boolean;
  /** The authorization request, once it was made. */
  goHref?: string;
  begin?: ActFormView;
  open?: ActFormView;
  close?: ActFormView;
  problems: FormProblems;
  done?: string;
}

export function TryPage({ context, view }: { context: ConsoleChrome; view: TryPageView }) {
  const { client, address, canTry, goHref, begin, open, close, problems } = view;
  return (
    <Shell
      context={context}
      title={`Try ${client.name}`}
      heading={
        <>
          Try <ForeignText>{client.name}</ForeignText>
        </>
      }
      place="/clients"
      back={{ href: `${context.consolePath}/clients/${toSegment(client.id)}`, label: client.name }}
      lead="A sign-in as the app would make it, with its answer explained. Its tokens are revoked at once, and shown nowhere."
      done={view.done}
      problems={problems}
    >
      {!canTry && (
        <Empty>
          This app signs nobody in with a code, or proves itself by a key of its own: it can be tried by
          itself alone.
        </Empty>
      )}
      {canTry && goHref && (
        <Section id="go" title="Ready">
          <p>You sign in as yourself, as a person of the app would, and come back here.</p>
          <p>
            <a href={goHref} className={buttonClass("primary", "auto")}>
              Go to the sign-in
            </a>
          </p>
        </Section>
      )}
      {canTry && begin && !goHref && <Begin view={view} form={begin} />}
      {canTry && (
        <Section
          id="address"
          title="Where the answer goes"
          lead="An app answers to addresses that it names, and no others."
        >
          <Copy value={address} label="redirect URI" />
          <Act form={open} problems={problems} label="Let it answer to this console" look="danger">
            Adds this address to the app&apos;s redirect URIs, until it is taken away again. Nobody but an
            operator who began a try can use what comes here.
          </Act>
          <Act form={close} problems={problems} label="End that">
            Takes this address away from the app&apos;s redirect URIs.
          </Act>
        </Section>
      )}
    </Shell>
  );
}

function Begin({ view, form }: { view: TryPageView; form: ActFormView }) {
  const { client, needsSecret, problems } = view;
  const of = bindFields(form, problems);
  return (
    <Section id="begin" title="Begin">
      <ActForm form={form} problems={problems} submit="Make the request" look="primary">
        <TextField {...of("scope", { now: client.scopes.join(" ") })} label="Scopes" />
        {needsSecret && (
          <TextField
            {...of("client_secret", { isSecret: true })}
            type="password"
            label="Client secret"
            hint="Hydra tells it to nobody. It is kept sealed until the answer comes, ten minutes at most."
          />
        )}
      </ActForm>
    </Section>
  );
}
