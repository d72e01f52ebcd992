/** Where the account is signed in: this browser and the others, each of which can be ended. */

import { Callout } from "@/components/controls/callout";
import { Card } from "@/components/controls/card";
import { DateTime } from "@/components/controls/date-time";
import { Phrase } from "@/components/controls/phrase";
import type { SessionsView, SessionView } from "@/lib/account/view";
import { toMomentText } from "@/lib/i18n/formats";
import type { PageContext } from "@/lib/page-context";
import { AccountShell } from "./account-shell";
import { AskFirst } from "./ask-first";
import { ListPager } from "./list-pager";
import { toMethodNames } from "./method-names";

interface SessionsPageProps {
  context: PageContext;
  view: SessionsView;
}

export function SessionsPage({ context, view }: SessionsPageProps) {
  const { t } = context;
  const current = view.sessions.filter(({ isCurrent }) => isCurrent);
  return (
    <AccountShell context={context} place="sessions" title={t("sessions.title")} lead={t("sessions.lead")}>
      {view.done && (
        <div role="status" tabIndex={-1} className="rounded-control">
          <Callout tone="success">{t(`sessions.${view.done}`)}</Callout>
        </div>
      )}
      <Card id="this-session" title={t("sessions.this")} lead={t("sessions.thisLead")}>
        {current.map((session) => (
          <Session key={session.id} context={context} session={session} />
        ))}
        <details>
          <summary className="min-h-11 py-2 text-[0.9375rem] font-semibold text-link">
            {t("sessions.json")}
          </summary>
          <pre
            dir="ltr"
            className="rounded-control border border-line bg-canvas p-4 text-sm whitespace-pre-wrap"
          >
            <code>{view.json}</code>
          </pre>
        </details>
      </Card>
      <OtherSessions context={context} view={view} />
      <AskFirst
        label={t("sessions.everywhere")}
        question={t("sessions.everywhereQuestion")}
        confirm={t("sessions.everywhereConfirm")}
        target={view.signOutEverywhere}
        testId="sign-out-everywhere"
      />
    </AccountShell>
  );
}

function OtherSessions({ context, view }: SessionsPageProps) {
  const { t } = context;
  const others = view.sessions.filter(({ isCurrent }) => !isCurrent);
  const hasMore = view.pages.hasPrevious || view.pages.hasNext;
  return (
    <Card
      id="other-sessions"
      title={t("sessions.others")}
      lead={t(others.length === 0 ? "sessions.noOthers" : "sessions.othersLead")}
    >
      {(others.length > 0 || hasMore) && (
        <>
          {others.length > 0 && (
            <ul className="grid gap-5 divided">
              {others.map((session) => (
                <li key={session.id} className="pb-5 last:pb-0">
                  <Session context={context} session={session} about={toAbout(session, others, context)} />
                </li>
              ))}
            </ul>
          )}
          <ListPager context={context} pages={view.pages} path="/sessions" />
          {view.endOthers && (
            <AskFirst
              label={t("sessions.endOthers")}
              question={t("sessions.endOthersQuestion")}
              confirm={t("sessions.endOthersConfirm")}
              target={view.endOthers}
              testId="end-other-sessions"
            />
          )}
        </>
      )}
    </Card>
  );
}

/** The session's device; beside another on such a device, also where and since when. */
function toAbout(session: SessionView, others: readonly SessionView[], { t, locale }: PageContext): string {
  const { device, location, ipAddress, authenticatedAt } = session;
  const name = device || t("device.unknown");
  if (others.filter((other) => other.device === device).length === 1) return name;
  const since = authenticatedAt && `${toMomentText(authenticatedAt, locale)} UTC`;
  return [name, location, ipAddress, since].filter(Boolean).join(", ");
}

interface SessionProps {
  context: PageContext;
  session: SessionView;
  /** What screen readers tell it by; the current one has no button. */
  about?: string;
}

function Session({ context, session, about = session.device }: SessionProps) {
  const { t, locale } = context;
  const device = session.device || t("device.unknown");
  const where = [session.location, session.ipAddress].filter(Boolean).join(" · ");
  return (
    <div data-testid="session" className="grid gap-1">
      <p className="font-semibold">{device}</p>
      {where && (
        <p className="text-[0.9375rem] text-muted">
          <bdi>{where}</bdi>
        </p>
      )}
      {session.authenticatedAt && (
        <p className="text-[0.9375rem] text-muted">
          <Phrase
            t={t}
            of="sessions.since"
            parts={{ date: <DateTime at={session.authenticatedAt} locale={locale} /> }}
          />
        </p>
      )}
      <p className="text-[0.9375rem] text-muted">
        {t("sessions.signedInWith", { methods: toMethodNames(session.methods, context) })}
      </p>
      {session.end && (
        <AskFirst
          label={t("sessions.end")}
          accessibleLabel={t("sessions.endWhat", { device: about })}
          about={about}
          question={t("sessions.endQuestion", { device })}
          confirm={t("sessions.endConfirm")}
          target={session.end}
          testId="end-session"
        />
      )}
    </div>
  );
}
