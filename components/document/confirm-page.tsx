/** Asks before leading somewhere: sign-out, account switch, account chooser; each answer is a POST form. */

import { AccountLine } from "@/components/controls/account-line";
import { buttonClass } from "@/components/controls/button-class";
import { Phrase } from "@/components/controls/phrase";
import { PostForm } from "@/components/controls/post-form";
import type { PageContext } from "@/lib/page-context";
import type { ConfirmView } from "@/lib/questions/confirm-view";
import { AskingScript } from "./asking-script";
import { PanelPage } from "./panel-page";

export function ConfirmPage({ context, view }: { context: PageContext; view: ConfirmView }) {
  const { links = [] } = view;
  return (
    <PanelPage
      context={context}
      testId={view.testId}
      title={view.title}
      lead={view.lead}
      head={<AskingScript context={context} />}
    >
      {view.client && (
        <p className="text-muted">
          <Phrase t={context.t} of="confirm.client" parts={{ client: view.client.name }} />
        </p>
      )}
      {view.account && <AccountLine account={view.account} />}
      <div className="grid gap-3">
        {links.filter(({ role }) => role).map(toLink)}
        {view.actions.map(({ label, action, fields, role, testId }) => (
          <PostForm key={label} action={action} fields={fields}>
            <button type="submit" data-testid={testId} className={buttonClass(role)}>
              {label}
            </button>
          </PostForm>
        ))}
        {links.filter(({ role }) => !role).map(toLink)}
      </div>
    </PanelPage>
  );
}

function toLink({ label, href, role }: NonNullable<ConfirmView["links"]>[number]) {
  return (
    <a key={href} href={href} className={buttonClass(role ?? "quiet")}>
      {label}
    </a>
  );
}
