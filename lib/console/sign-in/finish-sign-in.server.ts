/** Turns a proved sign-in into a session, if its person is an operator; the same for every way to sign in (C2, C4, C29). */

import { getLogger } from "@/lib/observe/log";
import { toClientAddress } from "@/lib/web/caller";
import { seeOther } from "@/lib/web/redirect";
import { readActOf } from "../act/pending-act.server";
import { getConsoleConfig } from "../get-console-config.server";
import { findRole } from "../operator/find-role";
import { isSameOperator, type OperatorKey } from "../operator/operator";
import { outranks, type Role } from "../operator/permissions";
import { uuidSchema } from "../ory/ids.server";
import { ConsoleProblem } from "../problem";
import type { ConsolePage } from "../request/console-page.server";
import {
  beginSession,
  endOwnSession,
  listOperatorSessions,
  readConsoleSession,
} from "../session/sessions.server";

interface ProvedSignIn {
  who: OperatorKey;
  name: string;
  roleValues: string[];
  /** When the older and the newer factor was given, in milliseconds; the same where a provider tells one time. */
  authenticatedAt: number;
  newestFactorAt: number;
  assurance: string;
  providerSession?: string;
  idToken?: string;
  /** When the sign-in began, by the store's clock. */
  since: number;
  /** Of the session that is stepped up. */
  handle?: string;
  /** Path of the console's own. */
  returnTo: string;
  setCookies: string[];
}

const USER_AGENT_LIMIT = 300;

/**
 * @throws ConsoleProblem 403 for somebody who is no operator, or not the one whose session is stepped up; of this
 *   installation's own provider also for a subject that does not say whose account it is; 409 for a session that was ended meanwhile
 */
export async function finishSignIn(page: ConsolePage, proved: ProvedSignIn): Promise<Response> {
  const { who, handle, setCookies } = proved;
  requireAccount(who, setCookies);
  const role = findRole(who, proved.roleValues, getConsoleConfig());
  const log = { issuer: who.issuer, subject: who.subject, role, assurance: proved.assurance };
  if (!role) {
    getLogger().warn({ event: "console-sign-in-refused", ...log });
    await endHigherSessions(who, undefined);
    throw new ConsoleProblem(403, toNoOperator(who), setCookies);
  }
  const current = await readConsoleSession(page.request);
  const isStepUp = handle !== undefined && current?.handle === handle;
  const isSame = current !== undefined && isSameOperator(current, who);
  if (isStepUp && !isSame) {
    getLogger().warn({ event: "console-step-up-refused", ...log });
    throw new ConsoleProblem(403, SOMEBODY_ELSE, setCookies);
  }
  const begun = await beginSession(
    page.request,
    {
      ...who,
      name: proved.name,
      roleValues: proved.roleValues,
      authenticatedAt: proved.authenticatedAt,
      newestFactorAt: proved.newestFactorAt,
      assurance: proved.assurance,
      providerSession: proved.providerSession,
      idToken: proved.idToken,
      userAgent: (page.request.headers.get("user-agent") ?? "").slice(0, USER_AGENT_LIMIT),
      address: toClientAddress(page.request) ?? "",
    },
    // Any link can begin a sign-in that the provider answers at once: forms, waiting acts and jobs go on through it (threat D7).
    {
      since: proved.since,
      ...(isSame && { handle: current.handle, act: isStepUp ? readActOf(proved.returnTo) : undefined }),
    },
  );
  if (!begun) {
    getLogger().warn({ event: "console-sign-in-ended", ...log });
    throw new ConsoleProblem(409, ENDED, setCookies);
  }
  await endHigherSessions(who, role);
  getLogger().info({ event: isStepUp ? "console-step-up" : "console-sign-in", ...log });
  return seeOther(proved.returnTo, [...setCookies, ...begun]);
}

/** Their provider's word of now counts for what they began by an earlier one of more (threat C8). */
async function endHigherSessions(who: OperatorKey, role: Role | undefined): Promise<void> {
  const config = getConsoleConfig();
  for (const { handle, roleValues } of await listOperatorSessions(who)) {
    const earlier = findRole(who, roleValues, config);
    if (earlier && (!role || outranks(earlier, role))) await endOwnSession(who, handle);
  }
}

/**
 * A client of Hydra's may be given subjects of its own (`subject_type: pairwise`): whose account an operator has is not known
 * then, and nothing would protect it from operators of a lower role (threat C20). Kratos' ids are UUIDs.
 */
function requireAccount({ issuer, subject }: OperatorKey, setCookies: string[]): void {
  if (getConsoleConfig().identityIssuer === undefined || uuidSchema.safeParse(subject).success) return;
  getLogger().warn({ event: "console-subject-unknown", issuer, subject });
  throw new ConsoleProblem(403, NO_ACCOUNT, setCookies);
}

const NO_ACCOUNT = {
  title: "It is not known which account is yours",
  text: "Your provider names you by a subject that is made for this console alone. No operator's account could be told from anybody else's, and protected.",
  next: "Whoever runs this installation sets subject_type of the console's client to public at Hydra, and names operators in CONSOLE_OPERATORS by the ids of their accounts.",
  links: [{ path: "/sign-in", label: "Sign in again" }],
};

const SOMEBODY_ELSE = {
  title: "Another operator confirmed this",
  text: "An act can be carried on only by the operator who began it. Nothing was done, and you are still signed in as before.",
};

const ENDED = {
  title: "You were signed out while you signed in",
  text: "Your session was ended, here, in another window or at the provider, before this sign-in was through. You are not signed in, and nothing was done.",
  links: [{ path: "/sign-in", label: "Sign in again" }],
};

/** Says exactly what an admin has to write where: the first operator reads it too. */
function toNoOperator({ issuer, subject }: OperatorKey): ConsoleProblem["view"] {
  return {
    title: "You are signed in, but no operator here",
    text: "This console is for people whom its configuration names, and it does not name you.",
    next: "To change that, whoever runs this installation adds the line below to CONSOLE_OPERATORS, with the role that you are to have, and restarts Foyer.",
    facts: [
      { label: "CONSOLE_OPERATORS", value: `${subject}=viewer` },
      { label: "Issuer", value: issuer },
      { label: "Subject", value: subject },
    ],
    links: [{ path: "/sign-in", label: "Sign in as somebody else" }],
  };
}
