/** Operators' sign-in where there is no OpenID provider: a Kratos session with a second factor (AAL2). */

import { getConfig } from "@/lib/config/config";
import { read } from "@/lib/json";
import { toAal, toNewestFactors } from "@/lib/oauth2/login/authentication";
import { whoami } from "@/lib/ory/kratos-public";
import { seeOther } from "@/lib/web/redirect";
import type { Caller } from "../../ory/caller";
import { OryError } from "../../ory/error";
import { PENDING_MS } from "../act/pending-act.server";
import { getConsoleConfig } from "../get-console-config.server";
import type { Operator } from "../operator/operator";
import { toPersonLabel } from "../people/label";
import { ConsoleProblem } from "../problem";
import { type ConsolePage, toConsoleUrl } from "../request/console-page.server";
import { type ConsoleSession, isFresh } from "../session/session";
import { readConsoleSession } from "../session/sessions.server";
import { getSession } from "../sessions/sessions.server";
import { getStore } from "../store/get-store.server";
import { finishSignIn } from "./finish-sign-in.server";

/** @param tried what the person was already sent to do, so that nobody is sent in a circle */
export async function startKratos(
  page: ConsolePage,
  { returnTo, isStepUp, tried }: { returnTo: string; isStepUp: boolean; tried?: string },
): Promise<Response> {
  const since = await (await getStore()).time();
  const who = await whoami(page.caller);
  const again = (step: string) =>
    toConsoleUrl("/sign-in/start", { return_to: returnTo, step_up: isStepUp ? "true" : "", tried: step });
  if (who.kind === "none") return toLogin({ return_to: again("first") });
  if (who.kind === "aal2-required" || toAal(who.session) !== "aal2") {
    if (tried === "second") throw new ConsoleProblem(403, NO_SECOND_FACTOR);
    return toLogin({ aal: "aal2", return_to: again("second") });
  }
  const { session } = who;
  const current = isStepUp ? await readConsoleSession(page.request) : undefined;
  const { first = 0, second = 0 } = toNewestFactors(session);
  if (current && !isNewFactor(first, current.newestFactorAt))
    return toLogin({ refresh: "true", return_to: again("refresh") });
  if (current && !isNewFactor(second, current.newestFactorAt))
    return toLogin({ aal: "aal2", refresh: "true", return_to: again("refresh") });
  return finishSignIn(page, {
    who: { issuer: getConsoleConfig().signIn.issuer, subject: session.identity?.id ?? "" },
    name: toPersonLabel(session.identity),
    roleValues: [],
    authenticatedAt: Math.min(first, second),
    newestFactorAt: Math.max(first, second),
    assurance: "aal2",
    providerSession: session.id,
    since,
    handle: current?.handle,
    returnTo,
    setCookies: [],
  });
}

/**
 * Whether the sign-in behind a session still stands: with Kratos, its own session must live, be this person's and have
 * its second factor; a provider tells of a sign-out by itself (back-channel logout).
 * @throws OryError when Kratos does not answer
 */
export async function isStillVouchedFor(caller: Caller, session: ConsoleSession): Promise<boolean> {
  if (getConsoleConfig().signIn.kind !== "kratos") return true;
  const who = await whoami(caller);
  return (
    who.kind === "session" &&
    who.session.id === session.providerSession &&
    who.session.identity?.id === session.subject &&
    toAal(who.session) === "aal2"
  );
}

/**
 * The same where no browser is there to say who it is: asked of Kratos by the session's id.
 * @throws OryError when Kratos does not answer
 */
export async function isVouchedForAtKratos(operator: Operator, session: ConsoleSession): Promise<boolean> {
  if (getConsoleConfig().signIn.kind !== "kratos") return true;
  const known = await getSession(operator, session.providerSession ?? "").catch((error: unknown) => {
    if (error instanceof OryError && error.status === 404) return undefined;
    throw error;
  });
  const identity = read(known, "identity");
  return (
    read(known, "active") === true &&
    read(identity, "id") === session.subject &&
    read(identity, "state") === "active"
  );
}

/** Whether a factor was given not long ago: at any time then, or since the console last heard of one. */
function isNewFactor(givenAt: number, knownAt: number, now = Date.now()): boolean {
  const { stepUpMs } = getConsoleConfig();
  return isFresh(givenAt, stepUpMs, now) || (givenAt > knownAt && isFresh(givenAt, PENDING_MS, now));
}

function toLogin(query: Record<string, string>): Response {
  return seeOther(`${getConfig().publicUrl.href}/login?${new URLSearchParams(query)}`);
}

const NO_SECOND_FACTOR = {
  title: "A second factor is needed",
  text: "Operators sign in with a second factor, and your account has none, or it was not used.",
  next: "Set one up in your account's settings, then sign in again.",
  links: [{ path: "/sign-in", label: "Sign in again" }],
};
