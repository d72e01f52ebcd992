/** What an app asks for, for which account, where the answer goes; allow or deny. */

import { AccountLine } from "@/components/controls/account-line";
import { buttonClass } from "@/components/controls/button-class";
import { CheckboxRow } from "@/components/controls/checkbox-row";
import { ClientLogo } from "@/components/controls/client-card";
import { Name } from "@/components/controls/name";
import { Phrase } from "@/components/controls/phrase";
import { PostForm } from "@/components/controls/post-form";
import { AskingScript } from "@/components/document/asking-script";
import { PanelPage } from "@/components/document/panel-page";
import { toAndParts } from "@/lib/i18n/formats";
import { toDuration } from "@/lib/oauth2/shared/duration";
import type { ClientView, ConsentView } from "@/lib/oauth2/shared/view";
import type { PageContext } from "@/lib/page-context";
import { formatPath } from "@/lib/pages";
import { ScopeRow } from "./scope-row";

interface ConsentPageProps {
  context: PageContext;
  view: ConsentView;
}

/**
 * A link can put the focus on what has an id, and Enter there, in a window that opened under a key which its page asked people to
 * hold, would allow (threat O4). So no button has one, and those of boxes nobody can know; names that suites look for are of words.
 */
const toBoxId = ({ csrfToken }: ConsentView, name: string) => `${csrfToken.split(".", 1)[0]}-${name}`;

/** Field and button names are those of Ory's reference UI (`grant_scope`, `remember`, `consent_action`). */
export function ConsentPage({ context, view }: ConsentPageProps) {
  const { t } = context;
  const { client, challenge, csrfToken } = view;
  const remember = toDuration(view.rememberSeconds);
  const bound = { consent_challenge: challenge, csrf_token: csrfToken };
  return (
    <PanelPage
      context={context}
      testId="consent"
      head={<AskingScript context={context} />}
      title={t("consent.title", { client: client.name })}
      heading={
        <span className={client.logo ? "flex items-center gap-3" : undefined}>
          <ClientLogo card={client} />
          <span className="min-w-0">
            <Phrase t={t} of="consent.title" parts={{ client: client.name }} />
          </span>
        </span>
      }
      lead={
        view.device ? (
          <Phrase t={t} of="consent.deviceLead" parts={{ client: client.name }} />
        ) : (
          t(view.scopes.length > 0 ? "consent.lead" : "consent.leadNothing")
        )
      }
    >
      {view.device?.userCode && <DeviceCode context={context} userCode={view.device.userCode} />}
      <AccountLine account={view.account}>
        <PostForm action={view.switchAccountPath} fields={bound} className="ms-auto shrink-0">
          <button
            type="submit"
            className="min-h-11 px-1 text-[0.9375rem] font-semibold text-link underline underline-offset-4"
          >
            {t("consent.notYou")}
          </button>
        </PostForm>
      </AccountLine>
      <PostForm action={formatPath(context.basePath, "/consent")} fields={bound} className="grid gap-5">
        <Scopes context={context} view={view} />
        <Destination context={context} client={client} isDevice={view.device !== undefined} />
        {view.canRemember && (
          <div className="border-t border-line pt-3">
            <CheckboxRow id={toBoxId(view, "remember")} labelId="remember" name="remember" value="1">
              {t(`consent.remember.${remember.unit}`, { count: remember.count })}
            </CheckboxRow>
          </div>
        )}
        <AllowOrDeny context={context} />
      </PostForm>
    </PanelPage>
  );
}

function AllowOrDeny({ context: { t } }: { context: PageContext }) {
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      <button type="submit" name="consent_action" value="accept" className={buttonClass("primary")}>
        <span id="accept">{t("consent.allow")}</span>
      </button>
      <button
        type="submit"
        name="consent_action"
        value="reject"
        formNoValidate
        className={buttonClass("secondary")}
      >
        <span id="reject">{t("consent.deny")}</span>
      </button>
    </div>
  );
}

/** What is new first; what was allowed before after it. */
function Scopes({ context, view }: ConsentPageProps) {
  const { scopes, audience } = view;
  if (scopes.length === 0 && audience.length === 0) return null;
  const ordered = [...scopes.filter(({ granted }) => !granted), ...scopes.filter(({ granted }) => granted)];
  return (
    <fieldset>
      <legend className="sr-only">{context.t("consent.scopes")}</legend>
      {ordered.length > 0 && (
        <ul className="divided border-y border-line">
          {ordered.map((scope) => (
            <ScopeRow key={scope.name} boxId={toBoxId(view, scope.name)} scope={scope} context={context} />
          ))}
        </ul>
      )}
      {audience.length > 0 && (
        <p className="mt-3 text-[0.9375rem] text-muted">
          <Phrase
            t={context.t}
            of="consent.audience"
            parts={{ audience: <Listed names={audience} locale={context.locale} /> }}
          />
        </p>
      )}
    </fieldset>
  );
}

/** "a, b and c" in the page's language, each in a direction of its own. */
function Listed({ names, locale }: { names: readonly string[]; locale: string }) {
  return toAndParts(names, locale).map(({ isItem, text }, position) =>
    isItem ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: drawn once, never reordered
      <Name key={position} className="text-ink">
        {text}
      </Name>
    ) : (
      text
    ),
  );
}

/** Where the answer goes, which is what tells a real app from one that borrows its name. */
function Destination({
  context,
  client,
  isDevice,
}: {
  context: PageContext;
  client: ClientView;
  isDevice: boolean;
}) {
  const { t } = context;
  const links = [
    { href: client.policyUri, label: t("consent.privacyPolicy") },
    { href: client.tosUri, label: t("consent.terms") },
  ];
  return (
    <div className="grid gap-2 text-[0.9375rem] text-muted">
      {!isDevice && (
        <p>
          <Phrase
            t={t}
            of={client.isNative ? "consent.opensApp" : "consent.goesTo"}
            parts={{ target: client.redirectTarget }}
          />
        </p>
      )}
      {links.some(({ href }) => href) && (
        <p className="flex flex-wrap gap-x-5">
          {links.map(
            ({ href, label }) =>
              href && (
                <a key={label} href={href} rel="noreferrer" className="inline-flex min-h-11 items-center">
                  {label}
                </a>
              ),
          )}
        </p>
      )}
    </div>
  );
}

/** The person compares it with the device in front of them; whoever was sent a link has none (threat O17). */
function DeviceCode({ context, userCode }: { context: PageContext; userCode: string }) {
  return (
    <p className="rounded-control border border-line bg-canvas p-4 text-center">
      <span className="block text-[0.9375rem] text-muted">{context.t("consent.deviceCode")}</span>
      <span dir="ltr" data-testid="device-code" className="font-mono text-2xl tracking-[0.2em]">
        {userCode}
      </span>
    </p>
  );
}
