/** Asks for a token to look into. */

import type { ConsoleChrome } from "@/lib/console/context";
import type { ActFormView, FormProblems } from "@/lib/console/forms/form";
import { ActForm, bindFields } from "../parts/act-form";
import { TextArea } from "../parts/field";
import { Section } from "../parts/section";
import { Shell } from "../parts/shell";

interface Props {
  context: ConsoleChrome;
  form: ActFormView;
  problems: FormProblems;
}

export function TokensPage({ context, form, problems }: Props) {
  return (
    <Shell
      context={context}
      title="Tokens"
      place="/tokens"
      lead="Whose an access or refresh token is, what it may, and until when."
      problems={problems}
    >
      <Section
        id="inspect"
        title="Look into a token"
        lead="It is sent to Hydra and kept nowhere: not in an address, the log or the trail, which say only that you looked."
      >
        <ActForm form={form} problems={problems} submit="Look into it" look="primary">
          <TextArea {...bindFields(form, problems)("token", { isSecret: true })} label="Token" required />
        </ActForm>
        <p className="text-muted">
          One token cannot be revoked from here: Hydra takes that of its own app alone. Take away a
          person&apos;s grant on their page, or end all access tokens of an app on its page.
        </p>
      </Section>
    </Shell>
  );
}
