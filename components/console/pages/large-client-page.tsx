/** An app that is larger than what is read of a server's answer: nothing of it can be shown, and it can be deleted. */

import { Callout } from "@/components/controls/callout";
import type { ClientDetails } from "@/lib/console/clients/view";
import type { ConsoleChrome } from "@/lib/console/context";
import type { ActFormView, FormProblems } from "@/lib/console/forms/form";
import { ForeignText } from "../parts/foreign-text";
import { Section } from "../parts/section";
import { Shell } from "../parts/shell";
import { DeleteClient } from "./client-acts";

interface LargeClientView {
  client: ClientDetails;
  /** Absent where the operator's role does not allow it. */
  form?: ActFormView;
  problems: FormProblems;
}

export function LargeClientPage({ context, view }: { context: ConsoleChrome; view: LargeClientView }) {
  const { client, form, problems } = view;
  return (
    <Shell
      context={context}
      title={client.id}
      heading={<ForeignText>{client.id}</ForeignText>}
      place="/clients"
      back={{ href: `${context.consolePath}/clients`, label: "Apps" }}
      problems={problems}
    >
      <Callout tone="error">
        What Hydra holds of this app is larger than the console reads (1 MB): none of it can be shown or
        changed here. Lists leave it out.
      </Callout>
      {form && (
        <Section id="acts" title="Change">
          <DeleteClient client={client} form={form} problems={problems} />
        </Section>
      )}
    </Shell>
  );
}
