/** What a login challenge's pages have in common: the challenge, the app's name, the fields that answer it. */

import type { OAuth2Client, OAuth2LoginRequest } from "@ory/client-fetch";
import type { ActiveSession } from "@/lib/oauth2/claims/person";
import type { LoginSession } from "@/lib/oauth2/logout/login-sessions";
import type { Challenge } from "@/lib/oauth2/shared/challenge";
import { toSafeText } from "@/lib/oauth2/shared/safe-text";
import type { Whoami } from "@/lib/ory/kratos-public";
import type { AnswerForm } from "@/lib/questions/confirm-view";
import { createToken, hasToken } from "@/lib/web/form-token";
import { toPath } from "@/lib/web/paths";
import type { PendingRequest } from "./pending-request";

/** Everything known about one challenge in one request: one Hydra read, one whoami. */
export interface LoginChallenge {
  challenge: Challenge;
  request: OAuth2LoginRequest;
  who: Whoami;
  session: ActiveSession | null;
  pendingRequest: PendingRequest | null;
  /** Hydra's login sessions that began in this browser. */
  logins: LoginSession[];
  /** Where Kratos leads back to. */
  returnTo: string;
}

/** A form that answers this challenge, by where it stands. */
export function toAnswerForm(path: "/login" | "/registration", challenge: Challenge): AnswerForm {
  return {
    action: toPath(path),
    fields: { login_challenge: challenge, csrf_token: createToken("login", challenge) },
  };
}

/**
 * Where "Continue as Ada" leads: first to this page again, since somebody else may be signed in by the time that it is clicked,
 * whom nobody asked about (threat O24).
 */
export function toContinueHref(
  path: "/login" | "/registration",
  challenge: Challenge,
  session: ActiveSession | null,
): string {
  return toPath(path, { login_challenge: challenge, account: toNamedAccount(challenge, session) });
}

/** What an answer to a page's question brings along: whom the page named. */
export function toNamedAccount(challenge: Challenge, session: ActiveSession | null): string {
  return createToken("account", challenge, session?.identity.id ?? "");
}

/** Whether the person clicked to go on as whom the page named, who is still signed in. */
export function goesOnAs(
  account: string | undefined,
  challenge: Challenge,
  session: ActiveSession | null,
): boolean {
  return session !== null && hasToken(account, "account", challenge, session.identity.id);
}

/** The app as it calls itself, made safe to show (threat O11). */
export function toClientLabel({ client }: { client?: OAuth2Client }): string {
  return toSafeText(client?.client_name) || toSafeText(client?.client_id);
}

/** The app's sign-ins and registrations, told apart from its consents, which have a cookie of their own at Hydra. */
export function toLoginName({ client }: { client?: OAuth2Client }): string {
  return `login of ${client?.client_id ?? ""}`;
}
