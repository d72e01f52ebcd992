/** What to do about an error that a person met, by its cause. */

import type { ErrorCause } from "@/lib/self-service/errors/flow-error";

const REMEDIES: Readonly<Record<ErrorCause, string>> = {
  security_csrf_violation:
    "The browser did not send the cookie of this form: cookies were off, or the form was open in another browser, or another one was begun meanwhile. Ask the person to begin again. Where many meet it, compare serve.public.base_url of Kratos with Foyer's address, see that no proxy leads /self-service past Foyer, and on http, or with KRATOS_BROWSER_URL, compare cookies.domain: npm run doctor does.",
  security_identity_mismatch:
    "Somebody else was signed in than who began this. Ask the person to sign out, and to begin again.",
  self_service_flow_disabled:
    "Kratos has this flow or this method switched off. Where people should have it, switch it on under selfservice.flows or selfservice.methods.",
  self_service_flow_return_to_forbidden:
    "The address to go back to is not among selfservice.allowed_return_urls. Add it where it is yours; somebody else's was rightly refused.",
  session_already_available: "They were signed in already: nothing is to be done.",
  session_inactive: "Their session had ended. Ask the person to sign in again.",
  "account-off": "Their account is blocked. Its page tells by whom, and lets them in again.",
  "no-method":
    "Kratos found no way to sign in for this account. Look at the ways that its page lists, and at selfservice.methods; a recovery leads in without them.",
  "provider-lost":
    "The way to a social sign-in and back took too long, or ended in another browser. Ask the person to begin again. Where many meet it, compare the redirect URI at the provider with Foyer's address.",
  "provider-refused":
    "The provider said no: the person did not agree, or it does not know this installation by the client id and secret that Kratos has for it.",
  hook: "A web hook that Kratos asks before a flow begins (before.hooks, can_interrupt) refused it. What it said is in the hook's own log.",
  gone: "What they had begun is over: it expired, or was finished elsewhere. Ask the person to begin again.",
  server:
    "This is a fault of Kratos, or of what it asked: its database, a webhook, a provider. Kratos' log has it at that time.",
  client:
    "Kratos refused what the browser sent; the reason says why. Ask the person what they did before it.",
  unknown: "Kratos says too little of it. Its log has more at that time.",
};

export function toRemedy(cause: ErrorCause): string {
  return REMEDIES[cause];
}
