/** Asks before leading somewhere: sign-out, account switch, account chooser; each answer is a POST form. */

import type { Chrome } from "@/lib/chrome";
import type { ConfirmView } from "@/lib/oauth2/view";
import { PanelPage } from "../document/panel-page";
import { AccountLine } from "../ui/account-line";
import { buttonClass } from "../ui/button-class";
import { Phrase } from "../ui/phrase";
import { PostForm } from "../ui/post-form";

export function ConfirmPage({ chrome, view }: { chrome: Chrome; view: ConfirmView }) {
  const { links = [] } = view;
  return (
    <PanelPage chrome={chrome} testId={view.testId} title={view.title} lead={view.lead}>
      {view.client && (
        <p className="text-muted">
          <Phrase t={chrome.t} of="confirm.client" parts={{ client: view.client.name }} />
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
