/** The end of a sign-out: which account, where it is still signed in, and the way back in. */

import { AccountLine } from "@/components/controls/account-line";
import { buttonClass } from "@/components/controls/button-class";
import { Callout } from "@/components/controls/callout";
import { PanelPage } from "@/components/document/panel-page";
import type { PageContext } from "@/lib/page-context";

export interface SignedOutView {
  account?: { label: string; email?: string };
  /** Other browsers and devices that the account is still signed in on. */
  others: number;
  /** Apps were signed in to with it here. */
  hasApps: boolean;
  /** Where the person was to be led is not allowed. */
  isReturnRefused: boolean;
  signInHref: string;
}

export function SignedOutPage({ context, view }: { context: PageContext; view: SignedOutView }) {
  const { t } = context;
  const { account, others, hasApps, isReturnRefused, signInHref } = view;
  return (
    <PanelPage context={context} testId="signed-out" title={t("signedOut.title")} lead={t("signedOut.lead")}>
      {isReturnRefused && (
        <Callout tone="info">
          <p role="status">{t("flow.returnRefused")}</p>
        </Callout>
      )}
      {account && <AccountLine account={account} />}
      {(others > 0 || hasApps) && (
        <div className="grid gap-3">
          {others > 0 && <p>{t("signedOut.others", { count: others })}</p>}
          {hasApps && <p>{t("signedOut.apps")}</p>}
        </div>
      )}
      <a href={signInHref} data-testid="login-link" className={buttonClass("primary")}>
        {t("signedOut.again")}
      </a>
    </PanelPage>
  );
}
