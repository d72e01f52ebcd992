/** The apps that may act for this account, what each may do, and how to take it back. */

import { Callout } from "@/components/controls/callout";
import { Card } from "@/components/controls/card";
import { DateTime } from "@/components/controls/date-time";
import { Phrase } from "@/components/controls/phrase";
import type { AppsView, AppView } from "@/lib/account/view";
import type { PageContext } from "@/lib/page-context";
import { AccountShell } from "./account-shell";
import { AskFirst } from "./ask-first";
import { ListPager } from "./list-pager";

interface AppsPageProps {
  context: PageContext;
  view: AppsView;
}

export function AppsPage({ context, view }: AppsPageProps) {
  const { t } = context;
  return (
    <AccountShell context={context} place="apps" title={t("apps.title")} lead={t("apps.lead")}>
      {view.done && (
        <div role="status" tabIndex={-1} className="rounded-control">
          <Callout tone="success">{t(`apps.${view.done}`)}</Callout>
        </div>
      )}
      {view.apps.length === 0 && (
        <p className="rounded-card border border-dashed border-field p-7 text-muted">{t("apps.empty")}</p>
      )}
      {view.apps.map((app, position) => (
        <App
          key={app.clientId}
          context={context}
          app={app}
          position={position}
          about={toAbout(app, view.apps)}
        />
      ))}
      <ListPager context={context} pages={view.pages} path="/account/apps" />
      <div className="grid gap-1">
        <p className="max-w-2xl text-[0.9375rem] text-muted">{t("apps.unlisted")}</p>
        <AskFirst
          label={t("apps.revokeAll")}
          question={t("apps.revokeAllQuestion")}
          confirm={t("apps.revokeAllConfirm")}
          target={view.revokeAll}
          testId="revoke-all"
        />
      </div>
    </AccountShell>
  );
}

/** The app's name; beside another of that name, also its id. */
function toAbout({ client: { name }, clientId }: AppView, apps: readonly AppView[]): string {
  return apps.filter(({ client }) => client.name === name).length > 1 ? `${name}, ${clientId}` : name;
}

interface AppProps {
  context: PageContext;
  app: AppView;
  position: number;
  /** What screen readers tell it by. */
  about: string;
}

function App({ context, app, position, about }: AppProps) {
  const { t, locale } = context;
  const { name } = app.client;
  const since = (
    <>
      {app.firstGrantedAt && (
        <span className="block">
          <Phrase
            t={t}
            of="apps.since"
            parts={{ date: <DateTime at={app.firstGrantedAt} locale={locale} /> }}
          />
        </span>
      )}
      {app.rememberedUntil && (
        <span className="block">
          <Phrase
            t={t}
            of="apps.until"
            parts={{ date: <DateTime at={app.rememberedUntil} locale={locale} /> }}
          />
        </span>
      )}
    </>
  );
  return (
    <Card id={`app-${position + 1}`} title={<bdi>{name}</bdi>} lead={since}>
      <div>
        <h3 className="text-[0.9375rem] text-muted">{t("apps.may")}</h3>
        <ul className="mt-1 grid gap-2">
          {app.scopes.map(({ name, title, description }) => (
            <li key={name}>
              <span className="font-semibold">{title}</span>
              {description && <span className="block text-[0.9375rem] text-muted">{description}</span>}
            </li>
          ))}
        </ul>
      </div>
      <AskFirst
        label={t("apps.revoke")}
        accessibleLabel={t("apps.revokeWhat", { app: about })}
        about={about}
        question={t("apps.revokeQuestion", { app: name })}
        confirm={t("apps.revokeConfirm")}
        target={app.revoke}
        testId="revoke-app"
      />
    </Card>
  );
}
