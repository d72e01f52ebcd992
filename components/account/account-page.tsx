/** The account at a glance: who, how signed in, how safe, and the one next thing worth doing. */

import type { ReactNode } from "react";
import { AccountLine } from "@/components/controls/account-line";
import { buttonClass } from "@/components/controls/button-class";
import { Card } from "@/components/controls/card";
import { DateTime } from "@/components/controls/date-time";
import { Name } from "@/components/controls/name";
import type { SecurityState, SecurityStep } from "@/lib/account/security-state";
import type { AccountView } from "@/lib/account/view";
import type { PageContext } from "@/lib/page-context";
import { formatPath } from "@/lib/pages";
import { AccountShell } from "./account-shell";
import { toMethodNames } from "./method-names";
import { NEXT_PATHS, type SecurityLine, type Standing, toSecurityLines } from "./security-lines";

interface AccountPageProps {
  context: PageContext;
  view: AccountView;
}

export function AccountPage({ context, view }: AccountPageProps) {
  const { t, locale } = context;
  const { session, security } = view;
  return (
    <AccountShell context={context} place="overview" title={t("account.title")} lead={t("account.lead")}>
      <Pending context={context} pending={view.pending} />
      {security.next !== "nothing" && <NextStep context={context} step={security.next} security={security} />}
      <Card id="you" title={t("account.you")} lead={t("account.youLead")}>
        <AccountLine account={view.person} />
        <dl className="grid gap-x-6 gap-y-3 sm:grid-cols-2">
          <Fact term={t("account.signedInWith")}>{toMethodNames(session.methods, context)}</Fact>
          {session.authenticatedAt && (
            <Fact term={t("account.signedInAt")}>
              <DateTime at={session.authenticatedAt} locale={locale} />
            </Fact>
          )}
        </dl>
      </Card>
      <Card id="security" title={t("account.security")} lead={t("account.securityLead")}>
        <ul className="divided">
          {toSecurityLines(security).map((line) => (
            <Line key={line.aspect} context={context} line={line} />
          ))}
        </ul>
      </Card>
    </AccountShell>
  );
}

function Pending({ context, pending }: { context: PageContext; pending: AccountView["pending"] }) {
  return pending.map(({ href, clientName }, index) => (
    <p key={href} data-testid="pending-app">
      <a href={href} className={buttonClass(index === 0 ? "primary" : "secondary", "auto")}>
        {context.t("account.pending", { client: clientName })}
      </a>
    </p>
  ));
}

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div>
      <dt className="text-[0.9375rem] text-muted">{term}</dt>
      <dd className="font-semibold first-letter:uppercase">{children}</dd>
    </div>
  );
}

function Detail({ children }: { children: string }) {
  return (
    <span className="block text-ink">
      <Name>{children}</Name>
    </span>
  );
}

interface NextStepProps {
  context: PageContext;
  step: Exclude<SecurityStep, "nothing">;
  security: SecurityState;
}

/** One of several addresses is named, and called the way back in where it is one. */
function NextStep({ context, step, security }: NextStepProps) {
  const { t, basePath } = context;
  const address = step === "verify-address" ? security.unverifiedAddress : undefined;
  const isTold = address === undefined || security.recoveryAddresses.includes(address);
  return (
    <section
      aria-labelledby="next-title"
      data-testid={`next-${step}`}
      className="flex flex-wrap items-center justify-between gap-5 rounded-card border border-transparent bg-notice-wash p-5 sm:p-7"
    >
      <div className="max-w-xl min-w-0">
        <h2 id="next-title" className="text-lg font-semibold">
          {t(`account.next.${step}.title`)}
        </h2>
        <p className="mt-1 text-muted">
          {isTold && t(`account.next.${step}.why`)}
          {address && <Detail>{address}</Detail>}
        </p>
      </div>
      <a
        href={formatPath(basePath, NEXT_PATHS[step])}
        className={`${buttonClass("primary", "auto")} max-sm:w-full`}
      >
        {t(`account.next.${step}.action`)}
      </a>
    </section>
  );
}

const STANDINGS = {
  good: { mark: "✓", look: "bg-success text-panel" },
  weak: { mark: "!", look: "bg-danger text-panel" },
  missing: { mark: "–", look: "border border-field text-muted" },
} satisfies Record<Standing, { mark: string; look: string }>;

function Line({ context, line }: { context: PageContext; line: SecurityLine }) {
  const { t, basePath } = context;
  const { mark, look } = STANDINGS[line.standing];
  const title = t(`account.security.${line.aspect}`);
  const act = line.standing === "missing" ? "account.setUp" : "account.change";
  return (
    <li className="grid grid-cols-[auto_minmax(0,1fr)] items-center gap-x-3 gap-y-1 pt-2 pb-4 first:pt-0 last:pb-0">
      <span
        aria-hidden="true"
        className={`grid size-[1.5rem] place-items-center rounded-full text-sm font-bold ${look}`}
      >
        {mark}
      </span>
      {/* Where both do not fit in one line the link takes the next, before a word is broken. */}
      <div className="flex flex-wrap items-center gap-x-3">
        <p className="font-semibold">{title}</p>
        <a
          href={formatPath(basePath, line.path)}
          aria-label={t(`${act}What`, { what: title })}
          className="ms-auto inline-flex min-h-11 min-w-6 items-center justify-end font-semibold"
        >
          {t(act)}
        </a>
      </div>
      <p className="col-start-2 text-[0.9375rem] text-muted">
        {t(line.stateKey)}
        {line.details.map((detail) => (
          <Detail key={detail}>{detail}</Detail>
        ))}
      </p>
    </li>
  );
}
