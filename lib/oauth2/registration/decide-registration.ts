/** Decides what a login challenge needs on the registration page, where Hydra sends `prompt=registration`. */

import type { OAuth2LoginRequest } from "@ory/client-fetch";
import { type ActiveSession, type Person, toPerson } from "@/lib/oauth2/claims/person";
import type { OAuth2Config } from "@/lib/oauth2/config";
import { isNeverMet, toParameters, toRegistrationPrompt } from "@/lib/oauth2/login/decide-login";
import { toRequestUrl, withPrompt } from "@/lib/oauth2/shared/request-url";

export type RegistrationDecision =
  /** `prompt=none` beside it allows no page, or nothing can be met: the login page tells the app, as of every request. */
  | { kind: "sign-in" }
  /** Create a Kratos registration flow that returns to `/login?login_challenge=…`. */
  | { kind: "register"; loginHint?: string }
  /** Hydra remembers somebody and would insist on them: ask it again so that it forgets. */
  | { kind: "restart"; href: string }
  /**
   * Kratos makes no account for a signed-in person: go on with this one (`continueHref`), or sign out first and
   * come back here.
   */
  | { kind: "choose-account"; person: Person; continueHref: string };

export function decideRegistration(input: {
  request: OAuth2LoginRequest;
  session: ActiveSession | null;
  config: OAuth2Config;
  hydraPublicUrl: string | undefined;
}): RegistrationDecision {
  const { request, session, config, hydraPublicUrl } = input;
  const parameters = toParameters(request);
  if (parameters.prompt.has("none") || isNeverMet({ parameters, config })) return { kind: "sign-in" };
  const lead = (prompt: string[]) => toRequestUrl(request.request_url, { prompt }, hydraPublicUrl);
  const otherHref = lead(toRegistrationPrompt({ request, parameters }));
  const continueHref = lead(
    withPrompt(parameters.prompt, { remove: ["create", "registration", "login"], add: [] }),
  );
  if (session && otherHref && continueHref) {
    return {
      kind: "choose-account",
      person: toPerson(session.identity, config.claims),
      continueHref,
    };
  }
  if (request.skip && otherHref) return { kind: "restart", href: otherHref };
  const { loginHint } = parameters;
  return { kind: "register", ...(loginHint && { loginHint }) };
}
