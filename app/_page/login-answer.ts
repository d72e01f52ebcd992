/** What a login challenge's pages have in common: the challenge, the app's name, the fields that answer it. */

import type { OAuth2Client, OAuth2LoginRequest, Session } from "@ory/client-fetch";
import { createToken } from "@/lib/http/csrf";
import type { Challenge } from "@/lib/oauth2/challenge";
import type { Continuation } from "@/lib/oauth2/continuation";
import type { LoginSession } from "@/lib/oauth2/login-sessions";
import { toSafeText } from "@/lib/oauth2/safe-text";
import type { Whoami } from "@/lib/ory/kratos";

/** Everything known about one challenge in one request: one Hydra read, one whoami. */
export interface LoginChallenge {
  challenge: Challenge;
  request: OAuth2LoginRequest;
  who: Whoami;
  session: Session | null;
  continuation: Continuation | null;
  /** Hydra's login sessions that began in this browser. */
  logins: LoginSession[];
  /** Where Kratos leads back to. */
  returnTo: string;
}

/** The hidden fields of a form that answers this challenge. */
export function toAnswerFields(challenge: Challenge, decision: string): Record<string, string> {
  return { login_challenge: challenge, csrf_token: createToken("login", challenge), decision };
}

/** The app as it calls itself, made safe to show (threat O11). */
export function toClientLabel({ client }: { client?: OAuth2Client }): string {
  return toSafeText(client?.client_name) || toSafeText(client?.client_id);
}
