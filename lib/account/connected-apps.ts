/** Turns Hydra's consent sessions into the apps a person has connected, and plans what ends them. */

import type { OAuth2ConsentSession } from "@ory/client-fetch";
import { toScopeViews } from "@/lib/oauth2/consent/scopes";
import { toClientView } from "@/lib/oauth2/shared/client";
import { toMillis } from "@/lib/oauth2/shared/time";
import type { ClientView, ScopeView } from "@/lib/oauth2/shared/view";
import type { Translate } from "../i18n/translate";
import type { OAuth2Config } from "../oauth2/config";

/** One client, with everything that was granted to it and is not expired. */
export interface ConnectedApp {
  /** As Hydra knows it; `client` is what can be read of it. */
  clientId: string;
  client: ClientView;
  /** Union over its consents. */
  scopes: ScopeView[];
  /** Union over its consents, as Hydra has them. */
  audience: string[];
  /** RFC 3339; absent when Hydra does not say. */
  firstGrantedAt?: string;
  lastGrantedAt?: string;
  /** Hydra answers for the person until then; absent when it asks each time. RFC 3339. */
  rememberedUntil?: string;
}

/**
 * What each app was granted, the app with the newest grant first. Consents of another subject are left out, whatever the list
 * holds (threat A1).
 * @param sessions all pages of `GET /admin/oauth2/auth/sessions/consent?subject=…`; Hydra lists neither skipped
 *   consents nor those past their `remember_for`
 * @returns one list an app, its newest consent first
 */
export function toConsentsByApp(
  sessions: readonly OAuth2ConsentSession[],
  subject: string,
): OAuth2ConsentSession[][] {
  const newestFirst = ownConsents(sessions, subject)
    .map((consent) => ({ consent, id: toClientId(consent), millis: toGrantMillis(consent) }))
    .toSorted((left, right) => right.millis - left.millis);
  const apps = new Map<string, OAuth2ConsentSession[]>();
  for (const { consent, id } of newestFirst) {
    if (id === "") continue;
    const known = apps.get(id);
    if (known) known.push(consent);
    else apps.set(id, [consent]);
  }
  return [...apps.values()];
}

/**
 * The client to revoke, only when this person has connected it. Hydra revokes every consent of a subject when no
 * client is named, so an empty or unknown id is never passed on (threat A1).
 * @returns undefined for an answer of 404
 */
export function toOwnClientId(
  sessions: readonly OAuth2ConsentSession[],
  subject: string,
  clientId: string | null | undefined,
): string | undefined {
  if (!clientId) return undefined;
  return ownConsents(sessions, subject)
    .map(toClientId)
    .find((known) => known === clientId);
}

/** One step of signing out everywhere, in the order to take them. */
export type SignOutStep =
  /** Ends a login session and tells its back-channel clients. */
  | { kind: "hydra-sid"; sid: string }
  /** Forgets every remembered login; tells nobody, so it comes after. */
  | { kind: "hydra-subject"; subject: string }
  /** Ends Kratos' other sessions; first, because Hydra's `sid` may take this browser's own along. */
  | { kind: "kratos-others" }
  /** Ends this browser's session; last, because the others need the person signed in to be retried. */
  | { kind: "kratos-current" };

/**
 * Revoking by subject notifies no client, by `sid` it does (architecture §5): so each login session first.
 * @param ownSids the `sid`s of this browser's logins, from its cookie: a login whose consents were all skipped is in
 *   no list
 */
export function planSignOutEverywhere(
  sessions: readonly OAuth2ConsentSession[],
  subject: string,
  ownSids: readonly string[] = [],
): SignOutStep[] {
  const listed = ownConsents(sessions, subject).map(
    ({ consent_request }) => consent_request?.login_session_id,
  );
  const sids = new Set(
    [...ownSids, ...listed].filter((sid): sid is string => typeof sid === "string" && sid !== ""),
  );
  return [
    { kind: "kratos-others" },
    ...[...sids].map((sid) => ({ kind: "hydra-sid" as const, sid })),
    { kind: "hydra-subject", subject },
    { kind: "kratos-current" },
  ];
}

function ownConsents(sessions: readonly OAuth2ConsentSession[], subject: string): OAuth2ConsentSession[] {
  return subject === "" ? [] : sessions.filter(({ consent_request }) => consent_request?.subject === subject);
}

function toClientId({ consent_request }: OAuth2ConsentSession): string {
  return consent_request?.client?.client_id ?? "";
}

/** @param consents of one app, newest first */
export function toConnectedApp(
  consents: readonly OAuth2ConsentSession[],
  config: Pick<OAuth2Config, "trustedClientIds" | "scopes">,
  t: Translate,
): ConnectedApp {
  const request = consents[0]?.consent_request;
  const granted = new Set(consents.flatMap(({ grant_scope }) => grant_scope ?? []));
  const times = consents.map(toGrantMillis).filter((millis) => millis > 0);
  return {
    clientId: request?.client?.client_id ?? "",
    client: toClientView(request?.client, request?.request_url),
    scopes: toScopeViews([...granted], granted, config, t),
    audience: [
      ...new Set(consents.flatMap(({ grant_access_token_audience }) => grant_access_token_audience ?? [])),
    ],
    firstGrantedAt: toTimestamp(Math.min(...times)),
    lastGrantedAt: toTimestamp(Math.max(...times)),
    rememberedUntil: toTimestamp(Math.max(...consents.map(toRememberedUntil))),
  };
}

function toGrantMillis({ handled_at }: OAuth2ConsentSession): number {
  return toMillis(handled_at) ?? 0;
}

function toRememberedUntil(consent: OAuth2ConsentSession): number {
  const handled = toGrantMillis(consent);
  if (!consent.remember || !consent.remember_for || handled === 0) return Number.NEGATIVE_INFINITY;
  return handled + consent.remember_for * 1000;
}

/** Undefined for the infinities that `Math.min` and `Math.max` answer to nothing, and for times no `Date` can hold. */
function toTimestamp(millis: number): string | undefined {
  const date = new Date(millis);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}
